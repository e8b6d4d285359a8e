import type { DatabaseSync } from 'node:sqlite';

interface Work {
  write(): void;
  done(): void;
  failed(error: Error): void;
}

/**
 * One transaction, and so one fsync, for all the work that arrives in a tick of the event loop.
 * If a transaction fails, its work and all that was queued behind it fail: later work may rest on earlier.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #on: { committed(): void; failed(): void };
  #queue: Work[] = [];
  #scheduled = false;

  /** `committed` is told of each group before those who wait for it. */
  constructor(db: DatabaseSync, on: { committed(): void; failed(): void }) {
    this.#db = db;
    this.#on = on;
  }

  /** Resolves when `write` is on the disk. */
  add(write: () => void): Promise<void> {
    return new Promise((done, failed) => {
      this.#queue.push({ write, done, failed });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.flush());
    });
  }

  flush(): void {
    this.#scheduled = false;
    const batch = this.#queue;
    if (batch.length === 0) return;
    this.#queue = [];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const work of batch) work.write();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#fail(batch, error as Error);
      return;
    }
    this.#on.committed();
    for (const work of batch) work.done();
  }

  #fail(batch: readonly Work[], error: Error): void {
    const behind = this.#queue;
    this.#queue = [];
    for (const work of [...batch, ...behind]) work.failed(error);
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#on.failed();
  }
}
