import { act, declare, type AskActor } from '#aggregates';
import { input, LocalDate, publicText, Sha256 } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import { checkIdentity } from '#personal-data';
import type { Scope } from '#platform';
import { z } from 'zod';
import { contract, contractsOf, lastDayOf, type Contract } from '../contract/contract.ts';
import { earlierOf, laterOf, monthBounds } from '../civil-dates.ts';
import { checkNotOwn } from '../own.ts';
import { dueAfter, todayOf } from '../terms.ts';
import { activitiesOf, attentionMonths, monthKey } from './attentions.ts';
import { Cents, Period, ReciboNumber, Series } from './events.ts';
import { conformerOf, periodStatusNames, type PeriodStatus, type ServicePeriod } from './period.ts';
import { definition, monthsOf, reciboKey, type MonthlyService } from './state.ts';

const [d, e] = ['DIR.5.2.d', 'DIR.5.2.e'] as const;
const authors = ['specialist', 'centre-coordinator', 'administrative-coordinator', 'operator'] as const;
const coordinators = ['centre-coordinator', 'administrative-coordinator'] as const;
const period = Period;
const reason = publicText(1_000, 10).meta({ title: 'Motivo', widget: 'textarea' });

/** @throws DomainError `not-own-service` */
function checkOwn({ id: actor }: AskActor, id: string): void {
  if (actor !== id) throw refuse('forbidden', 'not-own-service', 'Cada persona presenta lo suyo.', { provision: e });
}

/** The month, in one of these statuses. @throws DomainError `period-unknown`, `period-step-not-allowed` */
function find(state: MonthlyService, month: string, allowed: readonly PeriodStatus[], provision: string): ServicePeriod {
  const found = monthsOf(state).periods[month];
  if (!found) throw refuse('not-found', 'period-unknown', 'No se ha presentado el informe de ese mes.', { field: 'period', provision });
  if (allowed.includes(found.status)) return found;
  const names = allowed.map((status) => `«${periodStatusNames[status]}»`).join(' o ');
  throw refuse('conflict', 'period-step-not-allowed', `Ese mes está «${periodStatusNames[found.status]}»; tendría que estar ${names}.`, { field: 'period', provision });
}

/** @throws DomainError `other-centre`, `other-coordinator`, `own-act` */
function checkConforms(actor: AskActor, found: ServicePeriod): void {
  checkNotOwn(actor, [found.person], e);
  if (actor.centre !== found.centre) throw refuse('forbidden', 'other-centre', 'Ese servicio es de otro centro.', { provision: e });
  if (actor.role === conformerOf(found)) return;
  throw refuse('forbidden', 'other-coordinator', 'Conforma y remite el Coordinador del Centro; y lo del Coordinador del Centro, el Coordinador Administrativo.', { provision: e });
}

/** @throws DomainError `other-organ`, `own-act` */
function checkEndorses(actor: AskActor, found: ServicePeriod): void {
  checkNotOwn(actor, [found.person, found.conformedBy], d);
  if (actor.organ !== found.organ) throw refuse('forbidden', 'other-organ', 'El visto bueno corresponde al órgano del que depende técnicamente la persona.', { provision: d });
}

const whose = ({ person, period, centre, organ }: ServicePeriod) => ({ person, period, centre, organ });

/** Days of a month that a contract covers; of several contracts, the last's. */
export function served(contracts: readonly Contract[], month: string): { readonly contract: Contract; readonly from: string; readonly to: string } | undefined {
  const { first, last } = monthBounds(month);
  const found = contracts.findLast((each) => each.from <= last && first <= lastDayOf(each) && each.from <= lastDayOf(each));
  return found && { contract: found, from: laterOf(first, found.from), to: earlierOf(last, lastDayOf(found)) };
}

async function reportFacts({ period }: { readonly period: string }, scope: Scope, id: string) {
  const { services } = scope;
  const [{ state }] = await Promise.all([services.executor.load(contract, id), services.store.head().then((head) => services.settled(head))]);
  const month = await services.views.get(attentionMonths, monthKey(id, period));
  const of = served(contractsOf(state), period);
  return { of, ...activitiesOf(month ?? { attentions: [] }), due: of && dueAfter(services, 'informe-conformity-working-days', todayOf(scope), of.contract.centre) };
}

