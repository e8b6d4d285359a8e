import { settled, type KafkaConnection } from './connection.ts';
import { withAdmin } from './topics.ts';
import { nameOf, type Lane } from './turn.ts';

export interface Bounds {
  /** Offsets of the first record and of the one that would come next. */
  readonly low: bigint;
  readonly high: bigint;
}

export interface Start extends Bounds {
  /** Where to read from. */
  readonly offset: bigint;
  /** Everything that the partition has up to this position is before that. */
  readonly passed: number;
}

interface Committed {
  readonly offset: bigint;
  readonly position: number;
}

const topicsOf = (lanes: readonly Lane[]): string[] => [...new Set(lanes.map(({ topic }) => topic))];

/** A partition that was made just now, or whose broker is gone, has no leader for a while. */
export const boundsOf = (connection: KafkaConnection, lanes: readonly Lane[]): Promise<ReadonlyMap<string, Bounds>> => settled(() => boundsNow(connection, lanes));

function boundsNow(connection: KafkaConnection, lanes: readonly Lane[]): Promise<ReadonlyMap<string, Bounds>> {
  return withAdmin(connection, 'buscar los límites de los temas', async (admin) => {
    const all = await Promise.all(topicsOf(lanes).map(async (topic) => (await admin.fetchTopicOffsets(topic)).map((each) => ({ topic, ...each }))));
    return new Map(all.flat().map(({ topic, partition, low, high }) => [nameOf(topic, partition), { low: BigInt(low), high: BigInt(high) }]));
  });
}

/** What the group has committed: with each offset lies the position that it stands for. */
async function committedOf(connection: KafkaConnection, groupId: string, lanes: readonly Lane[]): Promise<ReadonlyMap<string, Committed>> {
  const all = await withAdmin(connection, 'buscar el avance del grupo', (admin) => admin.fetchOffsets({ groupId, topics: topicsOf(lanes) }));
  return new Map(
    all.flatMap(({ topic, partitions }) =>
      partitions.flatMap(({ partition, offset, metadata }) => (Number(offset) >= 0 && metadata ? [[nameOf(topic, partition), { offset: BigInt(offset), position: Number(metadata) }] as const] : [])),
    ),
  );
}

/** Everything that a group has let go of, where it keeps no position of its own. */
export async function groupPosition(connection: KafkaConnection, group: string, lanes: readonly Lane[]): Promise<number> {
  const committed = await committedOf(connection, group, lanes);
  return Math.min(...lanes.map(({ name }) => committed.get(name)?.position ?? 0));
}

/**
 * Where one who has everything up to `after` has to read each partition from: where the group is, if that is not beyond
 * `after`; else from the beginning, letting by what is known. No search by position: a late repetition would mislead it.
 */
export async function startsFor(connection: KafkaConnection, group: string, lanes: readonly Lane[], after: number): Promise<ReadonlyMap<string, Start>> {
  const [bounds, committed] = await Promise.all([boundsOf(connection, lanes), committedOf(connection, group, lanes)]);
  return new Map(
    lanes.map(({ name }) => {
      const { low, high } = bounds.get(name)!;
      const known = committed.get(name);
      const usable = known && known.position <= after && known.offset >= low && known.offset <= high;
      return [name, { low, high, offset: usable ? known.offset : low, passed: usable ? known.position : 0 }];
    }),
  );
}
