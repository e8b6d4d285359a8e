import type { RecordedEvent } from '#kernel';

/** A field of a view's documents that queries may filter or sort by; the adapters index exactly these. */
export interface ViewIndex {
  /**
   * Fields of the document's top level, in order; the id is always the last tie-breaker. A field's values are of one type (texts
   * in the order of their bytes) or absent, as lists and objects are to an index.
   */
  readonly fields: readonly string[];
}

/**
 * A pure fold from events to documents: which documents does this event touch, and what are they afterwards.
 * The runner owns batching, checkpoints, rebuilds and live notices.
 */
export interface View<D extends object> {
  readonly name: string;
  /** Raised whenever the fold or the shape changes: the view is then rebuilt beside the old one. */
  readonly version: number;
  readonly indexes: readonly ViewIndex[];
  /** Types of the events that it looks at; all of them unless told. The others are never given to it. */
  readonly events?: readonly string[];
  /** Ids of the documents that the event touches; empty for events that are not this view's concern. */
  keysOf(event: RecordedEvent): readonly string[];
  /** The document after the event; `undefined` removes it. Never changes the document it is given. */
  fold(document: D | undefined, event: RecordedEvent, id: string): D | undefined;
}

/** What one source document adds to a rollup: named whole counts under a key. */
export interface Contribution {
  readonly key: string;
  readonly counts: Readonly<Record<string, number | undefined>>;
}

export interface Counts {
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Sums over the documents of a view, kept up incrementally: what a document contributed before an event is taken off,
 * what it contributes after is added. Law: a rollup equals the sum of the contributions of all source documents.
 */
export interface Rollup<D extends object> {
  readonly name: string;
  readonly version: number;
  readonly of: View<D>;
  contributions(document: D): readonly Contribution[];
}

export type Comparable = string | number | boolean;

export interface Range {
  readonly gt?: Comparable;
  readonly gte?: Comparable;
  readonly lt?: Comparable;
  readonly lte?: Comparable;
}

/** Only what every adapter can serve from a declared index: equalities, then one range or order on the next field. */
export interface ViewQuery {
  readonly where?: Readonly<Record<string, Comparable | Range>>;
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** At most 1,000. */
  readonly limit: number;
  /** Opaque, from the previous page's `next`. */
  readonly cursor?: string;
}

export interface Page<D> {
  readonly documents: readonly D[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** Events that the views have taken, told after the batch was stored. What they say is in the log. */
export interface Applied {
  /** Position of the last event before the batch. */
  readonly after: number;
  /** Position up to which every view of the group has seen the log. */
  readonly position: number;
  /** Types of the events in between; where another member of the group took them, all that the views look at. */
  readonly types: readonly string[];
}

/** How queries see the views. Any answer may lag; it says by how much. */
export interface ViewReader {
  get<D extends object>(view: View<D>, id: string): Promise<D | undefined>;
  getMany<D extends object>(view: View<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>>;
  find<D extends object>(view: View<D>, query: ViewQuery): Promise<Page<D>>;
  counts<D extends object>(rollup: Rollup<D>, keys: readonly string[]): Promise<ReadonlyMap<string, Counts>>;
  /** Position up to which the views have seen the log. */
  position(): number;
  /** Resolves when the views have seen this position (read your writes), or rejects after `timeoutMs`. */
  waitFor(position: number, timeoutMs?: number): Promise<void>;
  /** Called after each stored batch, in order; returns how to stop. */
  onApplied(listener: (applied: Applied) => void): () => void;
}

/** A view or a rollup whose documents are its own business. */
export type AnyView = View<object>;
export type AnyRollup = Rollup<object>;
