import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { EmbeddedViewStore, ViewGroup, type Rollup, type View } from '#view-store';
import type { Feed } from '../port.ts';
import { happened } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';

interface Total {
  readonly centre: string;
  readonly events: number;
  readonly sum: number;
}

const totals: View<Total> = {
  name: 'totals',
  version: 1,
  indexes: [{ fields: ['centre'] }],
  events: ['Happened', 'SupervisedDesk'],
  keysOf: ({ meta }) => [meta.centre!],
  fold: (before, { data, meta }) => ({ centre: meta.centre!, events: (before?.events ?? 0) + 1, sum: (before?.sum ?? 0) + Number(data) }),
};

const national: Rollup<Total> = { name: 'national', version: 1, of: totals, contributions: ({ events, sum }) => [{ key: 'PERU', counts: { events, sum } }] };

let engine: Engine;

beforeAll(async () => {
  engine = await takeKafka();
}, 600_000);

afterAll(() => engine.stop());

describe('views on Kafka', () => {
  let place: KafkaPlace;
  let folder: string;
  const ends: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    place = await KafkaPlace.open(engine);
    folder = await mkdtemp(join(tmpdir(), 'kafka-views-'));
  });

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await place.close();
    await rm(folder, { recursive: true });
  });

  function storeOf(name: string): EmbeddedViewStore {
    const store = new EmbeddedViewStore({ file: join(folder, `${name}.db`) });
    ends.push(() => store.close());
    return store;
  }

  async function group(store: EmbeddedViewStore, feed?: Feed): Promise<ViewGroup> {
    const made = new ViewGroup({ name: `views-${place.id}`, views: [totals], rollups: [national], log: place.log, store, ...(feed && { feed }), onProblem: (error) => place.problems.push(error) });
    await made.start();
    ends.push(() => made.stop());
    return made;
  }

  const work = async (count: number): Promise<number> => {
    let last = 0;
    for (let i = 0; i < count; i++) {
      const centre = ['CUS', 'PUN', 'LIM'][i % 3]!;
      last = (await place.append(centre, happened(centre, i), { ...happened(centre, i), type: 'SupervisedDesk' }))[1]!.position;
    }
    return last;
  };

  const shown = async (views: ViewGroup) => [await views.getMany(totals, ['CUS', 'PUN', 'LIM']), await views.counts(national, ['PERU'])];

  it('are those of the log, also when another member of their group takes over', async () => {
    place.relay();
    await work(20);
    const store = storeOf('kafka');
    const first = await group(store, place.feed());
    await first.waitFor(await work(40), 20_000);
    const second = await group(store, place.feed());
    const middle = await work(40);
    // One who asks the member that stands by sees what was written, too.
    await second.waitFor(middle, 20_000);
    expect(await shown(second)).toEqual(await shown(first));
    await first.stop();
    const last = await work(40);
    await second.waitFor(last, 20_000);
    const embedded = await group(storeOf('embedded'));
    await embedded.waitFor(last, 20_000);
    expect(await shown(second)).toEqual(await shown(embedded));
    expect((await second.verify()).differences).toEqual([]);
    expect(place.problems).toEqual([]);
  });
});
