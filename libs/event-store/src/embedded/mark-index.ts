import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { CommandMark } from '../port.ts';
import type { Entry } from './schema.ts';

export interface MarkedCommand {
  readonly fingerprint: string;
  /** Of the first event that it recorded. */
  readonly position: number;
  readonly count: number;
}

/** As the first event of a command holds its mark. */
export const writeMark = ({ id, fingerprint }: CommandMark, count: number): string => `${count} ${id} ${fingerprint}`;

/** 60 bits of an id's digest; another id that shares them is told apart by its event. */
const keyOf = (id: string): bigint => BigInt(`0x${hash('sha256', id).slice(0, 15)}`);

const flushEvery = { marks: 2_000, ms: 2_000 };

/**
 * Finds what a command recorded. Marks lie with their events; this index over them is written in batches, behind the
 * events and in order of its keys, since a random page for each command would cost more than the command. What it does not
 * hold yet is in memory, and after a stop is read from the log's end.
 */
export class MarkIndex {
  readonly #db: DatabaseSync;
  readonly #sql;
  readonly #recent = new Map<string, MarkedCommand>();
  #upTo: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = {
      find: db.prepare('SELECT e.position, e.command FROM marks m JOIN events e ON e.position = m.position WHERE m.id = ?'),
      add: db.prepare('INSERT OR REPLACE INTO marks (id, position) VALUES (?, ?)'),
      upTo: db.prepare('INSERT INTO marked (one, position) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET position = excluded.position'),
    };
    this.#upTo = (db.prepare('SELECT position FROM marked').get() as { position: number } | undefined)?.position ?? 0;
    const unindexed = db.prepare('SELECT position, command FROM events WHERE position > ? AND command IS NOT NULL').all(this.#upTo);
    for (const row of unindexed) this.#remember(row as { position: number; command: string });
  }

  find(id: string): MarkedCommand | undefined {
    const recent = this.#recent.get(id);
    if (recent) return recent;
    const row = this.#sql.find.get(keyOf(id)) as { position: number; command: string | null } | undefined;
    const found = row?.command ? readMark(row.position, row.command) : undefined;
    return found?.id === id ? found : undefined;
  }

  /** These are on the disk. */
  committed(group: readonly Entry[]): void {
    for (const [first] of group) if (first?.command) this.#remember({ position: first.position, command: first.command });
    if (this.#recent.size >= flushEvery.marks) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushEvery.ms).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#recent.size === 0) return;
    const rows = [...this.#recent].map(([id, { position }]) => ({ key: keyOf(id), position })).sort((a, b) => (a.key < b.key ? -1 : 1));
    const last = rows.reduce((position, row) => Math.max(position, row.position), this.#upTo);
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const { key, position } of rows) this.#sql.add.run(key, position);
      this.#sql.upTo.run(last);
      this.#db.exec('COMMIT');
    } catch {
      // The disk is full, say: the marks stay in memory, and their events hold them.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      return;
    }
    this.#upTo = last;
    this.#recent.clear();
  }

  close(): void {
    this.flush();
    clearTimeout(this.#timer);
  }

  #remember({ position, command }: { readonly position: number; readonly command: string }): void {
    const { id, ...marked } = readMark(position, command);
    this.#recent.set(id, marked);
  }
}

function readMark(position: number, command: string): MarkedCommand & { readonly id: string } {
  const [count, id = '', fingerprint = ''] = command.split(' ');
  return { id, fingerprint, position, count: Number(count) };
}
