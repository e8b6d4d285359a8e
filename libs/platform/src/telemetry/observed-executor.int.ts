import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore, withStore, WrongExpectedRevision } from '#event-store';
import { refuse, systemClock, type Aggregate, type DomainEvent } from '#kernel';
import { Metrics } from './metrics.ts';
import { ObservedExecutor } from './observed-executor.ts';
import type { OpenSpan, Tracing } from './tracing.ts';

type Added = DomainEvent<'Added', { readonly n: number }>;
type Add = { readonly type: 'Add'; readonly data: { readonly n: number } };

const sum: Aggregate<number, Add, Added> = {
  name: 'sum',
  events: { Added: { version: 1, provision: 'TEST' } },
  initialState: 0,
  decide: ({ data }) => {
    if (data.n < 0) throw refuse('conflict', 'negative', 'No.');
    return [{ type: 'Added', data }];
  },
  evolve: (state, { data }) => state + data.n,
};
const add = (n: number): Add => ({ type: 'Add', data: { n } });
const context = { actor: { kind: 'person', id: 'x', role: 'operator' } as const, correlationId: 'c' };

describe('An observed executor', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  let metrics: Metrics;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'observed-'));
    store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    metrics = new Metrics();
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const counts = async () => (await metrics.registry.metrics()).split('\n').filter((line) => /^(command|append)_seconds_count/.test(line)).toSorted();

  it('counts commands by what became of them, and appends by what the store said', async () => {
    const executor = new ObservedExecutor(store, systemClock, metrics, undefined);
    const mark = { id: 'a'.repeat(64), fingerprint: 'f' };
    await executor.execute(sum, '1', add(1), { ...context, mark });
    expect((await executor.execute(sum, '1', add(1), { ...context, mark })).repeated).toBe(true);
    await expect(executor.execute(sum, '1', add(-1), context)).rejects.toThrow('negative');
    expect(await counts()).toEqual([
      'append_seconds_count{outcome="repeated"} 1',
      'append_seconds_count{outcome="stored"} 1',
      'command_seconds_count{command="Add",outcome="recorded"} 1',
      'command_seconds_count{command="Add",outcome="refused"} 1',
      'command_seconds_count{command="Add",outcome="repeated"} 1',
    ]);
  });

  it('tells a conflict, which is tried again, from a store that fails', async () => {
    const errors: Error[] = [new WrongExpectedRevision('sum-1', 'none', 0), new Error('the disk is full')];
    const failing = withStore(store, { append: (request) => (errors.length > 0 ? Promise.reject(errors.shift()!) : store.append(request)) });
    const executor = new ObservedExecutor(failing, systemClock, metrics, undefined);
    await expect(executor.execute(sum, '1', add(1), context)).rejects.toThrow('the disk is full');
    expect(executor.retries).toBe(1);
    expect(await counts()).toEqual(['append_seconds_count{outcome="conflict"} 1', 'append_seconds_count{outcome="failed"} 1', 'command_seconds_count{command="Add",outcome="failed"} 1']);
  });

  it('makes a span for the command, each decision and each append, all of them ended', async () => {
    const spans: string[] = [];
    const tracing: Tracing = {
      start: (name, { parent } = {}): OpenSpan => ({ traceparent: `${name} of ${parent}`, end: () => void spans.push(`${name} of ${parent}`), fail: () => void spans.push(`${name} of ${parent} failed`) }),
      close: async () => undefined,
    };
    const executor = new ObservedExecutor(store, systemClock, metrics, tracing);
    expect((await executor.execute(sum, '2', add(1), { ...context, untraced: true })).events[0]?.meta).not.toHaveProperty('traceparent');
    expect(spans).toEqual([]);
    const { events } = await executor.execute(sum, '1', add(1), { ...context, traceparent: 'request' });
    expect(spans).toEqual(['decide of Add of request', 'append of Add of request', 'Add of request']);
    expect(events[0]?.meta.traceparent).toBe('Add of request');
    await expect(executor.execute(sum, '1', add(-1), context)).rejects.toThrow('negative');
    expect(spans.slice(3)).toEqual(['decide of Add of undefined failed', 'Add of undefined failed']);
  });
});
