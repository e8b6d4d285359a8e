import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { localIssuer, signDemoToken } from '#platform';
import { Person, signIn, type Receipt } from './client.ts';
import { startEmbedded } from './topology/embedded.ts';
import type { StartTopology, Topology } from './topology/topology.ts';
import { VirtualClock } from './virtual-clock.ts';
import { submission } from './samples.ts';

export interface WorldOptions {
  /** Where the virtual clock begins; the system's clock when absent. */
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Services that the story needs beside those that every platform has. */
  readonly services?: readonly string[];
}

/** The topology of this run: the same suite holds for both. */
const topology: StartTopology = process.env.ENGINES ? (await import('./topology/distributed.ts')).startDistributed : startEmbedded;

/** A whole platform on a folder of its own, reached as the public reaches it: over HTTP. */
export class World {
  readonly folder: string;
  readonly clock: VirtualClock | undefined;
  readonly #env: Readonly<Record<string, string>>;
  readonly #services: readonly string[];
  readonly #sessions = new Map<string, Promise<Session>>();
  #running: Topology | undefined;

  constructor(folder: string, { now, env = {}, services = [] }: WorldOptions) {
    this.folder = folder;
    this.#services = services;
    this.clock = now === undefined ? undefined : new VirtualClock(now);
    // A fixed public address: the QR of a cargo must not depend on the port that a test happens to get.
    this.#env = { LOG_LEVEL: 'silent', PUBLIC_URL: 'http://conectamef.test', ...env };
  }

  get running(): Topology {
    if (!this.#running) throw new Error('the platform is not running');
    return this.#running;
  }

  get url(): string {
    return this.running.url;
  }

  get now(): Date {
    return this.clock?.now() ?? new Date();
  }

  async start(): Promise<this> {
    this.#running = await topology({ folder: this.folder, env: this.#env, clock: this.clock, services: this.#services });
    return this;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends the world and its folder. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Somebody at a demo post; signs in again when the session is over. */
  at(post: string): Person {
    return new Person(() => this.url, () => this.#tokenOf(post));
  }

  /** Somebody with this token, or with none. */
  with(token: string | undefined): Person {
    return new Person(() => this.url, async () => token);
  }

  operator(centre: string): Person {
    return this.at(`demo-operador-${centre}`);
  }

  organ(organ: string): Person {
    return this.at(`demo-documentario-${organ}`);
  }

  /** Puts the virtual clock at an instant and lets everything happen that is due by then. */
  async moveTo(instant: string): Promise<void> {
    this.clock!.moveTo(instant);
    await this.settle();
  }

  /** Waits until the timers have nothing left to do and the views have seen it. */
  async settle(): Promise<void> {
    let seen: number;
    do {
      seen = await this.head();
      await this.running.waitFor(seen);
      await this.running.tick();
    } while ((await this.head()) > seen);
  }

  async history(stream: string): Promise<readonly RecordedEvent[]> {
    return this.running.log.readStream(stream);
  }

  /** Types of the events of a document after its reception. */
  async steps(document: string): Promise<string[]> {
    return (await this.history(`document-${document}`)).map(({ type }) => type);
  }

  async head(): Promise<number> {
    return this.running.log.head();
  }

  async log(after = 0): Promise<readonly RecordedEvent[]> {
    return this.running.log.readAll(after, 1_000_000);
  }

  async #tokenOf(post: string): Promise<string> {
    const known = this.#sessions.get(post);
    if (known && this.#holds(await known)) return (await known).token;
    const session = signIn(this.url, post);
    this.#sessions.set(post, session);
    return (await session).token;
  }

  /** A session is good for eight hours of the platform's clock, which a test may have moved either way. */
  #holds({ expiresAt }: Session): boolean {
    const left = Date.parse(expiresAt) - this.now.getTime();
    return left > 60_000 && left < 8.1 * 3_600_000;
  }
}

export const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'conectamef-e2e-'));

/** A platform whose reference data have been taken in, with all that follows from them: from here on only the test writes. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const world = await new World(await emptyFolder(), options).start();
  await world.settle();
  return world;
}

/** Hands a document over at a desk. */
export const receive = (world: World, centre: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Receipt> =>
  world.operator(centre).act<Receipt>(`desks/${centre}/receive`, submission(changes));

/** A document at the organ it is addressed to, accepted by it. */
export async function accepted(world: World, centre: string, organ = 'dgpp'): Promise<Receipt> {
  const receipt = await receive(world, centre, { organ });
  await world.operator(centre).act(`documents/${receipt.id}/route`, { organ });
  await world.organ(organ).act(`documents/${receipt.id}/accept`);
  return receipt;
}

/** A token of the demo issuer for anybody: the same person at two posts, a role without its place, a moment past. */
export const tokenFor = async (world: World, claims: Parameters<typeof signDemoToken>[1], at: Date = world.now): Promise<string> => (await signDemoToken(localIssuer(world.running.sessionSecret), claims, at)).token;