const dueOf =
  (name: 'visto-bueno-working-days' | 'conformidad-working-days') =>
  (_: unknown, scope: Scope): string =>
    dueAfter(scope.services, name, todayOf(scope));

const ruc = z.string().regex(/^\d{11}$/, { error: 'El RUC tiene 11 dígitos.' }).meta({ title: 'RUC del emisor', description: 'Empieza con 10 y contiene su DNI; se guarda sellado', sealed: true });

export const monthlyService = declare(definition, {
  submit: act(definition, {
    summary: 'Presentar el informe de actividades',
    provision: e,
    roles: authors,
    from: ['none', 'pending', 'done'],
    input: input({ period, text: publicText(4_000, 20).meta({ title: 'Lo que el informe agrega', description: 'Las atenciones del mes y su avance se toman de lo registrado: no se escriben', widget: 'textarea' }) }),
    facts: reportFacts,
    decide(state, { id, input: { period, text }, facts: { of, due, ...activities }, actor, today }) {
      checkOwn(actor, id);
      if (monthsOf(state).periods[period]) find(state, period, ['returned'], e);
      if (!of || due === undefined) throw refuse('conflict', 'no-contract-in-period', 'Usted no tuvo contrato ese mes.', { field: 'period', provision: e });
      if (today < of.to) throw refuse('conflict', 'period-not-over', `El informe se presenta cuando el servicio del mes termina, desde el ${of.to}.`, { field: 'period', provision: e });
      if (actor.role === 'specialist' && activities.attentions === 0) throw refuse('conflict', 'month-without-service', 'No hay atenciones suyas registradas en ese mes.', { field: 'period', provision: e });
      const { contract, centre, organ, subject, monthlyCents } = of.contract;
      const data = { person: id, period, centre, organ, contract, subject, from: of.from, to: of.to, monthlyCents, role: actor.role as 'specialist', ...activities, activities: [...activities.activities], text, by: actor.id, due };
      return [{ type: 'InformeActividadesSubmitted', data }];
    },
  }),
  conform: act(definition, {
    summary: 'Dar conformidad al informe de actividades',
    provision: e,
    roles: coordinators,
    from: ['pending'],
    input: input({ period }),
    facts: (_, { services, caller, ...scope }) => dueAfter(services, 'informe-conformity-working-days', todayOf(scope), caller.centre),
    decide(state, { input: { period }, facts: due, actor }) {
      const found = find(state, period, ['submitted'], e);
      checkConforms(actor, found);
      return [{ type: 'InformeConformedByCoordinador', data: { ...whose(found), by: actor.id, due } }];
    },
  }),
  return: act(definition, {
    summary: 'Devolver el informe de actividades',
    provision: e,
    roles: coordinators,
    from: ['pending'],
    input: input({ period, reason }),
    decide(state, { input: { period, reason }, actor }) {
      const found = find(state, period, ['submitted', 'conformed'], e);
      checkConforms(actor, found);
      return [{ type: 'InformeReturnedByCoordinador', data: { ...whose(found), reason, by: actor.id } }];
    },
  }),
  'attach-recibo': act(definition, {
    summary: 'Adjuntar el recibo por honorarios',
    provision: e,
    roles: authors,
    from: ['pending'],
    input: input({
      period,
      ruc,
      series: Series,
      number: ReciboNumber.meta({ title: 'Número' }),
      amountCents: Cents.meta({ title: 'Monto', widget: 'money' }),
      on: LocalDate.meta({ title: 'Fecha de emisión' }),
      file: Sha256.optional().meta({ title: 'Archivo del recibo', widget: 'file' }),
    }),
    async facts({ ruc, file }, { services: { keys, files } }) {
      const identity = checkIdentity({ kind: 'RUC', number: ruc }, 'ruc');
      if (!ruc.startsWith('10')) throw refuse('invalid', 'ruc-not-of-a-person', 'El recibo por honorarios lo emite una persona natural: su RUC empieza con 10.', { field: 'ruc', provision: e });
      if (file !== undefined) await existingFile(files, file, 'file');
      const subject = await keys.find(identity);
      return { subject, sealed: subject === undefined ? '' : await keys.seal(subject, { ruc }) };
    },
    decide(state, { id, input: { period, series, number, amountCents, on, file }, facts: { subject, sealed }, actor, today }) {
      checkOwn(actor, id);
      const found = find(state, period, ['submitted', 'returned', 'conformed'], e);
      if (subject !== found.subject) throw refuse('invalid', 'ruc-of-another', 'El DNI que contiene ese RUC no es el de la persona contratada.', { field: 'ruc', provision: e });
      const used = monthsOf(state).recibos[reciboKey({ series, number })];
      if (used !== undefined && used !== period) throw refuse('conflict', 'recibo-already-used', `Ese recibo ya se adjuntó para ${used}.`, { field: 'number', provision: e });
      if (amountCents > found.monthlyCents) throw refuse('invalid', 'recibo-exceeds-contract', 'El monto supera el del contrato.', { field: 'amountCents', provision: e });
      if (on < found.to) throw refuse('invalid', 'recibo-before-period-end', `El recibo se emite cuando el servicio del mes termina, desde el ${found.to}.`, { field: 'on', provision: e });
      if (on > today) throw refuse('invalid', 'recibo-in-future', 'La fecha de emisión no puede ser futura.', { field: 'on', provision: e });
      return [{ type: 'ReciboHonorariosAttached', data: { ...whose(found), series, number, amountCents, on, sealed, ...(file !== undefined && { file }), by: actor.id } }];
    },
  }),
  remit: act(definition, {
    summary: 'Remitir el expediente de pago a la OGAUC',
    provision: e,
    roles: coordinators,
    from: ['pending'],
    input: input({ period }),
    facts: dueOf('visto-bueno-working-days'),
    decide(state, { input: { period }, facts: due, actor, today }) {
      const found = find(state, period, ['conformed'], e);
      checkConforms(actor, found);
      if (!found.recibo) throw refuse('conflict', 'recibo-missing', 'Falta el recibo por honorarios de ese mes.', { field: 'period', provision: e });
      return [{ type: 'ExpedientePagoRemitted', data: { ...whose(found), on: today, by: actor.id, due } }];
    },
  }),
  'grant-visto-bueno': act(definition, {
    summary: 'Dar el visto bueno del órgano',
    provision: d,
    roles: ['director-general'],
    from: ['pending', 'done'],
    input: input({ period }),
    facts: dueOf('conformidad-working-days'),
    decide(state, { input: { period }, facts: due, actor }) {
      const found = find(state, period, ['remitted'], d);
      checkEndorses(actor, found);
      return [{ type: 'VistoBuenoGrantedByOrgano', data: { ...whose(found), by: actor.id, due } }];
    },
  }),
  'refuse-visto-bueno': act(definition, {
    summary: 'Negar el visto bueno del órgano',
    provision: d,
    roles: ['director-general'],
    from: ['pending'],
    input: input({ period, reason }),
    decide(state, { input: { period, reason }, actor }) {
      const found = find(state, period, ['remitted'], d);
      checkEndorses(actor, found);
      return [{ type: 'VistoBuenoRefused', data: { ...whose(found), reason, by: actor.id } }];
    },
  }),
  'grant-conformidad': act(definition, {
    summary: 'Otorgar la conformidad del servicio',
    provision: d,
    roles: ['ogauc'],
    from: ['pending', 'done'],
    input: input({ period }),
    decide(state, { input: { period }, actor }) {
      const found = find(state, period, ['endorsed'], d);
      checkNotOwn(actor, [found.person, found.conformedBy, found.endorsedBy], d);
      return [{ type: 'ConformidadGranted', data: { ...whose(found), amountCents: found.recibo!.amountCents, by: actor.id } }];
    },
  }),
  'observe-conformidad': act(definition, {
    summary: 'Observar el expediente de pago',
    provision: d,
    roles: ['ogauc'],
    from: ['pending'],
    input: input({ period, reason }),
    decide(state, { input: { period, reason }, actor }) {
      const found = find(state, period, ['remitted', 'endorsed'], d);
      checkNotOwn(actor, [found.person], d);
      return [{ type: 'ConformidadObserved', data: { ...whose(found), reason, by: actor.id } }];
    },
  }),
});

