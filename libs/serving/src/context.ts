import type { z } from 'zod';
import type { AnyDeclared, Declared, Rule } from '#aggregates';
import type { Context } from '#platform';
import { catalogueOf } from './catalogue.ts';
import { endpointsOf } from './endpoints.ts';
import { inboxOf } from './inbox.ts';
import { recordView } from './record-view.ts';

export interface DeclaredContext extends Context {
  readonly aggregates: readonly Declared[];
  readonly rules: readonly Rule[];
}

export interface ContextSpec extends Omit<Context, 'events'> {
  /** One line each: its acts, events, view, list, inbox and forms follow from it. */
  readonly aggregates: readonly AnyDeclared[];
  /** How the board of the Directive judges what happens here. */
  readonly rules?: readonly Rule[];
}

/** A context from its aggregates, with whatever else it offers. */
export function declareContext({ name, aggregates: given, endpoints = [], views = [], rules = [], ...more }: ContextSpec): DeclaredContext {
  const aggregates = given as unknown as readonly Declared[];
  const recorded = aggregates.map((aggregate) => ({ aggregate, view: recordView(aggregate) }));
  const events: Record<string, z.ZodType> = {};
  for (const { definition } of aggregates) for (const [type, { data }] of Object.entries(definition.events)) events[type] = data;
  return {
    ...more,
    name,
    aggregates,
    rules,
    events,
    endpoints: [...recorded.flatMap(({ aggregate, view }) => endpointsOf(aggregate, view)), inboxOf(name, recorded), catalogueOf(name, aggregates), ...endpoints],
    views: [...recorded.map(({ view }) => view), ...views],
  };
}
