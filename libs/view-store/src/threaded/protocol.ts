import type { RebuildProgress } from '../rebuild.ts';
import type { GroupStatus, RebuildRequest } from '../view-service.ts';
import type { Applied } from '../view.ts';

export type Question = { readonly what: 'ready' | 'stop' } | { readonly what: 'rebuild' | 'verify'; readonly request: Pick<RebuildRequest, 'views' | 'force'> };

export type ToThread = { readonly kind: 'durable'; readonly position: number } | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type FromThread =
  | { readonly kind: 'status'; readonly status: GroupStatus }
  | { readonly kind: 'applied'; readonly applied: Applied }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: RebuildProgress }
  | { readonly kind: 'problem'; readonly message: string };

/** What both ends need of a port of `node:worker_threads`. */
export interface Port<Out, In> {
  postMessage(message: Out): void;
  on(event: 'message', listener: (message: In) => void): unknown;
}
