import { Schema, type Connection, type Model } from 'mongoose';
import { ViewsReplaced } from '../errors.ts';
import type { Checkpoint, Collection, CollectionSpec, GroupState } from '../port.ts';

interface Generation extends CollectionSpec {
  readonly _id: number;
  /** Where its documents lie. */
  readonly collection: string;
  /** No more. The entry stays, so that its id is never given again. */
  readonly dropped: boolean;
}

/** For whoever queries MongoDB directly: where each view's documents are. */
interface LiveGeneration extends Collection {
  readonly collection: string;
}

/** One document a group, so that its checkpoint and its live generations change in one write. */
interface Group {
  readonly _id: string;
  readonly position: number;
  /** Rises with each change of what is live. */
  readonly revision: number;
  readonly live: readonly LiveGeneration[];
  readonly liveIds: readonly number[];
}

export const collectionNameOf = ({ name, id }: Pick<Collection, 'name' | 'id'>): string => `${name}.${id}`;

const { Mixed } = Schema.Types;
const options = { versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const;
const groupSchema = new Schema({ _id: String, position: Number, revision: Number, live: [Mixed], liveIds: [Number] }, options);
const generationFields = { _id: Number, group: String, name: String, version: Number, indexes: [Mixed], collection: String, dropped: Boolean };
const generationSchema = new Schema(generationFields, { ...options, suppressReservedKeysWarning: true });

const duplicateKey = 11_000;

/** Which generations there are, which are live, and where each group is. Several processes may change it at once. */
export class Catalogue {
  readonly #groups: Model<Group>;
  readonly #generations: Model<Generation>;

  constructor(connection: Connection) {
    this.#groups = connection.model<Group>('group', groupSchema, 'groups');
    this.#generations = connection.model<Generation>('generation', generationSchema, 'generations');
  }

  async group(name: string): Promise<GroupState> {
    const found = await this.#groups.findById(name).lean<Group>();
    return { position: found?.position ?? 0, live: (found?.live ?? []).map(({ id, group, name: view, version, indexes }) => ({ id, group, name: view, version, indexes })) };
  }

  /** The next id is whose entry comes first. */
  async begin({ group, name, version, indexes }: CollectionSpec): Promise<Collection> {
    for (;;) {
      const last = await this.#generations.findOne().sort({ _id: -1 }).lean<Generation>();
      const collection: Collection = { group, name, version, indexes, id: (last?._id ?? 0) + 1 };
      const entry: Generation = { _id: collection.id, group, name, version, indexes, collection: collectionNameOf(collection), dropped: false };
      const isMine = await this.#generations.collection.insertOne(entry as never).then(() => true, unlessDuplicate);
      if (isMine) return collection;
    }
  }

  /** Never backwards. Throws {@link ViewsReplaced}. */
  async checkpoint({ group, position, live = [] }: Checkpoint): Promise<void> {
    await this.#ensure(group);
    const asBefore = live.length > 0 && { liveIds: { $all: live.map(({ id }) => id) } };
    const { matchedCount } = await this.#groups.updateOne({ _id: group, ...asBefore }, { $max: { position } });
    if (matchedCount === 0) throw new ViewsReplaced(group);
  }

  /** Returns those replaced. Throws {@link ViewsReplaced} where a generation begun later is live already. */
  async switch({ group, position }: Checkpoint, collections: readonly Collection[]): Promise<readonly Collection[]> {
    const isOf = (live: Collection) => collections.find(({ name }) => name === live.name);
    const before = await this.#change(group, (live) => {
      if (live.some((each) => each.id > (isOf(each)?.id ?? each.id))) throw new ViewsReplaced(group);
      return { position, live: [...live.filter((each) => !isOf(each)), ...collections] };
    });
    return before.filter(isOf);
  }

  /** From here on they are not live. */
  async retire(collections: readonly Collection[]): Promise<void> {
    const ids = new Set(collections.map(({ id }) => id));
    for (const group of new Set(collections.map((collection) => collection.group))) await this.#change(group, (live) => ({ live: live.filter(({ id }) => !ids.has(id)) }));
  }

  /** Their documents are gone. */
  async forget(collections: readonly Collection[]): Promise<void> {
    for (const { id } of collections) await this.#generations.updateOne({ _id: id }, { $set: { dropped: true } });
  }

  /** What was begun before these and neither finished nor dropped. Its builder, should it be at work, is told when it wants to switch. */
  async stale(collections: readonly Collection[]): Promise<readonly Collection[]> {
    const kept = new Set(collections.map(({ id }) => id));
    const all = await this.#generations.find({ dropped: false }).lean<Generation[]>();
    const others = all.filter(({ _id, group, name }) => !kept.has(_id) && collections.some((newer) => newer.group === group && newer.name === name && newer.id > _id));
    return others.map(({ _id: id, group, name, version, indexes }) => ({ id, group, name, version, indexes }));
  }

  /** Again and again, until nobody else changed it in between. Returns what was live before. */
  async #change(group: string, change: (live: readonly Collection[]) => { readonly live: readonly Collection[]; readonly position?: number }): Promise<readonly Collection[]> {
    for (;;) {
      const revision = await this.#ensure(group);
      const { live: before } = await this.group(group);
      const { live, ...position } = change(before);
      const named = live.map((collection): LiveGeneration => ({ ...collection, collection: collectionNameOf(collection) }));
      const $set = { ...position, live: named, liveIds: live.map(({ id }) => id), revision: revision + 1 };
      const { matchedCount } = await this.#groups.updateOne({ _id: group, revision }, { $set });
      if (matchedCount === 1) return before;
    }
  }

  /** The group's entry, made where there is none; returns its revision. */
  async #ensure(group: string): Promise<number> {
    const found = await this.#groups.findById(group).lean<Group>();
    if (found) return found.revision;
    await this.#groups.updateOne({ _id: group }, { $setOnInsert: { position: 0, revision: 0 } }, { upsert: true });
    return this.#ensure(group);
  }
}

function unlessDuplicate(error: { readonly code?: unknown }): false {
  if (error.code !== duplicateKey) throw error;
  return false;
}
