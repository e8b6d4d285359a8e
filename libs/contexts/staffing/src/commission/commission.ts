import { z } from 'zod';
import { act, declare, type AskActor, type Declared } from '#aggregates';
import { centreOf, CentreCode, input, LocalDate, LocalTime, publicText } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dueAfter, policyOn, todayOf } from '../terms.ts';
import { Cents, ComisionCode, Voucher, type told } from './events.ts';
import { accountsOf, isSame, minutesBetween, viaticoFor } from './money.ts';
import { comisionesOf, comisionStatusNames, definition, grantedCents, isOverdue, type Comision, type ComisionStatus, type Commissions } from './state.ts';

const provision = 'DIR.5.3';
const travellers = ['specialist', 'centre-coordinator', 'administrative-coordinator', 'operator'] as const;
const payers = ['ogauc', 'human-resources'] as const;
const begun = ['open', 'overdue', 'settled'] as const;
const comision = ComisionCode;
const reason = publicText(1_000, 10).meta({ title: 'Motivo', widget: 'textarea' });

/** The commission, in one of these statuses. @throws DomainError `comision-unknown`, `comision-step-not-allowed` */
function find(state: Commissions, code: string, allowed: readonly ComisionStatus[]): Comision {
  const found = comisionesOf(state)[code];
  if (!found) throw refuse('not-found', 'comision-unknown', 'La persona no tiene una comisión con ese código.', { field: 'comision', provision });
  if (allowed.includes(found.status)) return found;
  const names = allowed.map((status) => `«${comisionStatusNames[status]}»`).join(' o ');
  throw refuse('conflict', 'comision-step-not-allowed', `La comisión está «${comisionStatusNames[found.status]}»; tendría que estar ${names}.`, { field: 'comision', provision });
}

/** @throws DomainError `not-own-comision` */
function checkOwn(actor: AskActor, id: string): void {
  if (actor.id !== id) throw refuse('forbidden', 'not-own-comision', 'Solo la persona comisionada rinde lo suyo.', { provision });
}

/** @throws DomainError `rendicion-overdue` */
function checkNoneOverdue(state: Commissions, now: string): void {
  const overdue = Object.values(comisionesOf(state)).find((each) => isOverdue(each, now));
  if (overdue) throw refuse('conflict', 'rendicion-overdue', `No se otorga nada nuevo: la rendición de la comisión «${overdue.comision}» está vencida.`, { field: 'comision', provision });
}

/** @throws DomainError `return-before-departure`, `comisiones-overlap` */
function checkDates(state: Commissions, asked: Pick<Comision, 'departureOn' | 'departureAt' | 'returnOn' | 'returnAt'>): void {
  const [from, to] = [`${asked.departureOn} ${asked.departureAt}`, `${asked.returnOn} ${asked.returnAt}`];
  if (to <= from) throw refuse('invalid', 'return-before-departure', 'El retorno debe ser posterior a la salida.', { field: 'returnOn', provision });
  const other = Object.values(comisionesOf(state)).find((each) => each.status !== 'cancelled' && `${each.departureOn} ${each.departureAt}` < to && from < `${each.returnOn} ${each.returnAt}`);
  if (other) throw refuse('conflict', 'comisiones-overlap', `Esas fechas se cruzan con la comisión «${other.comision}».`, { field: 'departureOn', provision });
}

/** Whether a term to render accounts begins: of what is overdue it has passed already. */
const isDue = (found: Comision): boolean => grantedCents(found) > 0 && !found.overdue;

const whose = ({ person, comision, centre }: Comision) => ({ person, comision, centre });

async function known(code: string, { services }: Scope, id: string): Promise<Comision | undefined> {
  return comisionesOf((await services.executor.load(commission, id)).state)[code];
}

/** Until when accounts are rendered of a commission that ends on a date. */
const renderBy = (found: Comision | undefined, returnOn: string, { services }: Scope): string => (found ? dueAfter(services, 'rendicion-working-days', returnOn, found.centre) : '');

/** What the norms grant on the date of departure. */
async function grantFacts({ comision }: { readonly comision: string }, scope: Scope, id: string) {
  const found = await known(comision, scope, id);
  const on = found?.departureOn ?? todayOf(scope);
  const { value: tariffCents, norm } = policyOn(scope.services, 'viatico-tariff-cents', on);
  return { tariffCents, norm, voucherPercent: policyOn(scope.services, 'rendicion-voucher-percent', on).value, due: renderBy(found, found?.returnOn ?? on, scope) };
}

