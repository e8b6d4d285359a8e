import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '#kernel';
import { CommandReused, WrongExpectedRevision, type AppendRequest, type Appended, type CommandMark, type ExpectedRevision } from '../port.ts';
import { encode, expectedNumber } from './encoding.ts';
import type { StreamNames } from './names.ts';
import { newAttempt, type Streams, type WriteAtRevision } from './streams.ts';

/** What a command is about to append, written to a stream of its own before. */
interface Claim extends WriteAtRevision {
  readonly fingerprint: string;
  readonly command: string;
}

const claimed = 'CommandClaimed';
const withdrawn = 'CommandWithdrawn';

/**
 * Commands carried out once, whoever repeats them and wherever they then would append (ADR 7). An append goes to one stream
 * alone; so the whole of it is first claimed in `command-<id>`, at an exact revision of its stream, and then done. Whoever
 * finds a claim does what it says: the events are there, or go there now, or never will, since the stream has gone on.
 */
export class Commands {
  readonly #streams: Streams;
  readonly #names: StreamNames;

  constructor(streams: Streams, names: StreamNames) {
    this.#streams = streams;
    this.#names = names;
  }

  /** @throws WrongExpectedRevision | CommandReused */
  async carryOut(request: AppendRequest, mark: CommandMark): Promise<Appended> {
    const attempt = newAttempt();
    for (let latest: ExpectedRevision = 'none'; ; ) {
      const claim: Claim = { ...(await this.#place(request)), attempt, command: mark.id, fingerprint: mark.fingerprint };
      const taken = await this.#take(claim, latest);
      if (taken.done) return { events: taken.done, repeated: true };
      try {
        return await this.#streams.record(claim);
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        latest = await this.#drop(claim, taken.revision, error.actual);
        if (request.expected !== 'any') throw error;
      }
    }
  }

  /** @throws CommandReused */
  async find(mark: CommandMark): Promise<readonly RecordedEvent[] | undefined> {
    const { claim } = await this.#latest(mark.id);
    const done = claim && (await this.#settle(claim));
    if (done && claim.fingerprint !== mark.fingerprint) throw new CommandReused();
    return done;
  }

  async #place({ stream, expected, events }: AppendRequest): Promise<Pick<WriteAtRevision, 'stream' | 'expected' | 'events'>> {
    if (expected !== 'any') return { stream, expected, events };
    const [last] = await this.#streams.read(this.#names.of(stream), { backwards: true, limit: 1 });
    return { stream, expected: last ? Number(last.revision) : 'none', events };
  }

  /** Claims the command, once what was claimed before is settled: it either was carried out then, or never will be. */
  async #take(claim: Claim, latest: ExpectedRevision): Promise<{ readonly revision: number; readonly done?: readonly RecordedEvent[] }> {
    const name = this.#names.ofCommand(claim.command);
    for (let expected = latest; ; ) {
      try {
        return { revision: await this.#streams.append(name, claim.stream, expected, [encode(randomUUID(), claimed, claim, {})]) };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
      const before = await this.#latest(claim.command);
      const done = before.claim && (await this.#settle(before.claim));
      if (done && before.claim.fingerprint !== claim.fingerprint) throw new CommandReused();
      if (done) return { revision: before.revision, done };
      expected = before.revision;
    }
  }

  /** The events of a claim, which is carried out now if it was not before; `undefined` where it can't be any more. */
  async #settle(claim: Claim): Promise<readonly RecordedEvent[] | undefined> {
    try {
      return (await this.#streams.record(claim)).events;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return undefined;
      throw error;
    }
  }

  /** A claim at a revision that the stream has not reached could come true later, in a state that nobody decided on. */
  async #drop(claim: Claim, revision: number, actual: number): Promise<number> {
    if (actual >= expectedNumber(claim.expected)) return revision;
    return this.#streams.append(this.#names.ofCommand(claim.command), claim.stream, revision, [encode(randomUUID(), withdrawn, {}, {})]);
  }

  async #latest(id: string): Promise<{ readonly revision: number; readonly claim?: Claim }> {
    const [last] = await this.#streams.read(this.#names.ofCommand(id), { backwards: true, limit: 1 });
    if (!last) return { revision: -1 };
    const revision = Number(last.revision);
    return last.type === claimed ? { revision, claim: last.data as Claim } : { revision };
  }
}
