import type { Page, ViewIndex, ViewQuery } from './view.ts';

export interface CollectionSpec {
  /** The group of views that shares one checkpoint. */
  readonly group: string;
  /** Name of the view or rollup. */
  readonly name: string;
  /** Version of the fold that fills it. */
  readonly version: number;
  readonly indexes: readonly ViewIndex[];
}

/** One generation of a view's documents. Several may exist side by side; one of them is live. */
export interface Collection extends CollectionSpec {
  readonly id: number;
}

export interface StoredDocument {
  readonly id: string;
  /** Position of the last event that the document has seen: an event at or before it is never folded again. */
  readonly position: number;
  /** JSON; `undefined` says that the document is removed. */
  readonly document: object | undefined;
}

export interface Writes {
  readonly collection: Collection;
  readonly documents: readonly StoredDocument[];
}

export interface Checkpoint {
  readonly group: string;
  readonly position: number;
  /** The generations that the writer feeds. Where one of them is live no more, the checkpoint stays: {@link ViewsReplaced}. */
  readonly live?: readonly Collection[];
}

export interface GroupState {
  /** Everything up to here is in the live collections; 0 before the first event. */
  readonly position: number;
  readonly live: readonly Collection[];
}

/** A document on which two generations disagree; `undefined` where it is absent. */
export interface Difference {
  readonly view: string;
  readonly id: string;
  readonly live: object | undefined;
  readonly rebuilt: object | undefined;
}

/**
 * Where documents lie. Adapters pass one contract suite (`testing/view-store-contract.ts`).
 *
 * Promises no more than the weakest adapter does: a batch may be stored in part when the process dies, but always a
 * first part of it, in the order given, and the checkpoint last. An adapter whose batches are not all-or-nothing
 * must therefore keep the position of a removed document (return it with `document: undefined`).
 */
export interface ViewStore {
  group(name: string): Promise<GroupState>;
  /**
   * A new, empty generation beside the live one. What was neither switched to nor dropped (its builder died) is gone at the
   * next opening or, where several processes may have the store open, when a newer one of its name is switched to.
   */
  create(spec: CollectionSpec): Promise<Collection>;
  /** The documents that exist (or whose removal is remembered), freshly parsed. */
  getMany(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>;
  /** Throws when no declared index of the collection serves the query. */
  find(collection: Collection, query: ViewQuery): Promise<Page<object>>;
  count(collection: Collection): Promise<number>;
  /** A document replaces the one that is there, unless that one has seen a later position. */
  commit(writes: readonly Writes[], checkpoint?: Checkpoint): Promise<void>;
  /**
   * Documents of a generation that nobody reads yet: stored when it resolves, seen by `getMany` at once. Several may be under
   * way; they are stored in the order given.
   */
  load(writes: Writes): Promise<void>;
  /** Ends the load of new generations: from here on queries are served. */
  seal(collections: readonly Collection[]): Promise<void>;
  /** Makes these generations the live ones of their names and moves the checkpoint, in one step; returns those replaced. */
  switch(checkpoint: Checkpoint, collections: readonly Collection[]): Promise<readonly Collection[]>;
  drop(collections: readonly Collection[]): Promise<void>;
  /** Documents that differ as values (positions left out), in no promised order; at most `limit`. */
  differences(live: Collection, rebuilt: Collection, limit: number): Promise<readonly Difference[]>;
  close(): Promise<void>;
}
