import { z } from 'zod';
import { Freshness } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { freshness, query } from '#platform';
import { turnOf } from '#serving';
import type { View } from '#view-store';
import { told } from './events.ts';
import { evolvePeriod, periodStatusNames, turnIn, type PeriodStatus, type ServicePeriod, type Told } from './period.ts';
import { readsPeriod } from './state.ts';

interface PeriodRecord {
  readonly service: ServicePeriod;
  readonly period: string;
  readonly centre: string;
  readonly organ: string;
  readonly status: PeriodStatus;
  /** Whose turn it is, as the inbox names them; empty when nobody's. */
  readonly turn: string;
  /** Since when it is. */
  readonly since: string;
}

/** Each month of service of each person, and whose turn it is: the inbox shows the oldest of a person, this all of them. */
export const servicePeriods: View<PeriodRecord> = {
  name: 'service-periods',
  version: 1,
  indexes: [{ fields: ['period'] }, { fields: ['centre', 'period'] }, { fields: ['organ', 'period'] }],
  events: Object.keys(told),
  keysOf({ data }: RecordedEvent) {
    const { person, period } = data as Told['data'];
    return [`${person} ${period}`];
  },
  fold(before, event) {
    const service = evolvePeriod(before?.service, event as RecordedEvent & Told);
    const turn = turnIn(service);
    const key = turn ? turnOf(turn) : '';
    const { period, centre, organ, status } = service;
    return { service, period, centre, organ, status, turn: key, since: before?.turn === key ? before.since : event.meta.occurredAt };
  },
};

const Shown = z.object({
  person: z.string(),
  period: z.string(),
  centre: z.string(),
  organ: z.string(),
  status: z.string(),
  statusName: z.string(),
  attentions: z.int(),
  amountCents: z.int().optional().describe('Del recibo, en céntimos'),
  turn: z.string().describe('A quién le toca'),
  since: z.string(),
  due: z.string().optional(),
});
const pageSize = 200;

export const listPeriods = query({
  path: 'staffing/service-periods',
  roles: ['ogauc', 'human-resources', 'centre-coordinator', 'administrative-coordinator', 'director-general', 'technical-lead'],
  summary: 'Meses de servicio de quienes trabajan en los centros, lo último primero: en qué están y a quién le toca',
  provision: 'DIR.5.2.d',
  params: z.object({ cursor: z.string().max(500).optional() }),
  answer: Freshness.extend({ periods: z.array(Shown), next: z.string().optional() }),
  async handle({ cursor }, { caller, services }) {
    const fresh = await freshness(services);
    const where: Record<string, string> = caller.centre ? { centre: caller.centre } : caller.organ ? { organ: caller.organ } : {};
    const { documents, next } = await services.views.find(servicePeriods, { where, orderBy: 'period', descending: true, limit: pageSize, ...(cursor && { cursor }) });
    const periods = documents
      .filter(({ service }) => readsPeriod(caller, service))
      .map(({ service: { person, attentions, recibo, due }, period, centre, organ, status, turn, since }) => ({ person, period, centre, organ, status, statusName: periodStatusNames[status], attentions, ...(recibo && { amountCents: recibo.amountCents }), turn, since, ...(due !== undefined && { due }) }));
    return { periods, ...(next && { next }), ...fresh };
  },
});
