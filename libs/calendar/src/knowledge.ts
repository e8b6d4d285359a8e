import { refuse } from '#kernel';
import { epochMs, limaDayBounds } from './lima.ts';

/**
 * When a row was known, apart from when it is valid. Each is an instant, or a date: as `knownSince` and `knownUntil`
 * a date means its first moment in Lima.
 */
export interface Knowable {
  /** From then on the row counts; absent = always known. */
  readonly knownSince?: string;
  /** From then on it no longer counts: corrected by another row, or withdrawn. */
  readonly knownUntil?: string;
}

interface Known<T> {
  readonly row: T;
  readonly since: number;
  readonly until: number;
}

/** Rows by what was known at a moment. A moment between the same two changes of knowledge has the same `version`. */
export class Timeline<T extends Knowable> {
  readonly #known: readonly Known<T>[];
  readonly #changes: readonly number[];

  /**
   * @param keyOf rows of one key replace each other: two may not be known at the same time
   * @throws DomainError `row-duplicated`, `knowledge-reversed`, and those of a malformed moment
   */
  constructor(rows: readonly T[], keyOf: (row: T) => string) {
    this.#known = rows.map(readKnowledge);
    this.#changes = [...new Set(this.#known.flatMap(({ since, until }) => [since, until]))]
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    refuseOverlaps(this.#known, keyOf);
  }

  /** @param asOf instant, or a date (all that was known by its end); absent = all that is known. */
  version(asOf?: string): number {
    if (asOf === undefined) return this.#changes.length;
    const moment = momentOf(asOf, 'last', 'asOf');
    const later = this.#changes.findIndex((change) => change > moment);
    return later === -1 ? this.#changes.length : later;
  }

  rowsOf(version: number): T[] {
    const moment = this.#changes[version - 1] ?? -Infinity;
    return this.#known.filter(({ since, until }) => since <= moment && moment < until).map(({ row }) => row);
  }
}

function readKnowledge<T extends Knowable>(row: T): Known<T> {
  const since = row.knownSince === undefined ? -Infinity : momentOf(row.knownSince, 'first', 'knownSince');
  const until = row.knownUntil === undefined ? Infinity : momentOf(row.knownUntil, 'first', 'knownUntil');
  if (since < until) return { row, since, until };
  throw refuse('invalid', 'knowledge-reversed', 'Una fila no puede dejar de conocerse antes de conocerse: corrija knownSince y knownUntil.', { field: 'knownUntil' });
}

function momentOf(text: string, edge: 'first' | 'last', field: string): number {
  return typeof text === 'string' && text.length === 10 ? limaDayBounds(text, field)[edge] : epochMs(text, field);
}

function refuseOverlaps<T>(known: readonly Known<T>[], keyOf: (row: T) => string): void {
  const until = new Map<string, number>();
  for (const { row, since, until: end } of known.toSorted((a, b) => a.since - b.since)) {
    const key = keyOf(row);
    if (since < (until.get(key) ?? -Infinity)) throw duplicated(key);
    until.set(key, end);
  }
}

function duplicated(key: string) {
  return refuse('conflict', 'row-duplicated', `Hay dos filas vigentes a la vez para «${key}»: cierre la anterior con knownUntil.`, { field: 'id' });
}
