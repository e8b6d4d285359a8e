import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CentreCode, Channel, choice, DocumentKind, HoursWindow, ImportInput, LocalDate, OrganId, ProcedureId, publicText, text } from '#contracts';
import { TimeFormat } from './instants.ts';

const object = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? `No se conoce: ${issue.keys.join(', ')}.` : 'Falta, o no es un objeto.') });

const Column = z.string({ error: 'Falta el nombre de la columna.' }).min(1, { error: 'Falta el nombre de la columna.' });
const name = (max: number) => text(max, 3);

/** The same for all cases, or read from a column whose values are named one by one. */
const ChannelRule = z.union([object({ constant: choice(Channel.options) }), object({ column: Column, values: z.record(z.string(), choice(Channel.options)) })], {
  error: 'Escriba { "constant": canal } o { "column": columna, "values": { valor: canal } }; los canales son desk, post, email y web.',
});
const OrganRule = z.union([object({ constant: OrganId }), object({ column: Column })], { error: 'Escriba { "constant": órgano } o { "column": columna }.' });

const StepRule = object({
  as: choice(['step', 'routed', 'accepted', 'archived']),
  /** To whom it is routed; the row's group unless told. */
  to: OrganId.exactOptional(),
});
export type StepRule = z.infer<typeof StepRule>;

/** What a CSV log says in our terms. Whatever it holds is either used or left out with a reason. */
export const Mapping = object({
  system: ImportInput.shape.system,
  source: publicText(300, 3),
  /** For who reads the file: what was decided, and why. */
  notes: z.array(z.string()).default([]),
  centre: object({ code: CentreCode, name: name(120), hours: z.array(HoursWindow).default([]) }),
  /** First date on which the desk, its groups and its trámite are in force: that of the oldest case, in Lima too, or before. */
  since: LocalDate,
  /** Groups of the other system; `values`: how its columns call them. */
  organs: z.array(object({ id: OrganId, siglas: text(20), name: name(200), values: z.array(z.string()).default([]) })).min(1, { error: 'Indique al menos un órgano del otro sistema.' }),
  procedure: object({ id: ProcedureId, name: name(200) }),
  csv: object({ delimiter: z.string().length(1, { error: 'El separador es un solo carácter.' }).default(','), quote: z.union([z.string().length(1), z.literal(false)], { error: 'Las comillas son un solo carácter, o false.' }).default('"') }).prefault({}),
  times: object({ format: TimeFormat, zone: z.string().refine(isZone, { error: 'Debe ser una zona horaria, como America/Lima.' }).exactOptional() }),
  case: object({
    id: Column,
    /** The first step's instant, if the source does not tell the reception. */
    receivedAt: Column.exactOptional(),
    /** When the case ended, where the source tells: recorded as a step of this name. */
    endedAt: object({ column: Column, activity: publicText(200), as: choice(['step', 'archived']) }).exactOptional(),
    channel: ChannelRule,
    organ: OrganRule,
    kind: choice(DocumentKind.options),
    about: name(1_000),
    folios: Column.exactOptional(),
  }),
  step: object({
    /** Made of what the row says, if the source gives steps no id. */
    id: Column.exactOptional(),
    activity: Column,
    at: Column,
    group: object({ column: Column, empty: z.array(z.string()).default([]) }).exactOptional(),
    resource: object({
      column: Column,
      pseudonymous: z.literal(true, { error: 'Los nombres de personas no se importan. Escriba true solo si la columna ya trae seudónimos; si no, pase la columna a "ignored".' }),
    }).exactOptional(),
    /** Activities that are one of our steps; every other is a step in the words of its own system. */
    rules: z.record(z.string(), StepRule).default({}),
    /** What becomes of a step that the source dates before the reception of its case. */
    beforeReception: choice(['reject', 'keep']).default('reject'),
  }),
  /** Columns whose values are known beforehand: a row with another is rejected. */
  expect: z.record(z.string(), z.array(z.string()).min(1, { error: 'Indique al menos un valor.' })).default({}),
  /** Columns that are not imported, and why. */
  ignored: z.record(z.string(), z.string().min(3, { error: 'Diga por qué no se importa.' })).default({}),
}).superRefine((mapping, context) => {
  const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const { organs, case: { organ }, step: { rules, group }, times } = mapping;
  const ids = organs.map(({ id }) => id);
  const values = organs.flatMap((each) => each.values);
  const known = (path: (string | number)[], id: string) => ids.includes(id) || problem(path, `El órgano «${id}» no está en "organs".`);
  if (new Set(ids).size < ids.length) problem(['organs'], 'Un órgano aparece dos veces.');
  if (new Set(values).size < values.length) problem(['organs'], 'Un valor es de dos órganos a la vez.');
  if ('constant' in organ) known(['case', 'organ', 'constant'], organ.constant);
  if ('column' in organ && values.length === 0) problem(['organs'], 'Ningún órgano dice en "values" cómo lo llama la columna.');
  for (const [activity, { as, to }] of Object.entries(rules)) {
    if (to !== undefined && as !== 'routed') problem(['step', 'rules', activity], 'Solo "routed" lleva "to".');
    if (to !== undefined) known(['step', 'rules', activity, 'to'], to);
    if (as === 'routed' && to === undefined && !group) problem(['step', 'rules', activity], 'Diga a qué órgano con "to", o la columna del grupo en "group".');
  }
  if (times.format !== 'iso' && times.zone === undefined) problem(['times', 'zone'], 'Diga la zona horaria de las fechas, como America/Lima.');
});
export type Mapping = z.infer<typeof Mapping>;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** The mapping or the file can't be used as they are; the message (Spanish) says what to mend. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

