import { setImmediate } from 'node:timers/promises';
import type { Entry } from './schema.ts';
import type { GroupWriter } from './write-group.ts';

interface Work {
  readonly entry: Entry;
  done(): void;
  failed(error: Error): void;
}

export interface GroupEvents {
  /** A group is on the disk; told before those who wait for it. */
  committed(group: readonly Entry[]): void;
  /** A group was not written; what was queued behind it fails with it, for later entries may rest on earlier ones. */
  failed(): void;
}

/**
 * One transaction, and so one sync, for all the entries that arrive in a tick of the event loop or while the group before is
 * on its way to the disk. A sync that fails leaves unknown what the disk holds: nothing more is written until a new start.
 */
export class GroupCommit {
  readonly #writer: GroupWriter;
  readonly #on: GroupEvents;
  #queue: Work[] = [];
  #running: Promise<void> | undefined;
  #broken: Error | undefined;

  constructor(writer: GroupWriter, on: GroupEvents) {
    this.#writer = writer;
    this.#on = on;
  }

  /** Resolves when the entry is on the disk. */
  add(entry: Entry): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((done, failed) => {
      this.#queue.push({ entry, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    await setImmediate();
    while (this.#queue.length > 0) {
      const group = this.#queue;
      this.#queue = [];
      await this.#commit(group);
    }
    this.#running = undefined;
  }

  async #commit(group: readonly Work[]): Promise<void> {
    const entries = group.map(({ entry }) => entry);
    try {
      this.#writer.write(entries);
    } catch (error) {
      return this.#fail(group, error as Error);
    }
    try {
      if (group.length === 1) this.#writer.syncNow();
      else await this.#writer.sync();
    } catch (error) {
      this.#broken = error as Error;
      return this.#fail(group, this.#broken);
    }
    this.#on.committed(entries);
    for (const { done } of group) done();
  }

  #fail(group: readonly Work[], error: Error): void {
    const behind = this.#queue;
    this.#queue = [];
    this.#on.failed();
    for (const { failed } of [...group, ...behind]) failed(error);
  }
}
