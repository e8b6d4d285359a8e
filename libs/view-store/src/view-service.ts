import type { Failure } from './follower.ts';
import type { RebuildOptions, RebuildReport } from './rebuild.ts';
import type { ViewReader } from './view.ts';

export interface GroupStatus {
  readonly state: 'stopped' | 'building' | 'following' | 'failed';
  readonly position: number;
  /** Views whose reads are refused: their first documents, or those of a new version, are being built. */
  readonly building: readonly string[];
  /** While present the views stand still and answer as of `position`; without a `view` it is tried again by itself. */
  readonly failure?: Failure;
}

export interface Lag {
  readonly position: number;
  readonly head: number;
  /** At most; positions may have gaps. */
  readonly events: number;
  /** Seconds since the oldest event that the views have not seen was recorded; 0 when there is none. */
  readonly seconds: number;
}

export type RebuildRequest = Omit<RebuildOptions, 'signal'> & { readonly views?: readonly string[] };

/** Views at work, in this thread or in another. */
export interface ViewService extends ViewReader {
  /** Begins to follow the log from the checkpoint; see {@link ready}. */
  start(): Promise<void>;
  /** Resolves when every view answers and has seen what the log held at the time of the call; rejects if a view cannot be built or folded. */
  ready(): Promise<void>;
  stop(): Promise<void>;
  status(): GroupStatus;
  lag(): Promise<Lag>;
  /** Folds views anew beside the live ones, compares, and switches. */
  rebuild(request?: RebuildRequest): Promise<RebuildReport>;
  /** Compares the live documents with a fold of the whole log, and leaves them as they are. */
  verify(request?: Pick<RebuildRequest, 'onProgress'>): Promise<RebuildReport>;
}
