import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { takeEventStoreDb, type Engine } from '#engines';
import type { Aggregate, Command, DomainEvent } from '#kernel';
import { Executor, openEventStoreDb, type CommandContext } from '../index.ts';

type Add = Command<'Add', { readonly by: number }>;
type Added = DomainEvent<'Added', { readonly by: number; readonly now: number }>;

const counter: Aggregate<number, Add, Added> = {
  name: 'counter',
  events: { Added: { version: 1, provision: 'DIR.5.4' } },
  initialState: 0,
  decide: ({ data: { by } }, now) => [{ type: 'Added', data: { by, now: now + by } }],
  evolve: (now, { data }) => now + data.by,
};

const context = (id: string): CommandContext => ({ actor: { kind: 'person', id: 'u1', role: 'operator' }, correlationId: id, mark: { id, fingerprint: 'f' } });

let engine: Engine;

beforeAll(async () => {
  engine = await takeEventStoreDb();
}, 180_000);

afterAll(() => engine?.stop());

it('Commands of two services on the same aggregates, each sent twice, are decided on what was there and take effect once', async () => {
  const prefix = `x${randomUUID().slice(0, 8)}-`;
  const stores = await Promise.all([1, 2].map(() => openEventStoreDb(engine.url, { prefix })));
  const executors = stores.map((store) => new Executor(store));
  const commands = Array.from({ length: 60 }, (_, i) => ({ id: `c${i % 6}`, by: i + 1, key: `k${i}` }));
  const send = ({ id, by, key }: (typeof commands)[number], i: number) => executors[i % 2]!.execute(counter, id, { type: 'Add', data: { by } }, context(key));
  const first = await Promise.all(commands.map(send));
  const second = await Promise.all(commands.map((command, i) => send(command, i + 1)));
  expect(second.map(({ events, repeated }) => [repeated, events])).toEqual(first.map(({ events }) => [true, events]));

  const log = await stores[0]!.readAll(0, 1_000);
  expect(log).toHaveLength(60);
  for (const id of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
    const data = log.filter(({ stream }) => stream === `counter-${id}`).map((event) => event.data as Added['data']);
    expect(data.map(({ now }) => now)).toEqual(data.map((_, i) => data.slice(0, i + 1).reduce((sum, { by }) => sum + by, 0)));
  }
  await Promise.all(stores.map((store) => store.close()));
});
