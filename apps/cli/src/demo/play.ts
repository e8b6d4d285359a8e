import { setTimeout as delay } from 'node:timers/promises';
import { Refused, type Connection, type Post } from '../connect.ts';
import type { Act, Known } from './story.ts';

export interface PlayOptions {
  readonly perSecond: number;
  /** Stops between two acts; what is under way is finished. */
  readonly signal: AbortSignal;
  /** Names this simulation in the commands' keys: played again under the same name, it does nothing twice. */
  readonly name: string;
  readonly onAct?: (done: number) => void;
}

export interface Outcome {
  /** Acts done, by verb. */
  readonly done: ReadonlyMap<string, number>;
  /** Acts that the platform had on record from an earlier play of the same name. */
  readonly repeated: number;
  /** Acts that were refused, by the refusal's code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Acts that had no ground any more, since one before was refused. */
  readonly dropped: number;
  /** Desks that were opened and not closed again. */
  readonly open: readonly string[];
}

/** So many acts may wait for an answer; then the clock of the simulation waits too. */
const most = 64;

/** Plays acts at a rate, in their order; those of one centre one after the other. Throws where the platform does not answer. */
export async function play(acts: Iterable<Act>, platform: Connection, options: PlayOptions): Promise<Outcome> {
  return new Play(platform, options).run(acts);
}

class Play {
  readonly #platform: Connection;
  readonly #options: PlayOptions;
  readonly #connections = new Map<string, Promise<Connection>>();
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #known = new Map<string, Known | 'refused'>();
  readonly #open = new Set<string>();
  readonly #done = new Map<string, number>();
  readonly #refused = new Map<string, number>();
  #count = 0;
  #repeated = 0;
  #dropped = 0;
  #waiting = 0;
  #failure: Error | undefined;

  constructor(platform: Connection, options: PlayOptions) {
    this.#platform = platform;
    this.#options = options;
  }

  async run(acts: Iterable<Act>): Promise<Outcome> {
    const { perSecond, signal } = this.#options;
    let next = performance.now();
    for (const act of acts) {
      next = Math.max(next + 1_000 / perSecond, performance.now() - 1_000);
      await this.#until(next);
      if (signal.aborted || this.#failure) break;
      this.#enqueue(act);
    }
    await Promise.all(this.#lanes.values());
    if (this.#failure) throw this.#failure;
    return { done: this.#done, repeated: this.#repeated, refused: this.#refused, dropped: this.#dropped, open: [...this.#open] };
  }

  async #until(moment: number): Promise<void> {
    const { signal } = this.#options;
    const wait = moment - performance.now();
    if (wait > 1) await delay(wait, undefined, { signal }).catch(() => undefined);
    while (this.#waiting >= most && !signal.aborted) await Promise.race(this.#lanes.values());
  }

  #enqueue(act: Act): void {
    this.#waiting++;
    const before = this.#lanes.get(act.centre) ?? Promise.resolve();
    const after: Promise<void> = before
      .then(() => this.#perform(act))
      .catch((error: unknown) => void (this.#failure ??= error as Error))
      .finally(() => {
        this.#waiting--;
        if (this.#lanes.get(act.centre) === after) this.#lanes.delete(act.centre);
      });
    this.#lanes.set(act.centre, after);
  }

  async #perform({ key, story, by, verb, path, body, centre }: Act): Promise<void> {
    if (this.#options.signal.aborted || this.#failure) return;
    const known = this.#known.get(story) ?? {};
    if (known === 'refused') return void this.#dropped++;
    try {
      const connection = await this.#as(by);
      const answer = await connection.call<{ id: string; repeated?: boolean; visit?: string }>('POST', path(known), body(known), `${this.#options.name}.${key}`);
      this.#known.set(story, { ...known, ...(verb === 'receive' && { document: answer.id }), ...(answer.visit && { visit: answer.visit }) });
      if (answer.repeated) this.#repeated++;
      this.#note(verb, centre);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      this.#known.set(story, 'refused');
      add(this.#refused, error.problem.code);
    }
  }

  #note(verb: string, centre: string): void {
    add(this.#done, verb);
    if (verb === 'open') this.#open.add(centre);
    if (verb === 'close') this.#open.delete(centre);
    this.#options.onAct?.(++this.#count);
  }

  #as(post: Post): Promise<Connection> {
    const known = this.#connections.get(post.id) ?? this.#platform.as(post);
    this.#connections.set(post.id, known);
    return known;
  }
}

const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