/** @throws ImportProblem with one line for each thing that is wrong */
export function readMapping(file: string): Mapping {
  const parsed = Mapping.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || '(todo)'}: ${message}`);
  throw new ImportProblem(`El mapeo «${file}» no es válido:\n${lines.join('\n')}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ImportProblem(`No se puede leer el mapeo «${file}»: ${(error as Error).message}`);
  }
}

/** Every column that the mapping names, and what for. */
export function columnsOf({ case: of, step, expect, ignored }: Mapping): ReadonlyMap<string, string> {
  const used: [string | undefined, string][] = [
    [of.id, 'case.id'],
    [of.receivedAt, 'case.receivedAt'],
    [of.endedAt?.column, 'case.endedAt'],
    ['column' in of.channel ? of.channel.column : undefined, 'case.channel'],
    ['column' in of.organ ? of.organ.column : undefined, 'case.organ'],
    [of.folios, 'case.folios'],
    [step.id, 'step.id'],
    [step.activity, 'step.activity'],
    [step.at, 'step.at'],
    [step.group?.column, 'step.group'],
    [step.resource?.column, 'step.resource'],
    ...Object.keys(expect).map((column): [string, string] => [column, 'expect']),
    ...Object.keys(ignored).map((column): [string, string] => [column, 'ignored']),
  ];
  return new Map(used.filter((entry): entry is [string, string] => entry[0] !== undefined));
}

/** The file's header and the mapping must name the same columns. @throws ImportProblem naming those that differ */
export function checkHeader(header: readonly string[], mapping: Mapping): void {
  const named = columnsOf(mapping);
  const problems = [
    ...[...named].filter(([column]) => !header.includes(column)).map(([column, use]) => `falta la columna «${column}» (${use})`),
    ...header.filter((column) => !named.has(column)).map((column) => `el mapeo no dice qué hacer con la columna «${column}»: úsela, o póngala en "ignored" con su razón`),
    ...header.filter((column, i) => header.indexOf(column) !== i).map((column) => `la columna «${column}» aparece dos veces`),
  ];
  if (problems.length > 0) throw new ImportProblem(`El archivo no tiene las columnas del mapeo:\n${problems.map((each) => `  ${each}`).join('\n')}`);
}
