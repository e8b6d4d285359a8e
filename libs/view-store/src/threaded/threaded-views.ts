import type { EventLog } from '#event-store';
import { systemClock, type Clock } from '#kernel';
import { ViewRebuilding, ViewsBehind } from '../errors.ts';
import { lagOf } from '../lag.ts';
import { Lookup } from '../lookup.ts';
import type { Collection, ViewStore } from '../port.ts';
import type { RebuildProgress, RebuildReport } from '../rebuild.ts';
import type { GroupStatus, Lag, RebuildRequest, ViewService } from '../view-service.ts';
import type { Applied, Counts, Page, Rollup, View, ViewQuery } from '../view.ts';
import { Listeners } from '../listeners.ts';
import { Waiters } from '../waiters.ts';
import type { FromThread, Port, Question, ToThread } from './protocol.ts';

export interface ThreadedViewsOptions {
  readonly name: string;
  /** The thread that runs `serveViews`. */
  readonly thread: Port<ToThread, FromThread> & { on(event: 'error' | 'exit', listener: (cause: unknown) => void): unknown };
  /** Opens the documents for reading; called once the thread has them ready to be read. */
  readonly open: () => Pick<ViewStore, 'group' | 'getMany' | 'find' | 'close'>;
  readonly log: EventLog;
  readonly clock?: Clock;
  readonly onProblem?: (error: Error) => void;
}

interface Asked {
  done(value: unknown): void;
  failed(error: Error): void;
  onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

const stopped: GroupStatus = { state: 'stopped', position: 0, building: [] };

/** Views that are folded in another thread and read in this one: folding never holds up a request. */
export class ThreadedViews implements ViewService {
  readonly #options: ThreadedViewsOptions;
  readonly #waiters = new Waiters();
  readonly #listeners: Listeners;
  readonly #asked = new Map<number, Asked>();
  #store: ReturnType<ThreadedViewsOptions['open']> | undefined;
  #lookup: Lookup | undefined;
  #live: readonly Collection[] = [];
  #status = stopped;
  #position = 0;
  #questions = 0;
  #stopping = false;

  constructor(options: ThreadedViewsOptions) {
    this.#options = options;
    this.#listeners = new Listeners(options.onProblem);
    options.thread.on('error', (error) => this.#lost(error as Error));
    options.thread.on('exit', () => this.#lost(new Error('the thread of the views has ended')));
  }

  async start(): Promise<void> {
    await new Promise<void>((started, failed) => {
      this.#options.thread.on('error', failed);
      this.#options.thread.on('message', (message) => {
        this.#hear(message);
        if (message.kind === 'status') started();
      });
    });
    const store = this.#options.open();
    this.#store = store;
    this.#lookup = new Lookup(store, (name, read) => this.#onLive(name, read));
    await this.#refresh();
  }

  async ready(): Promise<void> {
    await this.#ask({ what: 'ready' });
    await this.#refresh();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#ask({ what: 'stop' });
    this.#status = { ...this.#status, state: 'stopped' };
    this.#waiters.giveUp();
    await this.#store?.close();
  }

  status(): GroupStatus {
    return { ...this.#status, position: this.#position };
  }

  lag(): Promise<Lag> {
    return lagOf(this.#options.log, this.#position, this.#options.clock ?? systemClock);
  }

  position(): number {
    return this.#position;
  }

  get<D extends object>(view: View<D>, id: string): Promise<D | undefined> {
    return this.#read().get(view, id);
  }

  getMany<D extends object>(view: View<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    return this.#read().getMany(view, ids);
  }

  find<D extends object>(view: View<D>, query: ViewQuery): Promise<Page<D>> {
    return this.#read().find(view, query);
  }

  counts<D extends object>(rollup: Rollup<D>, keys: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    return this.#read().counts(rollup, keys);
  }

  waitFor(position: number, timeoutMs = 5_000): Promise<void> {
    if (position <= this.#position) return Promise.resolve();
    if (this.#status.failure || this.#stopping) return Promise.reject(new ViewsBehind(this.#position, position));
    return this.#waiters.add(position, timeoutMs);
  }

  onApplied(listener: (applied: Applied) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The log may be read up to here. */
  durable(position: number): void {
    this.#options.thread.postMessage({ kind: 'durable', position });
  }

  async rebuild({ onProgress, views, force }: RebuildRequest = {}): Promise<RebuildReport> {
    const report = await this.#ask({ what: 'rebuild', request: { ...(views && { views }), ...(force !== undefined && { force }) } }, onProgress);
    await this.#refresh();
    return report as RebuildReport;
  }

  async verify({ onProgress }: Pick<RebuildRequest, 'onProgress'> = {}): Promise<RebuildReport> {
    return (await this.#ask({ what: 'verify', request: {} }, onProgress)) as RebuildReport;
  }

  #read(): Lookup {
    if (!this.#lookup) throw new ViewRebuilding(this.#options.name);
    return this.#lookup;
  }

  /** A generation may be replaced and dropped while this thread still knows the old one: then the read runs on the new. */
  async #onLive<T>(name: string, read: (collection: Collection) => Promise<T>): Promise<T> {
    try {
      return await read(this.#collection(name));
    } catch (error) {
      if (!(error instanceof ViewRebuilding) && !/no such table/.test((error as Error).message)) throw error;
      await this.#refresh();
      return read(this.#collection(name));
    }
  }

  #collection(name: string): Collection {
    const live = this.#status.building.includes(name) ? undefined : this.#live.find((collection) => collection.name === name);
    if (!live) throw new ViewRebuilding(name);
    return live;
  }

  async #refresh(): Promise<void> {
    if (this.#store) this.#live = (await this.#store.group(this.#options.name)).live;
  }

  #ask(question: Question, onProgress?: (progress: RebuildProgress) => void): Promise<unknown> {
    const id = this.#questions++;
    return new Promise((done, failed) => {
      this.#asked.set(id, { done, failed, onProgress });
      this.#options.thread.postMessage({ kind: 'ask', id, question });
    });
  }

  #hear(message: FromThread): void {
    switch (message.kind) {
      case 'status':
        this.#status = message.status;
        this.#moveTo(message.status.position);
        if (message.status.failure) this.#waiters.giveUp();
        return void this.#refresh();
      case 'applied':
        this.#moveTo(message.applied.position);
        return this.#listeners.tell(message.applied);
      case 'progress':
        return this.#asked.get(message.id)?.onProgress?.(message.progress);
      case 'problem':
        return this.#options.onProblem?.(new Error(message.message));
      case 'answer': {
        const asked = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        return message.error === undefined ? asked?.done(message.value) : asked?.failed(new Error(message.error));
      }
    }
  }

  #moveTo(position: number): void {
    if (position <= this.#position) return;
    this.#position = position;
    this.#waiters.reached(position);
  }

  /** The thread is gone: reads go on answering as of the last position, and say so. */
  #lost(error: Error): void {
    if (this.#stopping || this.#status.failure) return;
    this.#status = { ...this.#status, state: 'failed', failure: { position: this.#position, reason: error.message } };
    this.#waiters.giveUp();
    for (const asked of this.#asked.values()) asked.failed(error);
    this.#options.onProblem?.(error);
  }
}
