export * from './view.ts';
export * from './port.ts';
export * from './errors.ts';
export { EmbeddedViewStore, type EmbeddedViewStoreOptions } from './embedded/embedded-view-store.ts';
export { FoldFailure, type Family } from './folding.ts';
export type { Failure } from './follower.ts';
export { ViewGroup, type GroupStatus, type Lag, type ViewGroupOptions } from './view-group.ts';
export { rebuild, verifyViews, type RebuildOptions, type RebuildProgress, type RebuildReport } from './rebuild.ts';
