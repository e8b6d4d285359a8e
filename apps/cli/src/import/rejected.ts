import { createWriteStream, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ImportProblem, type Mapping } from './mapping.ts';
import { readRows } from './rows.ts';

/**
 * Writes the rows that were not imported, as they stand in the file, with their line and the reason: `linea,motivo,fila`.
 * With none, a list that an earlier run left is removed.
 * @throws ImportProblem if it can't be written
 */
export async function writeRejected(target: string, file: string, csv: Mapping['csv'], reasons: ReadonlyMap<number, string>): Promise<void> {
  try {
    if (reasons.size === 0) return rmSync(target, { force: true });
    await pipeline(Readable.from(lines(file, csv, reasons)), createWriteStream(target));
  } catch (error) {
    throw new ImportProblem(`No se puede escribir la lista de filas rechazadas «${target}»: ${(error as Error).message}. Indique otro archivo con --rejected.`);
  }
}

async function* lines(file: string, csv: Mapping['csv'], reasons: ReadonlyMap<number, string>): AsyncGenerator<string> {
  yield 'linea,motivo,fila\n';
  for await (const { line, raw } of readRows(file, csv)) {
    const reason = reasons.get(line);
    if (reason !== undefined) yield `${line},${quoted(reason)},${quoted(raw)}\n`;
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
