import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
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
  /** Types of the events that may set or clear it. */
  readonly events: readonly string[];
  changes(event: RecordedEvent): readonly TimerChange[];
  /** The views have seen the event that set it. */
  fire(key: string, dueAt: string, now: Date, services: Services): Pick<PreparedCommand, 'run'>;
}

interface Pending {
  readonly name: string;
  readonly key: string;
  /** As the event said it: the decider compares it with its own. */
  readonly dueAt: string;
  /** Its whole second, in the one form whose texts compare as instants do: events give it with or without milliseconds. */
  readonly at: string;
  /** Of the event that set it. */
  readonly position: number;
}

interface Changed {
  /** The document's id: a timer has one deadline a key at most. */
  readonly slot: string;
  readonly name: string;
  readonly change: TimerChange;
}

/** What an event does to all timers. A view asks twice of each event, for its keys and for its fold: it is worked out once. */
function changesWith(timers: readonly Timer[]): (event: RecordedEvent) => readonly Changed[] {
  const byType = new Map<string, Timer[]>();
  for (const timer of timers) for (const type of timer.events) byType.set(type, [...(byType.get(type) ?? []), timer]);
  let last: { readonly event: RecordedEvent; readonly changes: readonly Changed[] } | undefined;
  return (event) => {
    if (last?.event !== event) {
      const changes: Changed[] = [];
      for (const { name, changes: of } of byType.get(event.type) ?? []) for (const change of of(event)) changes.push({ slot: `${name}|${change.key}`, name, change });
      last = { event, changes };
    }
    return last.changes;
  };
}

/** All pending deadlines of a service, as a view like any other. A timer that is new, or heeds other events, finds its deadlines in the past too. */
export function timersView(timers: readonly Timer[]): View<Pending> {
  const changesOf = changesWith(timers);
  const known = timers.map(({ name, events }) => [name, ...events].join(' ')).sort();
  return {
    name: 'timers',
    version: crc32(Buffer.from(['shape 3', ...known].join('|'))),
    indexes: [{ fields: ['at'] }],
    events: [...new Set(timers.flatMap(({ events }) => events))],
    keysOf: (event) => [...new Set(changesOf(event).map(({ slot }) => slot))],
    fold(before, event, id) {
      const last = changesOf(event).findLast(({ slot }) => slot === id);
      if (!last) return before;
      const { name, change } = last;
      if (!('dueAt' in change)) return undefined;
      const { key, dueAt } = change;
      return { name, key, dueAt, at: wholeSecond(dueAt), position: event.position };
    },
  };
}

/** The second's beginning, in the one form whose texts compare as instants do. */
const wholeSecond = (instant: string): string => (instant.endsWith('Z') && instant.length >= 20 ? `${instant.slice(0, 19)}.000Z` : new Date(secondOf(Date.parse(instant))).toISOString());

/** The whole second of an instant in milliseconds. */
const secondOf = (ms: number): number => Math.floor(ms / 1_000) * 1_000;

const clockActor: Actor = { kind: 'system', id: 'timers', role: 'system' };
const longestSleepMs = 30_000;
const retryMs = 10_000;
const pageSize = 200;

/** Issues the commands of the deadlines that have passed, in order of their instants. */
export class TimerService {
  readonly #timers: ReadonlyMap<string, Timer>;
  /** Of the events that may set or clear a deadline. */
  readonly #types: ReadonlySet<string>;
  readonly #view: View<Pending>;
  readonly #services: Services;
  readonly #log: Pick<Logger, 'error'>;
  /** Deadlines whose command was issued and which the view still has. */
  readonly #issued = new Set<string>();
  /** Deadlines whose command failed, and when it may be issued again (milliseconds of the clock). */
  readonly #retries = new Map<string, number>();
  #alarm: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #ticking: Promise<void> = Promise.resolve();
  /** Something came due while the deadlines were being looked through. */
  #again = false;
  #stopped = false;
  #unsubscribe: () => void = () => undefined;

  constructor(timers: readonly Timer[], view: View<Pending>, services: Services, log: Pick<Logger, 'error'>) {
    this.#timers = new Map(timers.map((timer) => [timer.name, timer]));
    this.#types = new Set(timers.flatMap(({ events }) => events));
    this.#view = view;
    this.#services = services;
    this.#log = log;
  }

  start(): void {
    this.#unsubscribe = this.#services.views.onApplied(({ types }) => this.#heed(types));
    this.#wakeIn(0);
  }

