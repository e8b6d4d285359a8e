import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, Instant, publicText } from '#contracts';
import { dueIn } from '../policies.ts';

const provision = 'RM.2.c';
const common = { request: z.string().min(1), centre: CentreCode };
const Quantity = z.int({ error: 'Escriba un número entero.' }).min(1, { error: 'La cantidad es 1 como mínimo.' }).max(10_000, { error: 'La cantidad es 10 000 como máximo.' });

const told = events({
  RequerimientoRaised: { provision, title: 'Requerimiento logístico presentado', data: z.strictObject({ ...common, what: z.string(), quantity: Quantity, justification: z.string(), due: Instant, by: Id }) },
  RequerimientoFulfilled: { provision, title: 'Requerimiento logístico atendido', data: z.strictObject({ ...common, detail: z.string(), by: Id }) },
  RequerimientoRejected: { provision, title: 'Requerimiento logístico rechazado', data: z.strictObject({ ...common, reason: z.string(), by: Id }) },
});

interface LogisticRequest {
  readonly status: 'not-raised' | 'raised' | 'fulfilled' | 'rejected';
  readonly what: string;
  readonly quantity: number;
  readonly justification: string;
  readonly due: string;
  readonly by: string;
}

/** What a centre needs, asked for by its Coordinador Administrativo alone and answered by OGAUC (RM.2.c). */
const definition = define<LogisticRequest, typeof told>({
  name: 'logistic-request',
  title: ['Requerimiento logístico', 'Requerimientos logísticos'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'not-raised', what: '', quantity: 0, justification: '', due: '', by: '' },
  evolve: {
    RequerimientoRaised: (_, { what, quantity, justification, due, by }) => ({ status: 'raised', what, quantity, justification, due, by }),
    RequerimientoFulfilled: (state) => ({ ...state, status: 'fulfilled' }),
    RequerimientoRejected: (state) => ({ ...state, status: 'rejected' }),
  },
  statuses: { 'not-raised': 'Sin presentar', raised: 'Por atender', fulfilled: 'Atendido', rejected: 'Rechazado' },
  record: {
    version: 1,
    summary: ({ what, quantity }, id) => ({ title: `${quantity} × ${what}`, centre: ids.atCentre.placeOf(id).centre! }),
    waits: ({ status, due }) => (status === 'raised' ? { role: 'ogauc', act: 'fulfil', due } : undefined),
    labels: { due: 'Plazo', by: 'Presentado por' },
  },
});

const centreOf = (id: string): string => ids.atCentre.placeOf(id).centre!;
const by = ({ by }: LogisticRequest) => [by];

export const logisticRequest = declare(definition, {
  raise: act(definition, {
    summary: 'Presentar un requerimiento logístico',
    provision,
    roles: ['administrative-coordinator'],
    from: ['not-raised'],
    input: input({ what: publicText(200, 3).meta({ title: 'Qué se necesita' }), quantity: Quantity.meta({ title: 'Cantidad' }), justification: publicText(1_000, 5).meta({ title: 'Para qué', widget: 'textarea' }) }),
    facts: (_, scope, id) => ({ due: dueIn('logistic-request-working-days', scope, centreOf(id)) }),
    decide: (_, { id, input: { what, quantity, justification }, facts: { due }, actor }) => [{ type: 'RequerimientoRaised', data: { request: id, centre: centreOf(id), what, quantity, justification, due, by: actor.id } }],
  }),
  fulfil: act(definition, {
    summary: 'Atender el requerimiento',
    provision,
    roles: ['ogauc'],
    from: ['raised'],
    notBy: by,
    input: input({ detail: publicText(1_000, 3).meta({ title: 'Cómo se atendió', widget: 'textarea' }) }),
    decide: (_, { id, input: { detail }, actor }) => [{ type: 'RequerimientoFulfilled', data: { request: id, centre: centreOf(id), detail, by: actor.id } }],
  }),
  reject: act(definition, {
    summary: 'Rechazar el requerimiento',
    provision,
    roles: ['ogauc'],
    from: ['raised'],
    notBy: by,
    input: input({ reason: publicText(1_000, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide: (_, { id, input: { reason }, actor }) => [{ type: 'RequerimientoRejected', data: { request: id, centre: centreOf(id), reason, by: actor.id } }],
  }),
});
