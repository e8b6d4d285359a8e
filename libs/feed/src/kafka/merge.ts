/** One record of a partition, as far as its order goes. A marker has no item: it says that its partition has passed `position`. */
export interface Placed<T> {
  readonly position: number;
  /** The record's place in its partition. */
  readonly offset: bigint;
  readonly item?: T;
}

interface Lane<T> {
  /** Everything of this partition up to here has been seen. */
  passed: number;
  /** Offset of the record that comes next. */
  next: bigint;
  readonly waiting: { readonly position: number; readonly item: T }[];
  /** Records that moved `passed` on and that nobody has acknowledged yet. */
  readonly steps: { readonly position: number; readonly offset: bigint }[];
}

export interface Taken<T> {
  readonly items: readonly T[];
  /** Everything up to here has been given. */
  readonly position: number;
}

/**
 * Brings partitions back into the order of the log they were published from.
 *
 * A record of position p is preceded, in its partition, by all that the partition has of positions below p; that holds for
 * every publisher by itself, so repetitions and two publishers that interleave do no harm. So when each partition has passed
 * p, by an event or by a marker, everything up to p is here.
 */
export class Merge<T> {
  readonly #lanes: ReadonlyMap<string, Lane<T>>;
  #position: number;

  /** `after`: given already. Each partition begins at its offset, and has passed `passed` there. */
  constructor(starts: ReadonlyMap<string, { readonly offset: bigint; readonly passed: number }>, after: number) {
    this.#lanes = new Map(Array.from(starts, ([name, { offset, passed }]) => [name, { passed, next: offset, waiting: [], steps: [] }]));
    this.#position = after;
  }

  get position(): number {
    return this.#position;
  }

  /** Offset of the partition's record that comes next. */
  next(partition: string): bigint {
    return this.#lane(partition).next;
  }

  /** Events of the partition that wait for others. */
  waiting(partition: string): number {
    return this.#lane(partition).waiting.length;
  }

  add(partition: string, { position, offset, item }: Placed<T>): void {
    const lane = this.#lane(partition);
    lane.next = offset + 1n;
    if (position <= lane.passed) return;
    lane.passed = position;
    lane.steps.push({ position, offset });
    if (item !== undefined && position > this.#position) lane.waiting.push({ position, item });
  }

  /** A record that has no place in the log's order goes by. */
  skip(partition: string, offset: bigint): void {
    this.#lane(partition).next = offset + 1n;
  }

  /** True when something can be given, or the position moved on. */
  get ready(): boolean {
    return this.#floor() > this.#position;
  }

  /** What can be given, in order, each position once; at most `limit` items. */
  take(limit: number): Taken<T> {
    const floor = this.#floor();
    const found = [...this.#lanes.values()].flatMap(({ waiting }) => upTo(waiting, floor, limit));
    found.sort((a, b) => a.position - b.position);
    const each = found.filter(({ position }, i) => position !== found[i - 1]?.position);
    const given = each.slice(0, limit);
    this.#position = given.length < each.length || given.length === limit ? Math.max(this.#position, given.at(-1)!.position) : Math.max(this.#position, floor);
    for (const { waiting } of this.#lanes.values()) waiting.splice(0, firstAfter(waiting, this.#position));
    return { items: given.map(({ item }) => item), position: this.#position };
  }

  /** Where each partition would have to be read from by one who has everything up to `position`. Earlier ones are forgotten. */
  offsetsAfter(position: number): ReadonlyMap<string, bigint> {
    return new Map(
      Array.from(this.#lanes, ([name, { steps, next }]) => {
        steps.splice(0, firstAfter(steps, position));
        return [name, steps[0]?.offset ?? next];
      }),
    );
  }

  #floor(): number {
    return Math.min(...Array.from(this.#lanes.values(), ({ passed }) => passed));
  }

  #lane(partition: string): Lane<T> {
    const lane = this.#lanes.get(partition);
    if (!lane) throw new Error(`no partition ${partition}`);
    return lane;
  }
}

const upTo = <E extends { readonly position: number }>(all: readonly E[], position: number, limit: number): readonly E[] => all.slice(0, Math.min(limit, firstAfter(all, position)));

/** Index of the first beyond the position; they lie in order. */
function firstAfter(all: readonly { readonly position: number }[], position: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
