import { refuse } from '#kernel';
import type { Voucher } from './events.ts';
import type { Comision } from './state.ts';

const provision = 'DIR.5.3';
const dayMinutes = 1_440;
const shortest = 240;

const minuteOf = (on: string, at: string): number => Date.parse(`${on}T${at}:00Z`) / 60_000;

/** Minutes between two hours of Lima, which keeps no daylight saving time. */
export const minutesBetween = (from: { readonly on: string; readonly at: string }, to: { readonly on: string; readonly at: string }): number => minuteOf(to.on, to.at) - minuteOf(from.on, from.at);

/** Céntimos for a commission: each 24 hours are a day, and so is a rest of more than 4 hours; a shorter rest counts by its hours, a céntimo begun left out. */
export function viaticoFor(minutes: number, tariffCents: number): number {
  const days = Math.floor(minutes / dayMinutes);
  const rest = minutes % dayMinutes;
  return days * tariffCents + (rest > shortest ? tariffCents : Math.floor((tariffCents * rest) / dayMinutes));
}

const sum = (vouchers: readonly Voucher[]): number => vouchers.reduce((total, { cents }) => total + cents, 0);

export interface Accounts {
  readonly spentCents: number;
  readonly balanceCents: number;
}

/**
 * What was spent and what is left to return of what was granted.
 * @throws DomainError `rendicion-exceeds-grant`, `pasaje-exceeds-grant`, `declaration-exceeds-share`, `voucher-out-of-dates`, `voucher-repeated`
 */
export function accountsOf(comision: Comision, vouchers: readonly Voucher[], declaredCents: number): Accounts {
  checkVouchers(comision, vouchers);
  const pasajes = sum(vouchers.filter(({ kind }) => kind === 'pasaje'));
  const viaticos = sum(vouchers) - pasajes + declaredCents;
  const granted = comision.viaticoCents + comision.pasajeCents;
  if (pasajes > comision.pasajeCents) throw refuse('invalid', 'pasaje-exceeds-grant', 'Los pasajes suman más de lo otorgado para pasajes.', { field: 'vouchers', provision });
  if (viaticos > comision.viaticoCents) throw refuse('invalid', 'rendicion-exceeds-grant', 'Los comprobantes y la declaración jurada suman más que el viático otorgado.', { field: 'vouchers', provision });
  if (declaredCents * 100 > (100 - comision.voucherPercent) * viaticos) {
    throw refuse('invalid', 'declaration-exceeds-share', `La declaración jurada no puede superar el ${100 - comision.voucherPercent} % de lo gastado: al menos el ${comision.voucherPercent} % lleva comprobantes.`, { field: 'declaredCents', provision });
  }
  const spentCents = viaticos + pasajes;
  const balanceCents = granted - spentCents;
  if (balanceCents < comision.returnedCents) throw refuse('conflict', 'rendicion-exceeds-grant', 'Lo gastado y lo que ya devolvió suman más que lo otorgado.', { field: 'vouchers', provision });
  return { spentCents, balanceCents };
}

/** Two issuers may number alike: the same document is one of the same number, date and amount. */
export const isSame = (a: Voucher, b: Voucher): boolean => a.document === b.document && a.on === b.on && a.cents === b.cents;

function checkVouchers({ departureOn, returnOn }: Comision, vouchers: readonly Voucher[]): void {
  const at = (i: number, field: string) => ({ field: `vouchers.${i}.${field}`, provision });
  for (const [i, voucher] of vouchers.entries()) {
    const { on } = voucher;
    if (on < departureOn || on > returnOn) throw refuse('invalid', 'voucher-out-of-dates', `El comprobante debe ser de los días de la comisión, del ${departureOn} al ${returnOn}.`, at(i, 'on'));
    if (vouchers.findIndex((each) => isSame(each, voucher)) < i) throw refuse('invalid', 'voucher-repeated', 'Ese comprobante está repetido.', at(i, 'document'));
  }
}
