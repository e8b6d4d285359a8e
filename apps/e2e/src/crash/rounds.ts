import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedEventStore } from '#event-store';
import { Person, signIn, type Receipt } from '../client.ts';
import { pdfSample } from '../samples.ts';
import { ServerProcess } from '../server.ts';
import { submission } from '../world.ts';
import type { Entry, Intent } from './ledger.ts';

const centres = ['ARE', 'CUS', 'LIM', 'PIU', 'PUN', 'TAC'];
const clients = 16;

/** A generator of numbers from a seed (mulberry32), so that a run can be made again. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One data folder, its server killed and started again and again, and what its clients were answered meanwhile. */
export class CrashRun {
  readonly folder: string;
  readonly intents: Intent[] = [];
  readonly #random: () => number;
  #server: ServerProcess | undefined;
  #url = '';
  #tokens = new Map<string, Promise<string>>();
  #stopped = false;
  kills = 0;

  constructor(folder: string, seed: number) {
    this.folder = folder;
    this.#random = dice(seed);
  }

  /** Starts, loads, kills at random; every fourth time also in the middle of the start. */
  async round(): Promise<void> {
    if (this.kills % 4 === 3) await this.#killWhileStarting();
    await this.start();
    const load = this.#load();
    await delay(40 + this.#random() * 500);
    await this.kill();
    await load;
  }

  async start(): Promise<void> {
    this.#server = new ServerProcess(this.folder);
    this.#url = await this.#server.ready();
    this.#tokens = new Map();
    this.#stopped = false;
  }

  async kill(): Promise<void> {
    this.#stopped = true;
    this.kills++;
    await this.#server?.kill();
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** Asks again, with the same keys, for all that was not answered and for some that was; the answers must agree. */
  async settle(): Promise<string[]> {
    const disagreements: string[] = [];
    for (const intent of this.intents) {
      if (intent.receipt && this.#random() > 0.05) continue;
      const { status, body } = await this.person(`demo-operador-${intent.centre}`).send<Receipt>(`desks/${intent.centre}/receive`, intent.body, { key: intent.key });
      if (status !== 201) disagreements.push(`${intent.key} is refused now: ${JSON.stringify(body)}`);
      else if (!intent.receipt) intent.receipt = body;
      else if (body.id !== intent.receipt.id || body.code !== intent.receipt.code) disagreements.push(`${intent.receipt.id} is answered as ${body.id} now`);
    }
    return disagreements;
  }

  /** The registers as the log has them; only while no server runs. */
  async entries(): Promise<Entry[]> {
    const log = new EmbeddedEventStore({ file: join(this.folder, 'log.db') });
    const found: Entry[] = [];
    for (let page = await log.readAll(0, 2_000); page.length > 0; page = await log.readAll(page.at(-1)!.position, 2_000)) {
      for (const { type, stream, revision, data } of page) {
        if (type === 'DocumentReceived') found.push({ stream, revision, ...(data as Pick<Entry, 'document' | 'number' | 'code'>) });
      }
    }
    await log.close();
    return found;
  }

  /** The platform's own verification: log, keys, files, and views against a rebuild. Returns what it found wrong. */
  async verify(): Promise<unknown> {
    const admin = this.person('demo-admin');
    await admin.act('verifications');
    for (;;) {
      const job = await admin.see<{ state: string; report?: { sound?: boolean } }>('jobs/current');
      if (job.state !== 'running') return job;
      await delay(50);
    }
  }

  person(post: string): Person {
    const token = () => {
      const known = this.#tokens.get(post) ?? signIn(this.#url, post).then((session) => session.token);
      this.#tokens.set(post, known);
      return known;
    };
    return new Person(() => this.#url, token);
  }

  async #killWhileStarting(): Promise<void> {
    const server = new ServerProcess(this.folder);
    await delay(this.#random() * 900);
    await server.kill();
  }

  async #load(): Promise<void> {
    await Promise.all(Array.from({ length: clients }, (_, i) => this.#client(centres[i % centres.length]!)));
  }

  /** Registers, routes and uploads until the server is gone. */
  async #client(centre: string): Promise<void> {
    const operator = this.person(`demo-operador-${centre}`);
    const organ = this.person('demo-documentario-dgpp');
    while (!this.#stopped) {
      const intent: Intent = { key: randomUUID(), centre, body: submission() };
      this.intents.push(intent);
      try {
        intent.receipt = await operator.act<Receipt>(`desks/${centre}/receive`, intent.body, { key: intent.key });
        if (this.#random() < 0.6) await operator.act(`documents/${intent.receipt.id}/route`, { organ: 'dgpp' });
        if (this.#random() < 0.3) await organ.send(`documents/${intent.receipt.id}/accept`);
        if (this.#random() < 0.1) await operator.upload(pdfSample(intent.key), 'application/pdf');
      } catch {
        // The server is gone: whether the act was recorded is asked after the next start.
        return;
      }
    }
  }
}
