import { z } from 'zod';
import { Freshness } from '#contracts';
import { freshness, notFound, query } from '#platform';
import { recordView } from '#serving';
import type { View } from '#view-store';
import { directiva } from './directiva.ts';
import { addressedTo, directivaReceipts } from './receipts.ts';

const Person = z.object({ person: z.string(), centre: z.string(), role: z.string(), deliveredAt: z.string(), readAt: z.string().optional() });
type Person = z.infer<typeof Person>;

interface Reading {
  readonly people: readonly Person[];
}

/** Who has received and read a directive. */
export const readingView: View<Reading> = {
  name: 'directiva-reading',
  version: 1,
  indexes: [],
  events: ['DirectivaDelivered', 'DirectivaRead'],
  keysOf: ({ data }) => [(data as { directiva: string }).directiva],
  fold(before = { people: [] }, { type, data, meta: { occurredAt } }) {
    const { person, centre, role } = data as Omit<Person, 'deliveredAt'>;
    if (type === 'DirectivaDelivered') return { people: [...before.people, { person, centre, role, deliveredAt: occurredAt }] };
    return { people: before.people.map((each) => (each.person === person ? { ...each, readAt: occurredAt } : each)) };
  },
};

const directivas = recordView(directiva);
const receipts = recordView(directivaReceipts);

export const tray = query({
  path: 'directivas-tray',
  roles: ['centre-coordinator', 'specialist'],
  summary: 'Lo vigente que le han remitido, lo último primero, con lo que ya leyó',
  provision: 'DIR.5.1.1.d',
  answer: Freshness.extend({ directivas: z.array(z.object({ id: z.string(), organ: z.string(), kind: z.string(), subject: z.string(), summary: z.string(), file: z.string(), sentAt: z.string(), delivered: z.boolean(), read: z.boolean() })) }),
  async handle(_, scope) {
    const fresh = await freshness(scope.services);
    const own = (await scope.services.views.get(receipts, scope.caller.id))?.state;
    const found = await addressedTo(scope);
    const shown = found.map(({ id, state: { organ, kind, subject, summary, file, sentAt } }) => ({ id, organ, kind, subject, summary, file, sentAt, delivered: own?.delivered.includes(id) ?? false, read: own?.read.includes(id) ?? false }));
    return { directivas: shown, ...fresh };
  },
});

export const reading = query({
  path: 'directivas/:id/reading',
  roles: ['technical-lead', 'director-general', 'ogauc'],
  summary: 'Quiénes recibieron y leyeron una directiva, y los centros donde falta quien la lea',
  provision: 'DIR.5.1.1.d',
  params: z.object({ id: z.string().max(200) }),
  answer: Freshness.extend({ people: z.array(Person), unread: z.array(z.object({ centre: z.string(), role: z.string() })) }),
  async handle({ id }, { services, caller }) {
    const fresh = await freshness(services);
    const state = (await services.views.get(directivas, id))?.state;
    if (!state || state.status === 'not-sent' || (caller.organ && caller.organ !== state.organ)) throw notFound('esa directiva');
    const people = (await services.views.get(readingView, id))?.people ?? [];
    const has = (centre: string, role: string) => people.some((each) => each.readAt !== undefined && each.centre === centre && each.role === role);
    const { centres, roles } = state.recipients;
    return { people: [...people], unread: centres.flatMap((centre) => roles.filter((role) => !has(centre, role)).map((role) => ({ centre, role }))), ...fresh };
  },
});
