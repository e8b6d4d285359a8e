import type { ForeignStep } from '#contracts';
import { checkHeader, ImportProblem, type Mapping } from './mapping.ts';
import { rowReader, RowProblem, type CaseHead, type ReadRow } from './row-reader.ts';
import type { Row } from './rows.ts';

/** A step and the row that told it; none for the end of a case, which is a column of its rows. */
export interface SourceStep {
  readonly line?: number;
  readonly step: ForeignStep;
}

export interface SourceCase {
  readonly head: CaseHead & { readonly receivedAt: string };
  /** By the instant at which they were done. */
  readonly steps: readonly SourceStep[];
}

/** All that a file tells, in the order in which it is registered. */
export interface History {
  /** By the instant of their reception. */
  readonly cases: readonly SourceCase[];
  /** Rows, the header aside. */
  readonly read: number;
  /** Rows that say again what another said. */
  readonly repeated: number;
  /** Why a row is not imported, by its line. */
  readonly rejected: ReadonlyMap<number, string>;
  /** Rows that the source dates before the reception of their case, and that are kept. */
  readonly early: number;
  /** Activities that the mapping has a rule for and the file does not name. */
  readonly unusedRules: readonly string[];
}

interface OpenCase {
  readonly head: CaseHead;
  readonly line: number;
  readonly steps: Map<string, SourceStep & { readonly line: number }>;
}

/**
 * Gathers the rows of a file into cases. All of it lies in memory, about 400 bytes a row: numbers follow the order of
 * reception, and a log is seldom sorted by it.
 * @throws ImportProblem if the header is not the mapping's
 */
export async function readHistory(rows: AsyncIterable<Row>, mapping: Mapping): Promise<History> {
  const cases = new Map<string, OpenCase>();
  const rejected = new Map<number, string>();
  const unused = new Set(Object.keys(mapping.step.rules));
  let [read, repeated, early] = [0, 0, 0];
  let readFields: ReturnType<typeof rowReader> | undefined;
  for await (const { line, fields, problem } of rows) {
    if (!readFields) {
      readFields = readHeader(fields, problem, mapping);
      continue;
    }
    read++;
    try {
      if (!fields) throw new RowProblem(problem);
      const row = readFields(fields);
      unused.delete(row.step.activity);
      const kept = keep(cases, row, line, mapping);
      if (kept === 'repeated') repeated++;
      if (kept === 'early') early++;
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      rejected.set(line, error.message);
    }
  }
  if (!readFields) throw new ImportProblem('El archivo está vacío.');
  const closed = [...cases.values()].map((open) => closeCase(open, mapping));
  return { cases: closed.sort((a, b) => Date.parse(a.head.receivedAt) - Date.parse(b.head.receivedAt)), read, repeated, early, rejected, unusedRules: [...unused] };
}

function readHeader(fields: readonly string[] | undefined, problem: string | undefined, mapping: Mapping): ReturnType<typeof rowReader> {
  if (!fields) throw new ImportProblem(`No se puede leer la cabecera del archivo: ${problem}.`);
  const header = fields.map((column) => column.trim());
  checkHeader(header, mapping);
  return rowReader(header, mapping);
}

function keep(cases: Map<string, OpenCase>, { head, step }: ReadRow, line: number, mapping: Mapping): 'kept' | 'early' | 'repeated' {
  const early = head.receivedAt !== undefined && Date.parse(step.at) < Date.parse(head.receivedAt);
  if (early && mapping.step.beforeReception === 'reject') throw new RowProblem('la actuación es anterior a la recepción de su caso');
  const known = cases.get(head.id);
  if (known && !same(known.head, head)) throw new RowProblem(`dice de su caso otra cosa que la línea ${known.line}`);
  const of = known ?? { head, line, steps: new Map<string, SourceStep & { line: number }>() };
  const id = mapping.step.id === undefined ? nthOf(step.id, of) : step.id;
  const before = of.steps.get(id);
  if (before && same(before.step, step)) return 'repeated';
  if (before) throw new RowProblem(`dice de su actuación otra cosa que la línea ${before.line}`);
  cases.set(head.id, of);
  of.steps.set(id, { line, step: { ...step, id } });
  return early ? 'early' : 'kept';
}

/** Steps without an id that say the same are told apart by their order. */
function nthOf(digest: string, { steps }: OpenCase): string {
  let n = 1;
  while (steps.has(`${digest}-${n}`)) n++;
  return `${digest}-${n}`;
}

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

function closeCase({ head, steps }: OpenCase, { case: { endedAt } }: Mapping): SourceCase {
  const all: SourceStep[] = [...steps.values()];
  if (endedAt && head.endedAt !== undefined) {
    all.push({ step: { id: 'case-end', at: head.endedAt, activity: endedAt.activity, ...(endedAt.as === 'archived' && { as: { kind: endedAt.as } }) } });
  }
  const sorted = all.sort((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at));
  const first = [...steps.values()].reduce((earliest, { step }) => (Date.parse(step.at) < Date.parse(earliest) ? step.at : earliest), [...steps.values()][0]!.step.at);
  return { head: { ...head, receivedAt: head.receivedAt ?? first }, steps: sorted };
}
