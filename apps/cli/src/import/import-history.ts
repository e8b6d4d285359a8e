import { statSync } from 'node:fs';
import type { Connection } from '../connect.ts';
import { readHistory, type History } from './cases.ts';
import { readMapping, type Mapping } from './mapping.ts';
import { writeRejected } from './rejected.ts';
import { readRows } from './rows.ts';
import { sendCases, type Sent } from './send.ts';
import { setUp } from './setup.ts';

/** A phase of an import that takes its time: bytes that are read, or cases that are registered. */
export interface Progress {
  start(what: string, total: number): void;
  at(done: number): void;
  stop(): void;
}

export interface ImportOptions {
  readonly mapping: string;
  readonly file: string;
  /** Where the rows go that were not imported. */
  readonly rejected: string;
  readonly progress: Progress;
}

export interface ImportReport {
  readonly centre: string;
  /** Rows of the file, the header aside: `read` = `recorded` + `present` + `rejected`. */
  readonly rows: { readonly read: number; readonly recorded: number; readonly present: number; readonly rejected: number };
  readonly cases: Sent['cases'];
  readonly warnings: readonly string[];
  /** Position of the log that holds all of it. */
  readonly position: number;
}

/**
 * Brings another system's history in. What an earlier run registered is found and not registered again.
 * @param connect asked for the platform only once the mapping and the file have been read
 * @throws ImportProblem, Refused
 */
export async function importHistory(connect: () => Promise<Connection>, { mapping: mappingFile, file, rejected, progress }: ImportOptions): Promise<ImportReport> {
  const mapping = readMapping(mappingFile);
  const history = await read(file, mapping, progress);
  const connection = await connect();
  try {
    const sent = await send(connection, history, mapping, progress);
    const reasons = new Map([...history.rejected, ...sent.refused]);
    await writeRejected(rejected, file, mapping.csv, reasons);
    return report(mapping, history, sent, reasons.size);
  } finally {
    await connection.close();
  }
}

async function read(file: string, mapping: Mapping, progress: Progress): Promise<History> {
  progress.start('Leyendo el archivo', statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  try {
    return await readHistory(readRows(file, mapping.csv, (bytes) => progress.at(bytes)), mapping);
  } finally {
    progress.stop();
  }
}

async function send(connection: Connection, { cases }: History, mapping: Mapping, progress: Progress): Promise<Sent> {
  await setUp(connection, mapping);
  progress.start('Registrando casos', cases.length);
  try {
    return await sendCases(connection, cases, mapping, (done) => progress.at(done));
  } finally {
    progress.stop();
  }
}

/** @throws Error if a row is neither recorded, nor there, nor rejected: that would be a defect */
function report({ centre }: Mapping, history: History, sent: Sent, rejected: number): ImportReport {
  const rows = { read: history.read, recorded: sent.rows.recorded, present: sent.rows.present + history.repeated, rejected };
  if (rows.read !== rows.recorded + rows.present + rows.rejected) throw new Error(`rows don't add up: ${JSON.stringify(rows)}`);
  const warnings = [
    ...(history.early > 0 ? [`${history.early} filas son anteriores a la recepción de su caso según la propia fuente; se registraron con su fecha.`] : []),
    ...history.unusedRules.map((activity) => `El archivo no trae la actividad «${activity}», para la que el mapeo tiene una regla.`),
    ...sent.warnings,
  ];
  return { centre: centre.code, rows, cases: sent.cases, warnings, position: sent.position };
}