export const commission: Declared<Commissions, typeof told> = declare(definition, {
  authorize: act(definition, {
    summary: 'Autorizar una comisión de servicio',
    provision,
    roles: ['ogauc'],
    from: ['none', ...begun],
    notBy: (_, id) => [id],
    input: input({
      comision,
      centre: CentreCode.meta({ title: 'Centro de la persona', widget: 'centre' }),
      departureOn: LocalDate.meta({ title: 'Día de salida' }),
      departureAt: LocalTime.meta({ title: 'Hora de salida' }),
      returnOn: LocalDate.meta({ title: 'Día de retorno' }),
      returnAt: LocalTime.meta({ title: 'Hora de retorno' }),
      destination: publicText(200, 3).meta({ title: 'Destino' }),
      purpose: publicText(1_000, 10).meta({ title: 'Motivo de la comisión', widget: 'textarea' }),
    }),
    facts: ({ centre }, { services }) => centreOf(services.directory(), centre)?.foreign === false,
    decide(state, { id, input: asked, facts: centreKnown, actor }) {
      if (!centreKnown) throw refuse('invalid', 'centre-unknown', 'No existe un centro con ese código.', { field: 'centre', provision });
      if (comisionesOf(state)[asked.comision]) throw refuse('conflict', 'comision-already-exists', 'La persona ya tiene una comisión con ese código.', { field: 'comision', provision });
      checkDates(state, asked);
      return [{ type: 'ComisionAuthorized', data: { person: id, ...asked, by: actor.id } }];
    },
  }),
  cancel: act(definition, {
    summary: 'Cancelar la comisión de servicio',
    provision,
    roles: ['ogauc'],
    from: begun,
    notBy: (_, id) => [id],
    input: input({ comision, reason }),
    facts: async ({ comision }, scope, id) => renderBy(await known(comision, scope, id), todayOf(scope), scope),
    decide(state, { input: { comision, reason }, facts: due, actor }) {
      const found = find(state, comision, ['authorized']);
      return [{ type: 'ComisionCancelled', data: { ...whose(found), reason, ...(isDue(found) && { due }), by: actor.id } }];
    },
  }),
  'grant-viatico': act(definition, {
    summary: 'Otorgar el viático',
    provision,
    roles: payers,
    from: begun,
    notBy: (_, id) => [id],
    input: input({ comision }),
    facts: grantFacts,
    decide(state, { input: { comision }, facts: { tariffCents, norm, voucherPercent, due }, actor, now }) {
      const found = find(state, comision, ['authorized']);
      if (found.viaticoCents > 0) throw refuse('conflict', 'viatico-already-granted', 'El viático de esa comisión ya fue otorgado.', { field: 'comision', provision });
      checkNoneOverdue(state, now);
      const minutes = minutesBetween({ on: found.departureOn, at: found.departureAt }, { on: found.returnOn, at: found.returnAt });
      return [{ type: 'ViaticoGranted', data: { ...whose(found), minutes, tariffCents, norm, amountCents: viaticoFor(minutes, tariffCents), voucherPercent, due, by: actor.id } }];
    },
  }),
  'grant-pasaje': act(definition, {
    summary: 'Otorgar un pasaje',
    provision,
    roles: payers,
    from: begun,
    notBy: (_, id) => [id],
    input: input({ comision, route: publicText(200, 3).meta({ title: 'Ruta' }), amountCents: Cents.meta({ title: 'Monto', widget: 'money' }) }),
    facts: grantFacts,
    decide(state, { input: { comision, route, amountCents }, facts: { due }, actor, now }) {
      const found = find(state, comision, ['authorized']);
      checkNoneOverdue(state, now);
      return [{ type: 'PasajeGranted', data: { ...whose(found), route, amountCents, due, by: actor.id } }];
    },
  }),
  perform: act(definition, {
    summary: 'Dejar constancia de que la comisión se realizó',
    provision,
    roles: travellers,
    from: begun,
    input: input({ comision, returnOn: LocalDate.meta({ title: 'Día en que retornó' }), returnAt: LocalTime.meta({ title: 'Hora en que retornó' }) }),
    facts: async ({ comision, returnOn }, scope, id) => renderBy(await known(comision, scope, id), returnOn, scope),
    decide(state, { id, input: { comision, returnOn, returnAt }, facts: due, actor, today }) {
      const found = find(state, comision, ['authorized']);
      const coordinates = actor.role === 'administrative-coordinator' && actor.centre === found.centre;
      if (actor.id !== id && !coordinates) throw refuse('forbidden', 'not-own-comision', 'Lo hace la persona comisionada o el Coordinador Administrativo de su centro.', { provision });
      if (`${returnOn} ${returnAt}` <= `${found.departureOn} ${found.departureAt}`) throw refuse('invalid', 'return-before-departure', 'El retorno debe ser posterior a la salida.', { field: 'returnOn', provision });
      if (`${returnOn} ${returnAt}` > `${found.returnOn} ${found.returnAt}`) throw refuse('invalid', 'return-after-authorized', 'El retorno es posterior al autorizado: la OGAUC debe autorizar esos días.', { field: 'returnOn', provision });
      if (returnOn > today) throw refuse('invalid', 'return-in-future', 'La persona todavía no ha retornado.', { field: 'returnOn', provision });
      return [{ type: 'ComisionPerformed', data: { ...whose(found), returnOn, returnAt, ...(isDue(found) && { due }), by: actor.id } }];
    },
  }),
  'submit-rendicion': act(definition, {
    summary: 'Rendir cuentas de la comisión',
    provision,
    roles: travellers,
    from: begun,
    input: input({ comision, vouchers: z.array(Voucher).max(100, { error: 'Presente como máximo 100 comprobantes.' }).meta({ title: 'Comprobantes' }), declaredCents: z.int().min(0, { error: 'El monto no puede ser negativo.' }).max(10_000_000).meta({ title: 'Declaración jurada', widget: 'money' }) }),
    facts: async ({ vouchers }, { services }) => void (await Promise.all(vouchers.map(({ file }, i) => file !== undefined && existingFile(services.files, file, `vouchers.${i}.file`)))),
    decide(state, { id, input: { comision, vouchers, declaredCents }, actor }) {
      checkOwn(actor, id);
      const found = find(state, comision, ['performed', 'cancelled', 'observed']);
      if (grantedCents(found) === 0) throw refuse('conflict', 'nothing-granted', 'No se otorgó nada para esa comisión: no hay qué rendir.', { field: 'comision', provision });
      const others = Object.values(comisionesOf(state)).filter((each) => each !== found).flatMap((each) => each.rendicion?.vouchers ?? []);
      const used = vouchers.findIndex((voucher) => others.some((each) => isSame(each, voucher)));
      if (used >= 0) throw refuse('conflict', 'voucher-already-used', 'Ese comprobante ya se presentó en otra comisión.', { field: `vouchers.${used}.document`, provision });
      return [{ type: 'RendicionSubmitted', data: { ...whose(found), vouchers, declaredCents, ...accountsOf(found, vouchers, declaredCents), by: actor.id } }];
    },
  }),
  'return-saldo': act(definition, {
    summary: 'Devolver el saldo',
    provision,
    roles: travellers,
    from: begun,
    input: input({ comision, cents: Cents.meta({ title: 'Monto devuelto', widget: 'money' }), operation: publicText(40, 1).meta({ title: 'Operación o recibo de ingreso' }) }),
    decide(state, { id, input: { comision, cents, operation }, actor }) {
      checkOwn(actor, id);
      const found = find(state, comision, ['rendered']);
      const left = found.rendicion!.balanceCents - found.returnedCents;
      if (cents !== left) throw refuse('invalid', 'saldo-differs', left === 0 ? 'No hay saldo por devolver.' : `El saldo por devolver es de ${left} céntimos.`, { field: 'cents', provision });
      return [{ type: 'SaldoReturned', data: { ...whose(found), cents, operation, by: actor.id } }];
    },
  }),
  'observe-rendicion': act(definition, {
    summary: 'Observar la rendición de cuentas',
    provision,
    roles: payers,
    from: begun,
    notBy: (_, id) => [id],
    input: input({ comision, reason }),
    facts: async ({ comision }, scope, id) => {
      const found = await known(comision, scope, id);
      return found ? dueAfter(scope.services, 'rendicion-correction-working-days', todayOf(scope), found.centre) : '';
    },
    decide(state, { input: { comision, reason }, facts: due, actor }) {
      const found = find(state, comision, ['rendered']);
      return [{ type: 'RendicionObserved', data: { ...whose(found), reason, due, by: actor.id } }];
    },
  }),
  'approve-rendicion': act(definition, {
    summary: 'Aprobar la rendición de cuentas',
    provision,
    roles: payers,
    from: begun,
    notBy: (_, id) => [id],
    input: input({ comision }),
    decide(state, { input: { comision }, actor }) {
      const found = find(state, comision, ['rendered']);
      const { spentCents, balanceCents } = found.rendicion!;
      if (balanceCents !== found.returnedCents) throw refuse('conflict', 'saldo-not-returned', 'Falta devolver el saldo de esa comisión.', { field: 'comision', provision });
      return [{ type: 'RendicionApproved', data: { ...whose(found), grantedCents: grantedCents(found), spentCents, returnedCents: found.returnedCents, by: actor.id } }];
    },
  }),
  /** By the timer, when the term to render accounts has passed. */
  'pass-due': act(definition, {
    summary: 'Marcar la rendición como vencida',
    provision,
    roles: [],
    from: begun,
    input: input({ comision, due: z.string() }),
    decide(state, { input: { comision, due } }) {
      const found = comisionesOf(state)[comision];
      return found?.due === due ? [{ type: 'RendicionOverdue', data: { ...whose(found), due } }] : [];
    },
  }),
});