  /** Lets the command under way finish, and issues no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#alarm);
    await this.#running;
  }

  /** Fires what is due now; resolves when nothing more is. Tests with a virtual clock call it after moving the clock. */
  tick(): Promise<void> {
    // One after the other, so that whoever waits for a tick has waited for every command that was due.
    const tick = this.#ticking.then(async () => {
      while (!this.#stopped && (await this.#sweep()) > 0);
    });
    this.#ticking = tick.catch(() => undefined);
    return tick;
  }

  /** Events of these types were applied: perhaps something is due at once. */
  #heed(types: readonly string[]): void {
    if (!types.some((type) => this.#types.has(type))) return;
    if (this.#running) this.#again = true;
    else this.#wakeIn(0);
  }

  /** One look at all that is due, oldest first; says how many commands it issued. What is no longer due is forgotten. */
  async #sweep(): Promise<number> {
    const over = this.#over();
    const due = new Set<string>();
    let issued = 0;
    let cursor: string | undefined;
    do {
      const page = await this.#services.views.find(this.#view, { where: { at: { lte: over } }, orderBy: 'at', limit: pageSize, ...(cursor && { cursor }) });
      for (const pending of page.documents) {
        if (this.#stopped) return issued;
        due.add(idOf(pending));
        // A store without transactions shows a deadline before the other views of its batch: whoever fires looks at those.
        if (pending.position > this.#services.views.position() || !this.#isWaiting(pending)) continue;
        await this.#fire(pending);
        issued++;
      }
      cursor = page.next;
    } while (cursor);
    for (const known of [this.#issued, this.#retries]) for (const id of known.keys()) if (!due.has(id)) known.delete(id);
    return issued;
  }

  #isWaiting(pending: Pending): boolean {
    const id = idOf(pending);
    return !this.#issued.has(id) && (this.#retries.get(id) ?? 0) <= this.#services.clock().getTime();
  }

  /** Deadlines up to here are over: the whole of a deadline's last second is still in time. */
  #over(): string {
    return new Date(this.#services.clock().getTime() - 1_000).toISOString();
  }

  /** A command that fails is tried again later and stops no other; one that the domain refuses has been answered. */
  async #fire(pending: Pending): Promise<void> {
    const { executor, clock } = this.#services;
    const { name, key, dueAt } = pending;
    const id = idOf(pending);
    const context = { actor: clockActor, correlationId: id, mark: { id: hash('sha256', id), fingerprint: id } };
    this.#issued.add(id);
    try {
      await this.#timers.get(name)?.fire(key, dueAt, clock(), this.#services).run((aggregate, aggregateId, command) => executor.execute(aggregate, aggregateId, command, context));
    } catch (error) {
      this.#log.error({ err: error, timer: name, dueAt }, 'timer failed');
      if (!mayPass(error)) return;
      this.#issued.delete(id);
      this.#retries.set(id, clock().getTime() + retryMs);
    }
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#alarm);
    if (this.#stopped) return;
    this.#alarm = setTimeout(() => (this.#running ??= this.#run()), ms).unref();
  }

  async #run(): Promise<void> {
    let sleep = retryMs;
    try {
      do {
        this.#again = false;
        await this.tick();
      } while (this.#again && !this.#stopped);
      sleep = this.#stopped ? 0 : await this.#untilNext();
    } catch (error) {
      this.#log.error({ err: error }, 'timers stopped for now');
    }
    this.#running = undefined;
    this.#wakeIn(this.#again ? 0 : sleep);
  }

  async #untilNext(): Promise<number> {
    const over = this.#over();
    const { documents } = await this.#services.views.find(this.#view, { where: { at: { gt: over } }, orderBy: 'at', limit: 1 });
    const next = documents[0] ? Date.parse(documents[0].at) - Date.parse(over) : longestSleepMs;
    const retry = Math.min(...this.#retries.values()) - this.#services.clock().getTime();
    return Math.max(1, Math.min(next, retry, longestSleepMs));
  }
}

const idOf = ({ name, key, dueAt }: Pending): string => `${name}|${key}|${dueAt}`;

/** Whether the same command may succeed later: anything but a refusal of the domain, and refusals for being busy. */
function mayPass(error: unknown): boolean {
  return !(error instanceof DomainError) || error.problem.refusal === 'unavailable' || error.code === 'too-many-conflicts';
}
