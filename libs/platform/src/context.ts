import type { z } from 'zod';
import type { Upcasters } from '#event-store';
import type { Endpoint } from './endpoint.ts';
import { directoryView } from './directory.ts';
import { timersView, type Timer } from './timers.ts';
import type { Services } from './services.ts';
import type { AnyRollup, AnyView } from '#view-store';

/** A bounded context as a service runs it: what it offers, what it shows, what it does when time passes. */
export interface Context {
  readonly name: string;
  /** The events that it publishes, with the schemas of their newest versions. A type has one context, for ever. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /** What it decides on, for those who describe it. */
  readonly aggregates?: readonly { readonly name: string; readonly events: Readonly<Record<string, { readonly provision: string }>> }[];
  readonly endpoints?: readonly Endpoint[];
  readonly views?: readonly AnyView[];
  readonly rollups?: readonly AnyRollup[];
  readonly timers?: readonly Timer[];
  readonly upcasters?: Upcasters;
  /** Called once the views are caught up and before requests are taken; returns how to stop. */
  start?(services: Services): Promise<() => Promise<void> | void>;
}

/** Everything that a service shows, its own bookkeeping included; the same in whichever thread folds it. */
export function viewsOf(contexts: readonly Context[]): { readonly views: readonly AnyView[]; readonly rollups: readonly AnyRollup[] } {
  const timers = timersView(contexts.flatMap((context) => context.timers ?? []));
  return { views: [directoryView, timers, ...contexts.flatMap(({ views = [] }) => views)], rollups: contexts.flatMap(({ rollups = [] }) => rollups) };
}

/** Of these contexts, those that publish events. */
export const publishing = (contexts: readonly Context[]): readonly Required<Pick<Context, 'name' | 'events'>>[] => contexts.flatMap(({ name, events }) => (events ? [{ name, events }] : []));

/** The context that publishes events of a type; `undefined` when none of them does. */
export function publisherOf(contexts: readonly Context[]): (type: string) => string | undefined {
  const publishers = new Map(publishing(contexts).flatMap(({ name, events }) => Object.keys(events).map((type) => [type, name])));
  return (type) => publishers.get(type);
}
