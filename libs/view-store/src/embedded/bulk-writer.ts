import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface BulkRow {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export interface BulkChunk {
  readonly rows: readonly BulkRow[];
}

/** A document on its way to the disk; its body is absent when it is removed. */
export interface OnItsWay {
  readonly position: number;
  readonly body: string | undefined;
}

interface Sent {
  readonly collection: number;
  readonly documents: ReadonlyMap<string, OnItsWay>;
}

/** Chunks under way, beyond which the sender waits. */
const most = 12;

/**
 * Stores the documents of generations that nobody reads yet, in a thread: whoever folds goes on folding meanwhile. In the
 * order given; once one fails nothing that comes after it is taken.
 */
export class BulkWriter {
  readonly #file: string;
  #worker: Worker | undefined;
  #underWay: Sent[] = [];
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves when there is room for more, which may be before it is stored. */
  async add(sent: Sent, chunk: BulkChunk): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#underWay.push(sent);
    this.#thread().postMessage(chunk);
    await this.#until(most);
  }

  /** The newest of a document that is not in the file yet. */
  find(collection: number, id: string): OnItsWay | undefined {
    for (const sent of this.#underWay.toReversed()) {
      const found = sent.collection === collection ? sent.documents.get(id) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** Resolves when everything is in the file. @throws what kept it from there */
  idle(): Promise<void> {
    return this.#until(0);
  }

  /** Ends the thread; what failed was told to whoever waited for it. */
  async close(): Promise<void> {
    await this.idle().catch(() => undefined);
    if (!this.#worker) return;
    const exited = once(this.#worker, 'exit');
    this.#worker.postMessage(undefined);
    await exited;
  }

  async #until(left: number): Promise<void> {
    while (this.#underWay.length > left && !this.#failure) await new Promise<void>((wake) => (this.#wake = wake));
    if (this.#failure) throw this.#failure;
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL(`./bulk-thread${extname(import.meta.url)}`, import.meta.url), { workerData: this.#file });
    worker.on('message', (failure: string | undefined) => this.#answered(failure === undefined ? undefined : new Error(failure)));
    worker.on('error', (error) => this.#answered(error as Error));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #answered(failure: Error | undefined): void {
    this.#failure ??= failure;
    this.#underWay.shift();
    if (this.#failure) this.#underWay = [];
    this.#wake();
  }
}
