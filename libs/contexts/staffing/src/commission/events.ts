import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, Instant, LocalDate, LocalTime, Sha256 } from '#contracts';

const provision = 'DIR.5.3';

export const ComisionCode = z.string().regex(/^[a-z0-9-]{1,20}$/, { error: 'El código de la comisión tiene hasta 20 letras minúsculas, dígitos o guiones.' }).meta({ title: 'Código de la comisión', examples: ['c-2026-1'] });
export const Cents = z.int().min(1).max(10_000_000);
const amount = z.int().min(0).max(10_000_000);

export const voucherKinds = { movilidad: 'Movilidad', alimentacion: 'Alimentación', hospedaje: 'Hospedaje', pasaje: 'Pasaje' } as const;

/** A receipt of somebody who was paid: no number of a person is kept of it. */
export const Voucher = z.strictObject({
  kind: z.enum(Object.keys(voucherKinds) as [keyof typeof voucherKinds]).meta({ title: 'Gasto', names: voucherKinds }),
  document: z.string().regex(/^[A-Z0-9]{1,4}-\d{1,8}$/, { error: 'La serie y el número tienen la forma F001-123.' }).meta({ title: 'Serie y número', examples: ['F001-123'] }),
  on: LocalDate.meta({ title: 'Fecha' }),
  cents: Cents.meta({ title: 'Monto', widget: 'money' }),
  file: Sha256.exactOptional().meta({ title: 'Archivo', widget: 'file' }),
});
export type Voucher = z.infer<typeof Voucher>;

const whose = { person: Id, comision: ComisionCode, centre: CentreCode };
const [by, reason] = [Id, z.string()];

/** Hours are of Lima; `due`: last instant to render accounts, where something was granted. */
export const told = events({
  ComisionAuthorized: {
    provision,
    title: 'Comisión de servicio autorizada',
    data: z.strictObject({ ...whose, departureOn: LocalDate, departureAt: LocalTime, returnOn: LocalDate, returnAt: LocalTime, destination: z.string(), purpose: z.string(), by }),
  },
  ComisionCancelled: { provision, title: 'Comisión de servicio cancelada', data: z.strictObject({ ...whose, reason, due: Instant.exactOptional(), by }) },
  /** `norm`: of the tariff on the date of departure. `voucherPercent`: least part of what is spent that vouchers must prove. */
  ViaticoGranted: { provision, title: 'Viático otorgado', data: z.strictObject({ ...whose, minutes: z.int().min(1), tariffCents: Cents, norm: z.string(), amountCents: Cents, voucherPercent: z.int().min(0).max(100), due: Instant, by }) },
  PasajeGranted: { provision, title: 'Pasaje otorgado', data: z.strictObject({ ...whose, route: z.string(), amountCents: Cents, due: Instant, by }) },
  ComisionPerformed: { provision, title: 'Comisión de servicio realizada', data: z.strictObject({ ...whose, returnOn: LocalDate, returnAt: LocalTime, due: Instant.exactOptional(), by }) },
  /** `spentCents` is vouchers and declaration; `balanceCents` is what was granted less that. */
  RendicionSubmitted: { provision, title: 'Rendición de cuentas presentada', data: z.strictObject({ ...whose, vouchers: z.array(Voucher), declaredCents: amount, spentCents: amount, balanceCents: amount, by }) },
  RendicionObserved: { provision, title: 'Rendición de cuentas observada', data: z.strictObject({ ...whose, reason, due: Instant, by }) },
  RendicionOverdue: { provision, title: 'Rendición de cuentas vencida', data: z.strictObject({ ...whose, due: Instant }) },
  SaldoReturned: { provision, title: 'Saldo devuelto', data: z.strictObject({ ...whose, cents: Cents, operation: z.string(), by }) },
  RendicionApproved: { provision, title: 'Rendición de cuentas aprobada', data: z.strictObject({ ...whose, grantedCents: Cents, spentCents: amount, returnedCents: amount, by }) },
});
