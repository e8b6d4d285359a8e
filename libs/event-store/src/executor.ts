import { hash, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  DomainError,
  refuse,
  streamOf,
  systemClock,
  type Actor,
  type Aggregate,
  type Clock,
  type Command,
  type DomainEvent,
  type NewEvent,
  type RecordedEvent,
} from '#kernel';
import { CommandReused, WrongExpectedRevision, type CommandMark, type EventStore } from './port.ts';

/** What surrounds a command: who, since when, in answer to what. */
export interface CommandContext {
  readonly actor: Actor;
  readonly correlationId: string;
  /** Id of the request or event that caused the command; the correlation id unless told. */
  readonly causationId?: string;
  /** When the fact is claimed to have happened, ISO 8601; now unless told (imports tell). */
  readonly occurredAt?: string;
  readonly traceparent?: string;
  /** Nobody may follow it: no span is made, and its events carry no trace. */
  readonly untraced?: true;
  /** Idempotency: the same mark is answered as the first time. */
  readonly mark?: CommandMark;
  /** Number of events the caller has seen of the aggregate (`If-Match`); another number is refused as stale. */
  readonly version?: number;
}

export interface Outcome<S, E extends DomainEvent> {
  readonly id: string;
  /** What was recorded, now or by the first call with the same mark; empty when nothing changed. */
  readonly events: readonly RecordedEvent<E['type'], E['data']>[];
  readonly repeated: boolean;
  /** The aggregate after the command. On a repeat, as it is now. */
  readonly state: S;
  /** Number of events folded. */
  readonly version: number;
}

interface Loaded<S> {
  readonly state: S;
  /** Last revision of the own stream, -1 when it does not exist. */
  readonly revision: number;
  readonly version: number;
  /** While the events it rests on are on their way to the disk: whether they arrive, and were not recorded long before. */
  readonly holds?: Promise<boolean>;
}

/** The state that a command was decided on never came true. */
class Unfounded extends Error {}

const maxAttempts = 12;

/** Load, decide, append, and again on a conflict: the one place where a command becomes history. */
export class Executor {
  readonly #store: EventStore;
  readonly #clock: Clock;
  readonly #cache = new LRUCache<string, Loaded<unknown>>({ max: 20_000 });
  readonly #filling = new Map<string, Promise<Loaded<unknown>>>();
  /** By mark, the commands under way: whoever sends one again meanwhile waits for its outcome. */
  readonly #underWay = new Map<string, { readonly fingerprint: string; readonly outcome: Promise<unknown> }>();
  /** Conflicts that were retried since the start. */
  retries = 0;

  constructor(store: EventStore, clock: Clock = systemClock) {
    this.#store = store;
    this.#clock = clock;
  }

  async execute<S, C extends Command, E extends DomainEvent>(
    aggregate: Aggregate<S, C, E>,
    id: string,
    command: C,
    context: CommandContext,
  ): Promise<Outcome<S, E>> {
    const { mark } = context;
    if (!mark) return this.#carryOut(aggregate, id, command, context);
    const first = this.#underWay.get(mark.id);
    if (first) {
      if (first.fingerprint !== mark.fingerprint) throw keyReused();
      const outcome = (await first.outcome.catch(() => undefined)) as Outcome<S, E> | undefined;
      return outcome ? { ...outcome, repeated: outcome.events.length > 0 } : this.execute(aggregate, id, command, context);
    }
    const outcome = this.#carryOut(aggregate, id, command, context);
    this.#underWay.set(mark.id, { fingerprint: mark.fingerprint, outcome });
    try {
      return await outcome;
    } finally {
      this.#underWay.delete(mark.id);
    }
  }

