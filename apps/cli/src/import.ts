import { accessSync, constants } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, DataFolderError } from '#platform';
import { connect, Refused } from './connect.ts';
import { importHistory, type ImportReport } from './import/import-history.ts';
import { ImportProblem } from './import/mapping.ts';
import { progressBar } from './import/progress.ts';

const usage = 'Uso: npm run import -- --mapping MAPEO.json --file HISTORIA.csv [--rejected RECHAZADAS.csv]';

/** Ends with 0 if every row is in, 2 if some were rejected, 1 if nothing could be done or it was cut off. */
async function main(): Promise<number> {
  // The platform may come up inside this command: its requests are no news here.
  process.env.LOG_LEVEL ??= 'warn';
  const started = performance.now();
  const { mapping, file, rejected } = readArguments();
  const report = await importHistory(() => connect({ id: 'importador', role: 'importer' }), { mapping, file, rejected, progress: progressBar() });
  console.log(inWords(report, rejected, performance.now() - started));
  return report.rows.rejected > 0 ? 2 : 0;
}

function readArguments(): { mapping: string; file: string; rejected: string } {
  const { values } = parseArgs({ options: { mapping: { type: 'string' }, file: { type: 'string' }, rejected: { type: 'string' } } });
  if (!values.mapping || !values.file) throw new ImportProblem(usage);
  // npm runs scripts in the project's folder, whatever folder it was called from.
  const from = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const file = from(values.file);
  return { mapping: from(values.mapping), file, rejected: values.rejected ? from(values.rejected) : besides(file) };
}

/** Beside the file or, where nothing can be written there, in the folder of the call. */
function besides(file: string): string {
  const name = `${basename(file)}.rechazadas.csv`;
  try {
    accessSync(dirname(file), constants.W_OK);
    return resolve(dirname(file), name);
  } catch {
    return resolve(process.env.INIT_CWD ?? process.cwd(), name);
  }
}

function inWords({ centre, rows, cases, warnings }: ImportReport, rejected: string, ms: number): string {
  const n = (count: number) => count.toLocaleString('es-PE');
  return [
    `Historia importada en el centro ${centre}, en ${(ms / 1000).toFixed(1)} s.`,
    `Filas leídas: ${n(rows.read)} = registradas ${n(rows.recorded)} + ya estaban ${n(rows.present)} + rechazadas ${n(rows.rejected)}`,
    `Casos: registrados ${n(cases.recorded)}, ya estaban ${n(cases.present)}, rechazados ${n(cases.refused)}`,
    ...warnings.map((warning) => `Aviso: ${warning}`),
    ...(rows.rejected > 0 ? [`Las filas rechazadas están, con su línea y su motivo, en ${rejected}`] : []),
  ].join('\n');
}

const isSentence = (error: unknown): error is Error =>
  error instanceof ImportProblem || error instanceof Refused || error instanceof ConfigError || error instanceof DataFolderError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(isSentence(error) ? error.message : error);
    process.exit(1);
  },
);
