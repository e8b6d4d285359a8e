import { Schema, type Connection, type Model } from 'mongoose';
import { ViewsReplaced } from '../errors.ts';
import type { Checkpoint, Collection, CollectionSpec, GroupState } from '../port.ts';

/** A generation, and where its documents lie, for whoever queries MongoDB directly. */
interface Generation extends Collection {
  readonly collection: string;
}

/** One document a group, so that its checkpoint and its live generations change in one write. */
interface Group {
  readonly _id: string;
  readonly position: number;
  /** Rises with each change of the generations. */
  readonly revision: number;
  readonly live: readonly Generation[];
  /** Ids of the live generations. */
  readonly liveIds: readonly number[];
  /** Generations that exist and are not live: not yet, or no more. */
  readonly others: readonly Generation[];
}

interface Counter {
  readonly _id: string;
  readonly last: number;
}

type Generations = Pick<Group, 'live' | 'others'> & { readonly position?: number };

export const collectionNameOf = ({ name, id }: Pick<Collection, 'name' | 'id'>): string => `${name}.${id}`;

const { Mixed } = Schema.Types;
const options = { versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const;
const groupSchema = new Schema({ _id: String, position: Number, revision: Number, live: [Mixed], liveIds: [Number], others: [Mixed] }, options);
const counterSchema = new Schema({ _id: String, last: Number }, options);

/** Which generations there are, which are live, and where each group is. Several processes may change it at once. */
export class Catalogue {
  readonly #groups: Model<Group>;
  readonly #counters: Model<Counter>;

  constructor(connection: Connection) {
    this.#groups = connection.model<Group>('group', groupSchema, 'groups');
    this.#counters = connection.model<Counter>('counter', counterSchema, 'counters');
  }

  async group(name: string): Promise<GroupState> {
    const found = await this.#groups.findById(name).lean<Group>();
    return { position: found?.position ?? 0, live: (found?.live ?? []).map(asCollection) };
  }

  /** Ids are never given twice. */
  async begin({ group, name, version, indexes }: CollectionSpec): Promise<Collection> {
    const { last } = await this.#counters.findByIdAndUpdate('generation', { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' }).lean<Counter>().orFail();
    const collection: Collection = { group, name, version, indexes, id: last };
    await this.#change(group, ({ live, others }) => ({ live, others: [...others, asGeneration(collection)] }));
    return collection;
  }

  /** Never backwards. Throws {@link ViewsReplaced}. */
  async checkpoint({ group, position, live }: Checkpoint): Promise<void> {
    await this.#ensure(group);
    const asBefore = live && live.length > 0 && { liveIds: { $all: live.map(({ id }) => id) } };
    const { matchedCount } = await this.#groups.updateOne({ _id: group, ...asBefore }, { $max: { position } });
    if (matchedCount === 0) throw new ViewsReplaced(group);
  }

  /** Throws {@link ViewsReplaced} where one of the collections was given up in favour of a newer one. */
  async switch({ group, position }: Checkpoint, collections: readonly Collection[]): Promise<{ readonly replaced: readonly Collection[]; readonly stale: readonly Collection[] }> {
    const [names, ids] = [new Set(collections.map(({ name }) => name)), new Set(collections.map(({ id }) => id))];
    let replaced: readonly Generation[] = [];
    let stale: readonly Generation[] = [];
    await this.#change(group, ({ live, others }) => {
      if (collections.some(({ id }) => ![...live, ...others].some((known) => known.id === id))) throw new ViewsReplaced(group);
      replaced = live.filter(({ name }) => names.has(name));
      const kept = others.filter(({ id }) => !ids.has(id));
      // Begun before and never finished. Its builder, should it still be at work, is told when it wants to switch.
      stale = kept.filter((other) => collections.some(({ name, id }) => name === other.name && other.id < id));
      const gone = replaced.filter(({ id }) => !ids.has(id));
      return { position, live: [...live.filter(({ name }) => !names.has(name)), ...collections.map(asGeneration)], others: [...kept, ...gone] };
    });
    return { replaced: replaced.map(asCollection), stale: stale.map(asCollection) };
  }

  /** From here on they are not live. */
  async retire(collections: readonly Collection[]): Promise<void> {
    await this.#changeEach(collections, ({ live, others }, isOne) => ({ live: live.filter((each) => !isOne(each)), others: [...others, ...live.filter(isOne)] }));
  }

  /** Their documents are gone. */
  async forget(collections: readonly Collection[]): Promise<void> {
    await this.#changeEach(collections, ({ live, others }, isOne) => ({ live, others: others.filter((each) => !isOne(each)) }));
  }

  async #changeEach(collections: readonly Collection[], change: (group: Group, isOne: (collection: Collection) => boolean) => Generations): Promise<void> {
    const ids = new Set(collections.map(({ id }) => id));
    for (const group of new Set(collections.map((collection) => collection.group))) await this.#change(group, (current) => change(current, ({ id }) => ids.has(id)));
  }

  /** Again and again, until nobody else changed it in between. */
  async #change(group: string, change: (current: Group) => Generations): Promise<void> {
    for (;;) {
      const current = await this.#ensure(group);
      const changed = change(current);
      const $set = { ...changed, liveIds: changed.live.map(({ id }) => id), revision: current.revision + 1 };
      const { matchedCount } = await this.#groups.updateOne({ _id: group, revision: current.revision }, { $set });
      if (matchedCount === 1) return;
    }
  }

  async #ensure(group: string): Promise<Group> {
    const read = () => this.#groups.findById(group).lean<Partial<Group> | null>().exec();
    const found = (await read()) ?? (await this.#groups.updateOne({ _id: group }, { $setOnInsert: { position: 0, revision: 0 } }, { upsert: true }).then(read));
    return { _id: group, position: 0, revision: 0, live: [], liveIds: [], others: [], ...found };
  }
}

const asGeneration = (collection: Collection): Generation => ({ ...collection, collection: collectionNameOf(collection) });
const asCollection = ({ group, name, version, indexes, id }: Generation): Collection => ({ group, name, version, indexes, id });
