import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { ImportProblem, type Mapping } from './mapping.ts';

/** A row of the file, or what is wrong with it. Lines count from 1, the header's. */
export interface Row {
  /** First line of the row: a quoted field may go over several. */
  readonly line: number;
  readonly raw: string;
  readonly fields?: readonly string[];
  readonly problem?: string;
}

interface Line {
  readonly number: number;
  /** A character a byte (latin1): decoding at once would silently replace what is no UTF-8. */
  readonly bytes: string;
}

/** A quoted field goes over no more lines than these; a quote that nobody closes costs its own line, not the rest of the file. */
const linesPerRow = 50;

/**
 * The rows of a CSV file, one at a time, the header first; lines without a character are none. A row that can't be read
 * is given as such, and reading goes on with the next line.
 * @param onBytes told how many bytes have been read
 * @throws ImportProblem if it is no such file, or UTF-16
 */
export async function* readRows(file: string, csv: Mapping['csv'], onBytes: (bytes: number) => void = () => undefined): AsyncGenerator<Row> {
  let open: Line[] = [];
  for await (const line of linesOf(file, onBytes)) {
    if (open.length === 0 && line.bytes === '') continue;
    open.push(line);
    // Lines that a quote held together and that turned out to be no row are read again, one by one.
    while (open.length > 0) {
      const [row, used] = rowOf(open, csv);
      if (!row) break;
      yield row;
      open = withoutEmpty(open.slice(used));
    }
  }
  while (open.length > 0) {
    const [row, used] = rowOf(open, csv);
    yield row ?? unreadable(open[0]!, 'unas comillas se abren y no se cierran');
    open = withoutEmpty(open.slice(used));
  }
}

function withoutEmpty(lines: Line[]): Line[] {
  const first = lines.findIndex(({ bytes }) => bytes !== '');
  return first < 0 ? [] : lines.slice(first);
}

/** The first row of these lines and how many it takes; no row while a quote is open and may still be closed. */
function rowOf(lines: readonly Line[], csv: Mapping['csv']): [Row | undefined, number] {
  const [first] = lines as [Line];
  for (let used = 1; used <= lines.length; used++) {
    const bytes = lines.slice(0, used).map((line) => line.bytes).join('\n');
    const fields = fieldsOf(bytes, csv);
    if (fields === 'open') continue;
    if (fields === 'malformed') return [unreadable(first, 'las comillas no están bien puestas'), 1];
    const raw = Buffer.from(bytes, 'latin1');
    if (!isUtf8(raw)) return [unreadable(first, 'no es UTF-8 válido', raw.toString()), used];
    return [{ line: first.number, raw: raw.toString(), fields: fields.map((field) => Buffer.from(field, 'latin1').toString()) }, used];
  }
  return lines.length < linesPerRow ? [undefined, 1] : [unreadable(first, `unas comillas se abren y no se cierran en ${linesPerRow} líneas`), 1];
}

function fieldsOf(bytes: string, { delimiter, quote }: Mapping['csv']): readonly string[] | 'open' | 'malformed' {
  if (quote === false || !bytes.includes(quote)) return bytes.split(delimiter);
  try {
    const records: string[][] = parse(bytes, { delimiter, quote, relax_column_count: true });
    return records.length === 1 ? records[0]! : 'malformed';
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'malformed';
  }
}

const unreadable = ({ number, bytes }: Line, problem: string, raw = Buffer.from(bytes, 'latin1').toString()): Row => ({ line: number, raw, problem });

async function* linesOf(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Line> {
  const input = createReadStream(file, 'latin1');
  input.on('data', () => onBytes(input.bytesRead));
  let number = 0;
  try {
    for await (const bytes of createInterface({ input, crlfDelay: Infinity })) {
      number++;
      if (number === 1 && /^(?:\xff\xfe|\xfe\xff)/.test(bytes)) throw new ImportProblem(`El archivo «${file}» está en UTF-16: guárdelo como UTF-8.`);
      yield { number, bytes: number === 1 ? bytes.replace(/^\xef\xbb\xbf/, '') : bytes };
    }
  } catch (error) {
    if (error instanceof ImportProblem) throw error;
    throw new ImportProblem(`No se puede leer el archivo «${file}»: ${(error as Error).message}`);
  }
}
