import type { z } from 'zod';
import type { Declared, Rule } from '#aggregates';
import type { Context, Scope } from '#platform';
import { catalogueOf } from './catalogue.ts';
import { endpointsOf } from './endpoints.ts';
import { inboxOf, type Pending } from './inbox.ts';
import { recordView } from './record-view.ts';

export interface DeclaredContext extends Context {
  readonly declared: readonly Declared[];
  readonly rules: readonly Rule[];
}

export interface ContextSpec extends Context {
  /** One line each. Of one that declares itself its acts, events, view, list, inbox and forms follow from it. */
  readonly aggregates: Required<Context>['aggregates'];
  /** How the board of the Directive judges what happens here. */
  readonly rules?: readonly Rule[];
  /** What waits for the caller beside the records' own turns. */
  pending?(scope: Scope): Promise<readonly Pending[]>;
}

/** A context from its aggregates, with whatever else it offers. */
export function declareContext({ name, aggregates, events: others = {}, endpoints = [], views = [], rules = [], pending, ...more }: ContextSpec): DeclaredContext {
  const declared = aggregates.filter((each) => 'definition' in each) as unknown as readonly Declared[];
  const recorded = declared.map((aggregate) => ({ aggregate, view: recordView(aggregate) }));
  const events: Record<string, z.ZodType> = { ...others };
  for (const { definition } of declared) for (const [type, { data }] of Object.entries(definition.events)) events[type] = data;
  return {
    ...more,
    name,
    aggregates,
    declared,
    rules,
    events,
    endpoints: [...recorded.flatMap(({ aggregate, view }) => endpointsOf(aggregate, view)), inboxOf(name, recorded, pending), catalogueOf(name, declared), ...endpoints],
    views: [...recorded.map(({ view }) => view), ...views],
  };
}
