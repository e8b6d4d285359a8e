import { performance } from 'node:perf_hooks';
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

/** Share of a sync's time in which the event loop had work, under which it counts as idle. */
const idle = 0.5;
const groupsAtOnce = 32;

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
  /** Groups to come that are synced at once. */
  #atOnce = 0;

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
      await this.#sync();
    } catch (error) {
      this.#broken = error as Error;
      return this.#fail(group, this.#broken);
    }
    this.#on.committed(entries);
    for (const { done } of group) done();
  }

  /**
   * Beside whatever else the process has to do; or at once, where the last sync beside it found nothing else to do: then the
   * way through a thread only makes everybody wait longer.
   */
  async #sync(): Promise<void> {
    if (this.#atOnce > 0) {
      this.#atOnce--;
      return this.#writer.syncNow();
    }
    const before = performance.eventLoopUtilization();
    await this.#writer.sync();
    if (performance.eventLoopUtilization(before).utilization < idle) this.#atOnce = groupsAtOnce;
  }

  #fail(group: readonly Work[], error: Error): void {
    const behind = this.#queue;
    this.#queue = [];
    this.#on.failed();
    for (const { failed } of [...group, ...behind]) failed(error);
  }
}
