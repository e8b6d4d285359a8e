import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BACKWARDS, END, EventStoreDBClient, eventTypeFilter, jsonEvent, persistentSubscriptionToStreamSettingsFromDefaults, STREAM_EXISTS, streamNameFilter, WrongExpectedVersionError } from '@eventstore/db-client';
import { startDouble } from './server.ts';

type Double = Awaited<ReturnType<typeof startDouble>>;

const event = (data: unknown = {}) => jsonEvent({ type: 'Happened', data: data as Record<string, unknown> });
const drain = async (stream: AsyncIterable<unknown>) => {
  const all: unknown[] = [];
  for await (const each of stream) all.push(each);
  return all;
};

/** By the client package itself, without our adapter. */
describe('The double of EventStoreDB', () => {
  let folder: string;
  let double: Double;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'double-'));
    double = await startDouble({ file: join(folder, 'events.db'), port: 0 });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${double.port}?tls=false`);
  });

  afterEach(async () => {
    await client.dispose();
    await double.stop();
    await rm(folder, { recursive: true });
  });

  describe('does as the engine', () => {
    it('appends, and answers the same events at the same revision as before', async () => {
      const events = [event(1), event(2)];
      const first = await client.appendToStream('s', events, { expectedRevision: 'no_stream' });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
      await client.appendToStream('s', event(3));
      expect(await client.appendToStream('s', events, { expectedRevision: 'no_stream' })).toEqual(first);
    });

    it('refuses a wrong revision with the right one', async () => {
      await client.appendToStream('s', event());
      const refused = client.appendToStream('s', event(), { expectedRevision: 7n });
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(refused).rejects.toMatchObject({ expectedVersion: 7n, actualVersion: 0n });
      await expect(client.appendToStream('t', event(), { expectedRevision: 0n })).rejects.toMatchObject({ actualVersion: 'no_stream' });
    });

    it('has events of its own in $all, and gaps between positions', async () => {
      await client.appendToStream('s', [event(), event()]);
      const read = await drain(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 10 }));
      const events = read.map((each) => (each as { event: { streamId: string; position: { commit: bigint } } }).event);
      expect(events.map(({ streamId }) => streamId)).toEqual(['s', 's', '$double']);
      expect(events[0]!.position.commit - events[1]!.position.commit).toBeGreaterThan(1n);
      const before = await drain(client.readAll({ direction: BACKWARDS, fromPosition: { commit: events[0]!.position.commit, prepare: events[0]!.position.commit }, maxCount: 10 }));
      expect(before).toEqual(read.slice(1));
    });

    it('filters a subscription, and tells how far it looked', async () => {
      const checkpoints: bigint[] = [];
      await client.appendToStream('other', Array.from({ length: 100 }, () => event()));
      const subscription = client.subscribeToAll({ filter: streamNameFilter({ regex: '^s', checkpointInterval: 1, checkpointReached: async (_, { commit }) => void checkpoints.push(commit) }) });
      const caughtUp = new Promise((done) => subscription.on('caughtUp', done));
      subscription.resume();
      await caughtUp;
      expect(checkpoints.length).toBeGreaterThanOrEqual(4);
      await subscription.unsubscribe();
    });

    it('takes an append of 1 MiB at most', async () => {
      await expect(client.appendToStream('s', event({ text: 'x'.repeat(1024 * 1024) }))).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1024 * 1024 });
    });
  });

  it.each<[string, (client: EventStoreDBClient) => Promise<unknown>]>([
    ['deleting a stream', (it) => it.deleteStream('s')],
    ['tombstones', (it) => it.tombstoneStream('s')],
    ['metadata of a stream', (it) => it.setStreamMetadata('s', { maxCount: 1 })],
    ['reading $all forwards', (it) => drain(it.readAll({ maxCount: 1 }))],
    ['resolving links', (it) => drain(it.readStream('s', { resolveLinkTos: true }))],
    ['a subscription to one stream', (it) => drain(it.subscribeToStream('s'))],
    ['a subscription without a filter', (it) => drain(it.subscribeToAll())],
    ['a filter on the type of events', (it) => drain(it.subscribeToAll({ filter: eventTypeFilter({ regex: '^H' }) }))],
    ['a filter by prefixes', (it) => drain(it.subscribeToAll({ filter: streamNameFilter({ prefixes: ['s'] }) }))],
    ['a subscription from the end', (it) => drain(it.subscribeToAll({ fromPosition: END, filter: streamNameFilter({ regex: '^s' }) }))],
    ['the expectation that a stream exists', (it) => it.appendToStream('s', event(), { expectedRevision: STREAM_EXISTS })],
    ['bytes that are no JSON', (it) => it.appendToStream('s', { id: crypto.randomUUID(), type: 'T', contentType: 'application/octet-stream', data: Uint8Array.of(1), metadata: undefined })],
    ['system streams', (it) => it.appendToStream('$s', event())],
    ['an append of nothing', (it) => it.appendToStream('s', [])],
    ['persistent subscriptions', (it) => it.createPersistentSubscriptionToStream('s', 'g', persistentSubscriptionToStreamSettingsFromDefaults())],
    ['projections', (it) => it.listProjections()],
  ])('refuses what it does not know: %s', async (_, ask) => {
    await expect(ask(client)).rejects.toMatchObject({ message: expect.stringContaining('12 UNIMPLEMENTED') });
  });
});
