import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '#event-store';
import { durableParkingLot } from './parking-lot.ts';

const message = (id: string, key: string) => ({ id, key, content: { id, list: [1, null] } });

describe('A parking lot in the log', () => {
  let folder: string;
  let store: EmbeddedEventStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parking-'));
    store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('has what waits after a restart, each group its own', async () => {
    const lot = durableParkingLot(store, 'policies');
    await lot.park(message('a', 'CUS'), 'no se pudo');
    expect(await lot.parkBehind(message('b', 'CUS'))).toBe(true);
    expect(await lot.parkBehind(message('c', 'PUN'))).toBe(false);
    await store.close();
    store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    const again = durableParkingLot(store, 'policies');
    expect(await again.waiting()).toEqual({ CUS: [{ ...message('a', 'CUS'), cause: { reason: 'no se pudo' } }, { ...message('b', 'CUS'), cause: { behind: 'a' } }] });
    expect(await durableParkingLot(store, 'others').waiting()).toEqual({});
  });

  it('learns what another has done to it when it writes', async () => {
    const [one, other] = [durableParkingLot(store, 'policies'), durableParkingLot(store, 'policies')];
    await one.park(message('a', 'CUS'), 'no se pudo');
    await other.discard('CUS', 'a', 'no vale', { kind: 'person', id: 'u1', role: 'administrator' });
    expect(await one.parkBehind(message('b', 'CUS'))).toBe(false);
    expect(await one.waiting()).toEqual({});
    expect((await store.readStream('parked-policies')).map(({ type, meta }) => [type, meta.actor.id])).toEqual([['MessageParked', 'consumer'], ['MessageDiscarded', 'u1']]);
  });
});
