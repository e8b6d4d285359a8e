import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

type Values = readonly (string | number | null)[];

/** A statement, run once for each of `rows`. */
export interface Step {
  readonly sql: string;
  readonly rows: readonly Values[];
}

export interface SqlJob {
  readonly id: number;
  readonly steps: readonly Step[];
}

export type SqlAnswer = { readonly id: number } & ({ readonly rows: readonly Record<string, unknown>[] } | { readonly error: Error });

interface Asked {
  readonly resolve: (rows: readonly Record<string, unknown>[]) => void;
  readonly reject: (error: Error) => void;
}

const idleMs = 1_000;

/**
 * Runs statements on a connection of its own in a thread of its own: over whole tables they would hold the event loop for
 * seconds. The thread is there while there is work.
 */
export class SqlWorker {
  readonly #file: string;
  readonly #asked = new Map<number, Asked>();
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** All steps or none, after those asked for before. Resolves with the last row's results. */
  run(steps: readonly Step[]): Promise<readonly Record<string, unknown>[]> {
    clearTimeout(this.#idle);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#started().postMessage({ id, steps } satisfies SqlJob);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.terminate();
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    const thread = new Worker(new URL(`./sql-thread${extname(import.meta.url)}`, import.meta.url), { workerData: this.#file });
    thread.on('message', (answer: SqlAnswer) => this.#answered(answer));
    thread.on('error', (error) => this.#ended(thread, error));
    thread.on('exit', () => this.#ended(thread, new Error('the thread of the view store ended')));
    return (this.#thread = thread);
  }

  #answered(answer: SqlAnswer): void {
    const { resolve, reject } = this.#asked.get(answer.id)!;
    this.#asked.delete(answer.id);
    if ('error' in answer) reject(answer.error);
    else resolve(answer.rows);
    if (this.#asked.size === 0) this.#idle = setTimeout(() => this.#dismiss(), idleMs).unref();
  }

  /** It takes a while to end: who comes meanwhile gets another. */
  #dismiss(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    void thread?.terminate();
  }

  #ended(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