  async #carryOut<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C, context: CommandContext): Promise<Outcome<S, E>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(aggregate, id, command, context);
      } catch (error) {
        if (error instanceof CommandReused) throw keyReused();
        if (!(error instanceof WrongExpectedRevision || error instanceof Unfounded)) throw error;
        if (attempt === maxAttempts) throw tooBusy();
        this.retries++;
        this.#cache.delete(streamOf(aggregate, id));
      }
    }
  }

  /** The aggregate as it is now, on the disk. */
  async load<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string): Promise<Loaded<S>> {
    const loaded = this.#cached(aggregate, id) ?? (await this.#fill(aggregate, id));
    this.#forgetUnfounded(aggregate, id, loaded);
    const holds = (await loaded.holds) ?? true;
    return holds ? loaded : this.load(aggregate, id);
  }

  async #attempt<S, C extends Command, E extends DomainEvent>(
    aggregate: Aggregate<S, C, E>,
    id: string,
    command: C,
    context: CommandContext,
  ): Promise<Outcome<S, E>> {
    const stream = streamOf(aggregate, id);
    if (!this.#cache.has(stream)) await this.#fill(aggregate, id);
    // From here to the append nothing is awaited: whoever waits for the same stream goes on from this command's outcome.
    const loaded = this.#cached(aggregate, id);
    if (!loaded) return this.#attempt(aggregate, id, command, context);
    this.#forgetUnfounded(aggregate, id, loaded);
    const decided = decideOn(aggregate, loaded, command, context);
    if (decided.facts.length === 0) return this.#unlessDone(id, loaded, decided.refusal, context.mark);
    const events = decided.facts.map((fact, i) => this.#stamp(aggregate, id, fact, i, context));
    const expected = loaded.revision < 0 ? 'none' : loaded.revision;
    const appending = this.#store.append({ stream, expected, events, ...(context.mark && { command: context.mark }) });
    // Later commands decide on this state at once; should the append fail, theirs fail with it. What they decide without an
    // append (a refusal, nothing to change) waits until the state holds.
    const holds = appending.then(({ repeated }) => !repeated, () => false);
    const after = { ...foldOn(aggregate, loaded, decided.facts), holds };
    this.#cache.set(stream, after);
    try {
      const appended = await appending;
      if (appended.repeated) this.#cache.delete(stream);
      return { id, events: appended.events as Outcome<S, E>['events'], repeated: appended.repeated, ...pick(appended.repeated ? loaded : after) };
    } catch (error) {
      this.#cache.delete(stream);
      throw error;
    }
  }

  /** A command that adds nothing may only be one that was carried out before; then it is answered as the first time. */
  async #unlessDone<S, E extends DomainEvent>(
    id: string,
    loaded: Loaded<S>,
    refusal: DomainError | undefined,
    mark: CommandMark | undefined,
  ): Promise<Outcome<S, E>> {
    if (loaded.holds && !(await loaded.holds)) throw new Unfounded();
    const before = mark && (await this.#store.findCommand(mark));
    if (refusal && !before) throw refusal;
    return { id, events: (before ?? []) as Outcome<S, E>['events'], repeated: before !== undefined, ...pick(loaded) };
  }

  /** Another stream may found the aggregate at any moment, unseen here: that it is unknown is never remembered. */
  #forgetUnfounded<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, { version }: Loaded<S>): void {
    if (aggregate.origin && version === 0) this.#cache.delete(streamOf(aggregate, id));
  }

  #cached<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string): Loaded<S> | undefined {
    return this.#cache.get(streamOf(aggregate, id)) as Loaded<S> | undefined;
  }

  /** Reads the aggregate into the cache, once for all who wait for it, unless a newer state is there meanwhile. */
  #fill<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string): Promise<Loaded<S>> {
    const stream = streamOf(aggregate, id);
    const filling = this.#filling.get(stream) as Promise<Loaded<S>> | undefined;
    if (filling) return filling;
    const reading = this.#read(aggregate, id)
      .then((read) => {
        const meanwhile = this.#cached(aggregate, id);
        if (meanwhile && meanwhile.revision >= read.revision) return meanwhile;
        this.#cache.set(stream, read);
        return read;
      })
      .finally(() => this.#filling.delete(stream));
    this.#filling.set(stream, reading);
    return reading;
  }

  async #read<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string): Promise<Loaded<S>> {
    const stream = streamOf(aggregate, id);
    if (aggregate.reads === 'last') {
      const [last] = await this.#store.readStream(stream, { backwards: true, limit: 1 });
      const state = last ? aggregate.evolve(aggregate.initialState, own(aggregate, last)) : aggregate.initialState;
      return { state, revision: last?.revision ?? -1, version: (last?.revision ?? -1) + 1 };
    }
    const origin = aggregate.origin?.(id);
    const founding = origin ? await this.#store.readStream(origin.stream, { from: origin.revision, limit: 1 }) : [];
    const events = await this.#store.readStream(stream);
    const all = [...founding, ...events].map((event) => own(aggregate, event));
    const empty: Loaded<S> = { state: aggregate.initialState, revision: -1 - founding.length, version: 0 };
    return foldOn(aggregate, empty, all);
  }

  #stamp<S, C extends Command, E extends DomainEvent>(
    aggregate: Aggregate<S, C, E>,
    id: string,
    fact: E,
    index: number,
    context: CommandContext,
  ): NewEvent {
    const { version, provision } = aggregate.events[fact.type as E['type']];
    return {
      id: context.mark ? eventIdOf(context.mark, index) : randomUUID(),
      type: fact.type,
      data: fact.data,
      meta: {
        schemaVersion: version,
        occurredAt: context.occurredAt ?? this.#clock().toISOString(),
        actor: context.actor,
        provision,
        correlationId: context.correlationId,
        causationId: context.causationId ?? context.correlationId,
        ...aggregate.placeOf?.(id),
        ...(context.traceparent && { traceparent: context.traceparent }),
      },
    };
  }
}

