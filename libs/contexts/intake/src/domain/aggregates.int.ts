import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore, Executor } from '#event-store';
import { dgpp, inForce, monday, operator, receive } from '../../test/examples.ts';
import { document } from './document/index.ts';
import { register } from './register/index.ts';

const context = { actor: { kind: 'person', id: operator.id, role: operator.role } as const, correlationId: 'test' };
const route = { type: 'RouteDocument', data: { actor: operator, organ: inForce('dgpp'), today: monday } } as const;

describe('Register and document on a real store', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  let executor: Executor;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'intake-'));
    store = new EmbeddedEventStore({ file: join(folder, 'events.db') });
    executor = new Executor(store);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('numbers what comes in at once without a gap', async () => {
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => executor.execute(register, 'TES-2026', receive(), context)));
    const numbers = outcomes.map(({ events }) => events[0]?.data.number ?? 0).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(outcomes.every(({ events }) => events[0]?.revision === (events[0]?.data.number ?? 0) - 1)).toBe(true);
  });

  it('founds a document by its entry, and numbers on from the last after a restart', async () => {
    await executor.execute(register, 'TES-2026', receive(), context);
    await executor.execute(register, 'TES-2026', receive({ folios: 30 }), context);
    const routed = await executor.execute(document, 'TES-2026-000002', route, context);
    expect(routed).toMatchObject({ version: 2, state: { status: 'routed', organ: 'dgpp', facts: { folios: 30 } } });
    expect(routed.events[0]?.meta).toMatchObject({ centre: 'TES', provision: 'TUO.143.1' });

    const restarted = new Executor(store);
    await restarted.execute(document, 'TES-2026-000002', { type: 'AcceptDocument', data: { actor: dgpp } }, context);
    const [third] = (await restarted.execute(register, 'TES-2026', receive(), context)).events;
    expect(third?.data.document).toBe('TES-2026-000003');
  });

  it('finds a document that was asked for before it came in', async () => {
    await expect(executor.execute(document, 'TES-2026-000001', route, context)).rejects.toThrow('document-unknown');
    await executor.execute(register, 'TES-2026', receive(), context);
    expect((await executor.execute(document, 'TES-2026-000001', route, context)).state.status).toBe('routed');
  });

  it('lets one of two desks’ clerks route, and tells the other where the document is', async () => {
    await executor.execute(register, 'TES-2026', receive(), context);
    const results = await Promise.allSettled([route, route].map((command) => executor.execute(document, 'TES-2026-000001', command, context)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toHaveProperty('code', 'already-routed');
  });
});
