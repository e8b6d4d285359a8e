import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { DomainError, type Actor, type RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import type { PreparedCommand } from './endpoint.ts';
import type { Services } from './services.ts';

/** What an event does to a timer. */
export type TimerChange = { readonly key: string; readonly dueAt: string } | { readonly key: string; readonly cleared: true };

/**
 * A deadline in the log: the event that sets it carries its instant. When the instant passes, a command is issued; the
 * decider guards it, so it takes effect once however often it is issued, and a replay issues nothing.
 */
export interface Timer {
  readonly name: string;
  changes(event: RecordedEvent): readonly TimerChange[];
  fire(key: string, dueAt: string, now: Date): Pick<PreparedCommand, 'run'>;
}

interface Pending {
  readonly name: string;
  readonly key: string;
  readonly dueAt: string;
}

/** All pending deadlines of a service, as a view like any other. */
export function timersView(timers: readonly Timer[]): View<Pending> {
  const changesOf = (event: RecordedEvent) =>
    timers.flatMap((timer) => timer.changes(event).map((change) => ({ id: `${timer.name}|${change.key}`, name: timer.name, change })));
  return {
    name: 'timers',
    version: 1,
    indexes: [{ fields: ['dueAt'] }],
    keysOf: (event) => [...new Set(changesOf(event).map(({ id }) => id))],
    fold(before, event, id) {
      let after = before;
      for (const { id: changed, name, change } of changesOf(event)) {
        if (changed === id) after = 'dueAt' in change ? { name, key: change.key, dueAt: change.dueAt } : undefined;
      }
      return after;
    },
  };
}

const clockActor: Actor = { kind: 'system', id: 'timers', role: 'system' };
const longestSleepMs = 30_000;

/** Issues the commands of the deadlines that have passed, in order of their instants. */
export class TimerService {
  readonly #timers: ReadonlyMap<string, Timer>;
  readonly #view: View<Pending>;
  readonly #services: Services;
  readonly #log: Logger;
  /** Issued already, and not yet gone from the view. */
  readonly #issued = new Set<string>();
  #alarm: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #unsubscribe: () => void = () => undefined;

  constructor(timers: readonly Timer[], view: View<Pending>, services: Services, log: Logger) {
    this.#timers = new Map(timers.map((timer) => [timer.name, timer]));
    this.#view = view;
    this.#services = services;
    this.#log = log;
  }

  start(): void {
    this.#unsubscribe = this.#services.views.onApplied(({ events }) => {
      if (events.some((event) => this.#view.keysOf(event).length > 0)) this.#wakeIn(0);
    });
    this.#wakeIn(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#alarm);
    await this.#running;
  }

  /** Fires what is due now; resolves when nothing more is. Tests with a virtual clock call it after moving the clock. */
  async tick(): Promise<void> {
    for (let page = await this.#due(); page.length > 0; page = await this.#due()) {
      for (const pending of page) await this.#fire(pending);
    }
  }

  async #due(): Promise<readonly Pending[]> {
    const { documents } = await this.#services.views.find(this.#view, { where: { dueAt: { lte: this.#over() } }, orderBy: 'dueAt', limit: 200 });
    return documents.filter((pending) => !this.#issued.has(idOf(pending)));
  }

  /** Deadlines up to here are over: the whole of a deadline's last second is still in time. */
  #over(): string {
    return new Date(this.#services.clock().getTime() - 1_000).toISOString();
  }

  async #fire(pending: Pending): Promise<void> {
    const { name, key, dueAt } = pending;
    const { executor, clock } = this.#services;
    const id = idOf(pending);
    this.#issued.add(id);
    const context = { actor: clockActor, correlationId: id, mark: { id: hash('sha256', id), fingerprint: id } };
    try {
      await this.#timers.get(name)!.fire(key, dueAt, clock()).run((aggregate, aggregateId, command) => executor.execute(aggregate, aggregateId, command, context));
    } catch (error) {
      if (!(error instanceof DomainError)) this.#issued.delete(id);
      this.#log.error({ err: error, timer: name, dueAt }, 'timer failed');
      if (!(error instanceof DomainError)) throw error;
    }
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#alarm);
    if (this.#stopped) return;
    this.#alarm = setTimeout(() => void this.#wake(), ms).unref();
  }

  async #wake(): Promise<void> {
    this.#running ??= this.tick()
      .catch((error: unknown) => this.#log.error({ err: error }, 'timers stopped for now'))
      .finally(() => (this.#running = undefined));
    await this.#running;
    this.#wakeIn(await this.#untilNext());
  }

  async #untilNext(): Promise<number> {
    const over = this.#over();
    const { documents } = await this.#services.views.find(this.#view, { where: { dueAt: { gt: over } }, orderBy: 'dueAt', limit: 1 });
    const next = documents[0] ? Date.parse(documents[0].dueAt) - Date.parse(over) : longestSleepMs;
    return Math.max(1, Math.min(next, longestSleepMs));
  }
}

const idOf = ({ name, key, dueAt }: Pending): string => `${name}|${key}|${dueAt}`;
