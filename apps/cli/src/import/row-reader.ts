import { hash } from 'node:crypto';
import type { z } from 'zod';
import { ForeignCase, ForeignInstant, ForeignStep } from '#contracts';
import { instantReader } from './instants.ts';
import type { Mapping } from './mapping.ts';

/** What a row says of its case: the same in every row of the case. */
export interface CaseHead extends Pick<ForeignCase, 'id' | 'channel' | 'organ'> {
  readonly receivedAt?: string;
  readonly endedAt?: string;
  readonly folios?: number;
}

export interface ReadRow {
  readonly head: CaseHead;
  readonly step: ForeignStep;
}

/** Why a row can't be imported: Spanish, for the one who mends the file. It never says what a field of a person holds. */
export class RowProblem extends Error {}

/** Reads a row's fields by the mapping. @throws RowProblem */
export type ReadRowFields = (fields: readonly string[]) => ReadRow;

const Head = ForeignCase.pick({ id: true, channel: true, organ: true, folios: true }).extend({ receivedAt: ForeignInstant.exactOptional(), endedAt: ForeignInstant.exactOptional() });

export function rowReader(header: readonly string[], mapping: Mapping): ReadRowFields {
  const { case: of, step, expect, times } = mapping;
  const readInstant = instantReader(times);
  const position = new Map(header.map((column, i) => [column, i]));
  const at = (fields: readonly string[], column: string): string => fields[position.get(column)!]!.trim();
  const needed = (fields: readonly string[], column: string): string => at(fields, column) || fail(`falta «${column}»`);
  const instant = (fields: readonly string[], column: string): string =>
    readInstant(needed(fields, column)) ?? fail(`«${column}» no es una fecha: «${at(fields, column).slice(0, 40)}»`);
  const optional = (fields: readonly string[], column: string | undefined, empty: readonly string[] = []): string | undefined => {
    const value = column === undefined ? '' : at(fields, column);
    return value === '' || empty.includes(value) ? undefined : value;
  };
  const organs = new Map(mapping.organs.flatMap(({ id, values }) => values.map((value): [string, string] => [value, id])));
  const organOf = (value: string, column: string): string => organs.get(value) ?? fail(`el mapeo no dice qué órgano es «${value.slice(0, 60)}» (${column})`);

  const channelOf = (fields: readonly string[]) => {
    if ('constant' in of.channel) return of.channel.constant;
    const { column, values } = of.channel;
    const value = needed(fields, column);
    return Object.hasOwn(values, value) ? values[value]! : fail(`el mapeo no dice qué canal es «${value.slice(0, 60)}» (${column})`);
  };

  const headOf = (fields: readonly string[]): CaseHead => {
    const endedAt = of.endedAt && optional(fields, of.endedAt.column) !== undefined ? instant(fields, of.endedAt.column) : undefined;
    const folios = optional(fields, of.folios);
    return checked(Head, {
      id: needed(fields, of.id),
      channel: channelOf(fields),
      organ: 'constant' in of.organ ? of.organ.constant : organOf(needed(fields, of.organ.column), of.organ.column),
      ...(folios !== undefined && { folios: Number(folios) }),
      ...(of.receivedAt !== undefined && { receivedAt: instant(fields, of.receivedAt) }),
      ...(endedAt !== undefined && { endedAt }),
    });
  };

  const equivalentOf = (activity: string, group: string | undefined): ForeignStep['as'] => {
    const rule = Object.hasOwn(step.rules, activity) ? step.rules[activity]! : undefined;
    if (rule === undefined || rule.as === 'step') return undefined;
    if (rule.as !== 'routed') return { kind: rule.as };
    return { kind: 'routed', organ: rule.to ?? (group === undefined ? fail(`«${activity}» se deriva al grupo de la fila, y no lo trae`) : organOf(group, step.group?.column ?? '')) };
  };

  const stepOf = (fields: readonly string[]): ForeignStep => {
    const activity = needed(fields, step.activity);
    const group = optional(fields, step.group?.column, step.group?.empty);
    const resource = optional(fields, step.resource?.column);
    const as = equivalentOf(activity, group);
    const said = { at: instant(fields, step.at), activity, ...(group !== undefined && { group }), ...(resource !== undefined && { resource }) };
    return checked(ForeignStep, { id: step.id === undefined ? digestOf(said) : needed(fields, step.id), ...said, ...(as && { as }) });
  };

  return (fields) => {
    if (fields.length !== header.length) fail(`tiene ${fields.length} columnas, y la cabecera ${header.length}`);
    for (const [column, values] of Object.entries(expect)) if (!values.includes(at(fields, column))) fail(`«${column}» trae un valor que el mapeo no espera`);
    return { head: headOf(fields), step: stepOf(fields) };
  };
}

/** A step without an id is known by what it says. */
const digestOf = (said: object): string => hash('sha256', JSON.stringify(said)).slice(0, 16);

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fail(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '));
}

function fail(reason: string): never {
  throw new RowProblem(reason);
}
