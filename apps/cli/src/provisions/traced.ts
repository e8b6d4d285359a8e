import type { Rule } from '#aggregates';
import { pathOf, type Context } from '#platform';
import type { DeclaredContext } from '#serving';
import { parts, type Part, type ProvisionRow } from './rows.ts';

/** What the code has for a provision. */
export type Traced = Readonly<Record<Part, readonly string[]>>;

/** A test, by its file and by what it says. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

const isDeclared = (context: Context): context is DeclaredContext => 'declared' in context;

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

/** Whether a text names the provision itself, not one below it or beside it: `DIR.5.1.1.b`, not `DIR.5.1`. */
export const names = (text: string, provision: string): boolean => new RegExp(`(?<![\\w.])${provision.replaceAll('.', '\\.')}(?!\\.?\\w)`).test(text);

/** Everything that serves a provision, found in the contexts' own declarations and in the tests' own words. */
export function trace({ id, screens = [] }: ProvisionRow, contexts: readonly Context[], tests: readonly NamedTest[]): Traced {
  const endpoints = contexts.flatMap(({ endpoints = [] }) => endpoints).filter(({ provision }) => provision === id);
  const declared = contexts.filter(isDeclared).flatMap((context) => context.declared);
  const serving = declared.filter(({ acts, events }) => Object.values(acts).some(({ provision }) => provision === id) || Object.values(events).some(({ provision }) => provision === id));
  const asked = endpoints.filter(({ kind }) => kind !== 'query').map((endpoint) => `POST /api/${pathOf(endpoint)}`);
  const internal = declared.flatMap(({ name, acts }) => Object.entries(acts).flatMap(([verb, { provision, roles }]) => (provision === id && roles.length === 0 ? [`${name} ${verb} (la plataforma)`] : [])));
  const rules: readonly Rule[] = contexts.filter(isDeclared).flatMap((context) => context.rules);
  return {
    commands: unique([...asked, ...internal]),
    events: unique(contexts.flatMap(({ aggregates = [] }) => aggregates.flatMap(({ events }) => Object.entries(events).flatMap(([type, { provision }]) => (provision === id ? [type] : []))))),
    views: unique([...serving.map(({ definition }) => `GET /api/${definition.path}`), ...endpoints.filter(({ kind }) => kind === 'query').map((endpoint) => `GET /api/${pathOf(endpoint)}`), ...rules.filter(({ provision }) => provision === id).map((rule) => `GET /api/directive/${rule.id}/:place`)]),
    rules: rules.filter(({ provision }) => provision === id).map(({ id: rule, title }) => `${rule}: ${title}`),
    screens: unique([...serving.map(({ definition }) => `/registros/${definition.path}`), ...screens]),
    tests: unique(tests.filter(({ name }) => names(name, id)).map(({ file }) => file)),
  };
}

/** The parts that a provision should have and has not. */
export const missing = ({ without = {} }: ProvisionRow, traced: Traced): readonly Part[] => parts.filter((part) => traced[part].length === 0 && !without[part]);
