import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import type { QueryEndpoint, Scope } from '#platform';
import { inboxOf, type Pending } from './inbox.ts';
import { recordView } from './record-view.ts';

const told = events({ NoteSigned: { provision: 'TEST', title: 'Firmada', data: z.strictObject({ id: z.string() }) } });
const definition = define<{ readonly status: 'new' }, typeof told>({
  name: 'note',
  title: ['Nota', 'Notas'],
  id: ids.national,
  events: told,
  initialState: { status: 'new' },
  evolve: { NoteSigned: (state) => state },
  statuses: { new: 'Nueva' },
  record: { version: 1, summary: (_, id) => ({ title: id }) },
});
const note = declare(definition, {
  sign: act(definition, { summary: 'Firmar', provision: 'TEST', roles: ['operator'], from: ['new'], input: z.strictObject({}), decide: (_, { id }) => [{ type: 'NoteSigned', data: { id } }] }),
});

const now = new Date('2026-03-02T15:00:00.000Z');
const found = { id: 'own', title: 'Propia', status: 'new', due: '2026-03-03T05:00:00.000Z', centre: 'CUS', organ: '', person: '', wait: { role: 'operator', act: 'sign', since: '2026-03-01T15:00:00.000Z' } };

const scope = {
  caller: { kind: 'person', id: 'p', role: 'operator', centre: 'CUS', name: 'x' },
  now,
  services: { clock: () => now, store: { head: async () => 1 }, views: { position: () => 1, find: async (_: unknown, { where }: { where: { waitsFor: string } }) => ({ documents: where.waitsFor === 'operator@CUS' ? [found] : [] }) } },
} as unknown as Scope;

const waiting = async (...pending: Pending[]) => {
  const inbox = inboxOf('test', [{ aggregate: note as never, view: recordView(note) as never }], async () => pending) as QueryEndpoint;
  return ((await inbox.handle({}, scope, undefined as never)) as { waiting: readonly object[] }).waiting;
};

describe('The inbox of a context', () => {
  it('has the turns of records and whatever else waits, the most urgent first', async () => {
    const others: Pending[] = [{ aggregate: note, id: 'later', title: 'Sin plazo', act: 'sign' }, { aggregate: note, id: 'late', title: 'Vencida', act: 'sign', due: '2026-03-01T05:00:00.000Z' }];
    expect(await waiting(...others)).toMatchObject([
      { id: 'late', path: 'notes', kind: 'Nota', actTitle: 'Firmar', overdue: true, status: '', wait: { act: 'sign', due: '2026-03-01T05:00:00.000Z' } },
      { id: 'own', overdue: false },
      { id: 'later', overdue: false, wait: { role: 'operator' } },
    ]);
  });
});
