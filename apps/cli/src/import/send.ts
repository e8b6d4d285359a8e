import type { ForeignCase, ImportAnswer, ImportInput, ImportOutcome } from '#contracts';
import type { Connection } from '../connect.ts';
import type { SourceCase, SourceStep } from './cases.ts';
import { ImportProblem, type Mapping } from './mapping.ts';

/** A case, or a part of one that has many steps. */
interface Part {
  readonly case: ForeignCase;
  readonly steps: readonly SourceStep[];
  /** Whether it is the first of its case. */
  readonly founds: boolean;
}

export interface Sent {
  readonly rows: { recorded: number; present: number };
  readonly cases: { recorded: number; present: number; refused: number };
  /** Why the platform refused a row, by its line. */
  readonly refused: Map<number, string>;
  /** What it refused that is no row: the end of a case. */
  readonly warnings: string[];
  /** Position up to which everything sent is recorded. */
  position: number;
}

const stepsPerPart = 500;
const partsPerBatch = 100;
/** Half of what the platform takes in one body. */
const bytesPerBatch = 500_000;

/**
 * Sends the cases in their order. A request that is repeated is answered alike, so an import that was cut off is simply
 * made again.
 * @param onCases told how many cases are done
 * @throws ImportProblem if the platform can't be reached any more
 */
export async function sendCases(connection: Connection, cases: readonly SourceCase[], mapping: Mapping, onCases: (done: number) => void): Promise<Sent> {
  const sent: Sent = { rows: { recorded: 0, present: 0 }, cases: { recorded: 0, present: 0, refused: 0 }, refused: new Map(), warnings: [], position: 0 };
  let done = 0;
  for (const batch of batchesOf(cases, mapping)) {
    const { system, source, centre } = mapping;
    const body: ImportInput = { system, source, cases: batch.map((part) => part.case) };
    const answer = await connection.call<ImportAnswer>('POST', `/api/imports/${centre.code}/cases`, body).catch(cutOff);
    batch.forEach((part, i) => tally(part, answer.cases[i]!, sent));
    sent.position = answer.position;
    done += batch.filter(({ founds }) => founds).length;
    onCases(done);
  }
  return sent;
}

/** `fetch` says of a lost connection no more than that it failed. */
function cutOff(error: unknown): never {
  if (error instanceof TypeError) throw new ImportProblem('Se perdió la conexión con la plataforma. Repita la importación: lo ya registrado no se duplica.');
  throw error;
}

function* batchesOf(cases: readonly SourceCase[], mapping: Mapping): Generator<Part[]> {
  let batch: Part[] = [];
  let bytes = 0;
  for (const part of partsIn(cases, mapping)) {
    const size = Buffer.byteLength(JSON.stringify(part.case));
    if (batch.length === partsPerBatch || (batch.length > 0 && bytes + size > bytesPerBatch)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(part);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** One at a time: all of them at once would be the history a second time in memory. */
function* partsIn(cases: readonly SourceCase[], mapping: Mapping): Generator<Part> {
  for (const each of cases) yield* partsOf(each, mapping);
}

function partsOf({ head, steps }: SourceCase, { procedure, case: { kind, about } }: Mapping): Part[] {
  const { endedAt: _endedAt, ...founding } = head;
  const of = { ...founding, kind, about, procedure: procedure.id };
  return Array.from({ length: Math.max(1, Math.ceil(steps.length / stepsPerPart)) }, (_, i) => {
    const some = steps.slice(i * stepsPerPart, (i + 1) * stepsPerPart);
    return { case: { ...of, steps: some.map(({ step }) => step) }, steps: some, founds: i === 0 };
  });
}

function tally({ case: { id }, steps, founds }: Part, answered: ImportAnswer['cases'][number], sent: Sent): void {
  const { outcome } = answered;
  if (founds) sent.cases[typeof outcome === 'string' ? outcome : 'refused']++;
  steps.forEach(({ line }, i) => {
    const of = typeof outcome === 'string' ? answered.steps[i]! : outcome;
    if (typeof of !== 'string') refuseStep(line, of, id, sent);
    else if (line !== undefined) sent.rows[of]++;
  });
}

function refuseStep(line: number | undefined, { code, message }: Exclude<ImportOutcome, string>, id: string, sent: Sent): void {
  if (line !== undefined) sent.refused.set(line, `${message} (${code})`);
  else sent.warnings.push(`No se registró el fin del caso ${id}: ${message} (${code})`);
}