function decideOn<S, C extends Command, E extends DomainEvent>(
  aggregate: Aggregate<S, C, E>,
  { state, version }: Loaded<S>,
  command: C,
  { version: seen }: CommandContext,
): { readonly facts: readonly E[]; readonly refusal?: DomainError } {
  if (seen !== undefined && seen !== version) return { facts: [], refusal: stale(version) };
  try {
    return { facts: aggregate.decide(command, state) };
  } catch (error) {
    if (error instanceof DomainError) return { facts: [], refusal: error };
    throw error;
  }
}

/** The same command always gives the same event ids: a UUID of version 8 (RFC 9562) from the digest of its mark. */
function eventIdOf({ id }: CommandMark, index: number): string {
  const digest = hash('sha256', `${id}:${index}`);
  const variant = (0x8 | (Number.parseInt(digest[16]!, 16) & 0x3)).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

const pick = <S>({ state, version }: Loaded<S>): { state: S; version: number } => ({ state, version });

function foldOn<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, from: Loaded<S>, facts: readonly E[]): Loaded<S> {
  const state = facts.reduce((before, fact) => aggregate.evolve(before, fact), from.state);
  return { state, revision: from.revision + facts.length, version: from.version + facts.length };
}

/** An aggregate's stream holds events of its own alone; anything else is damage, not something to skip. */
function own<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, event: RecordedEvent): E {
  if (!(event.type in aggregate.events)) throw new Error(`unknown event ${event.type} in stream ${event.stream} at revision ${event.revision}`);
  return event as DomainEvent as E;
}

const keyReused = () =>
  refuse('conflict', 'idempotency-key-reused', 'Esta clave de idempotencia ya se usó con otro contenido; use una clave nueva para un pedido distinto.', {
    field: 'Idempotency-Key',
  });

const tooBusy = () => refuse('conflict', 'too-many-conflicts', 'Otras personas están cambiando lo mismo en este momento; vuelva a intentarlo.');

const stale = (version: number) =>
  refuse('stale', 'stale-revision', `Alguien lo cambió mientras usted lo veía (va en la versión ${version}); vuelva a cargarlo y decida de nuevo.`, {
    field: 'If-Match',
  });
