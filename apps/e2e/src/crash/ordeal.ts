import { rm } from 'node:fs/promises';
import type { Session } from '#contracts';
import { Person, signIn } from '../client.ts';
import { ServerProcess } from '../server.ts';
import { emptyFolder } from '../world.ts';
import { audit, type Findings } from './audit.ts';
import { randomFrom, type Random } from './random.ts';
import { Visitor, type Platform } from './visitor.ts';

const desks = ['LIM', 'ARE', 'CUS', 'PIU'];
const clients = 16;
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

const problemsOf = (error: unknown): string[] => [(error as Error).message];

export interface OrdealOptions {
  readonly seed: number;
  readonly rounds: number;
  /** Script of a server other than the built one: a mutant. */
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly findings: Findings;
  readonly kills: Readonly<Record<Moment, number>>;
  readonly answers: number;
  /** Requests that a kill left without an answer. */
  readonly cut: number;
}

const moments = ['under load', 'under load', 'under load', 'at a start', 'in a rebuild'] as const;
type Moment = (typeof moments)[number];

/** One folder's life: a server under load that is killed again and again, restarted, and held to what it answered. */
export class Ordeal {
  readonly #folder: string;
  readonly #random: Random;
  readonly #options: OrdealOptions;
  readonly #visitors: readonly Visitor[];
  readonly #tokens = new Map<string, Promise<Session>>();
  readonly #kills: Record<Moment, number> = { 'under load': 0, 'at a start': 0, 'in a rebuild': 0 };
  #server: ServerProcess | undefined;
  #url = '';
  #cut = 0;

  private constructor(folder: string, options: OrdealOptions) {
    this.#folder = folder;
    this.#options = options;
    this.#random = randomFrom(options.seed);
    this.#visitors = Array.from({ length: clients }, (_, i) => new Visitor(`v${i}`, desks[i % desks.length]!, randomFrom(options.seed + i + 1)));
  }

  /** Stops at the first round that finds something. */
  static async run(options: OrdealOptions): Promise<Outcome> {
    const ordeal = new Ordeal(await emptyFolder(), options);
    try {
      return await ordeal.#run();
    } finally {
      await ordeal.#server?.kill();
      await rm(ordeal.#folder, { recursive: true, force: true });
    }
  }

  async #run(): Promise<Outcome> {
    let findings: Findings = [];
    for (let round = 0; round < this.#options.rounds && findings.length === 0; round++) {
      const moment = this.#random.pick(moments);
      findings = await this.#round(moment);
      this.#kills[moment]++;
    }
    if (findings.length === 0) findings = await this.#lastStop();
    const answers = this.#visitors.reduce((total, { promised }) => total + promised.length, 0);
    return { findings, kills: this.#kills, answers, cut: this.#cut };
  }

  async #round(moment: Moment): Promise<Findings> {
    try {
      await this.#crash(moment);
      await this.#start();
      const refused = await Promise.all(this.#visitors.map((visitor) => visitor.insist(this.#platform).then(() => [], problemsOf)));
      return [...refused.flat(), ...(await audit(this.#folder, this.#platform, this.#visitors, this.#random))];
    } catch (error) {
      return [`${moment}: ${problemsOf(error).join()}\n${this.#server?.output ?? ''}`];
    }
  }

  async #crash(moment: Moment): Promise<void> {
    if (moment === 'at a start') {
      await this.#server?.kill();
      this.#server = new ServerProcess(this.#folder, this.#options.env, this.#options.script);
      await pause(this.#random.between(50, 1_500));
      await this.#server.kill();
    } else {
      if (!this.#server) await this.#start();
      await this.#killAtWork(moment === 'in a rebuild');
    }
    this.#server = undefined;
  }

  async #killAtWork(rebuilding: boolean): Promise<void> {
    let stopped = false;
    const working = Promise.all(this.#visitors.map((visitor) => visitor.work(this.#platform, () => stopped)));
    // A rebuild that is refused because one is under way, or cut off, is as good.
    if (rebuilding) void this.#platform.at('demo-admin').send('rebuilds', {}).catch(() => undefined);
    await Promise.race([working, pause(this.#random.between(20, 900))]);
    await this.#server!.kill();
    stopped = true;
    await working;
    this.#cut += this.#visitors.filter(({ unanswered }) => unanswered).length;
  }

  async #lastStop(): Promise<Findings> {
    const { code, output } = await this.#server!.stop();
    return code === 0 ? [] : [`the server ended with ${code}: ${output}`];
  }

  async #start(): Promise<void> {
    this.#server = new ServerProcess(this.#folder, this.#options.env, this.#options.script);
    this.#url = await this.#server.ready();
  }

  readonly #platform: Platform = {
    at: (post) =>
      new Person(
        () => this.#url,
        async () => {
          if (!this.#tokens.has(post)) this.#tokens.set(post, signIn(this.#url, post));
          return this.#tokens.get(post)!.then(
            ({ token }) => token,
            (error: unknown) => {
              this.#tokens.delete(post);
              throw error;
            },
          );
        },
      ),
  };
}
