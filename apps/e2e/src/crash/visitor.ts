import { createHash } from 'node:crypto';
import type { CommandAnswer, Person } from '../client.ts';
import { pdfSample } from '../samples.ts';
import type { Random } from './random.ts';

/** What somebody wants done, however often they must ask: the key stays the same. */
export interface Intent {
  readonly type: 'DocumentReceived' | 'DocumentRouted' | 'DocumentAcceptedByOrgan' | 'DocumentAnswered' | 'FileAttached';
  readonly post: string;
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

/** An answer that was given, and so must hold. */
export interface Promised {
  readonly intent: Intent;
  readonly answer: CommandAnswer;
}

/** Who has a document in their care, and what is next for it. */
interface Care {
  readonly id: string;
  stage: 'received' | 'routed' | 'accepted';
}

export interface Platform {
  at(post: string): Person;
}

/**
 * One of many clients: it works on documents of its own, one request after the other, and asks again for what was not
 * answered. Everything it asks for is sound, so anything but success is a fault of the platform.
 */
export class Visitor {
  readonly promised: Promised[] = [];
  readonly uploads: string[] = [];
  readonly #name: string;
  readonly #desk: string;
  readonly #random: Random;
  readonly #cares: Care[] = [];
  #pending: Intent | undefined;
  #asked = 0;

  constructor(name: string, desk: string, random: Random) {
    this.#name = name;
    this.#desk = desk;
    this.#random = random;
  }

  get unanswered(): boolean {
    return this.#pending !== undefined;
  }

  /** Works until told to stop, or until the platform is gone. @throws Error when it refuses what is sound */
  async work(platform: Platform, stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const intent = this.#pending ?? (await this.#next(platform));
      if (!intent || !(await this.#ask(platform, intent))) return;
    }
  }

  /** Asks again for what was not answered. */
  async insist(platform: Platform): Promise<void> {
    if (this.#pending && !(await this.#ask(platform, this.#pending))) throw new Error('the platform is gone again');
  }

  /** False when the platform did not answer. */
  async #ask(platform: Platform, intent: Intent): Promise<boolean> {
    this.#pending = intent;
    const { post, path, body, key } = intent;
    const reply = await platform.at(post).send<CommandAnswer>(path, body, { key }).catch(unlessGone);
    if (!reply) return false;
    if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    this.#pending = undefined;
    this.promised.push({ intent, answer: reply.body });
    this.#learn(intent, reply.body);
    return true;
  }

  #learn({ type, path }: Intent, { id }: CommandAnswer): void {
    if (type === 'DocumentReceived') return void this.#cares.push({ id, stage: 'received' });
    const care = this.#cares.find((each) => path.startsWith(`documents/${each.id}/`))!;
    if (type === 'DocumentRouted') care.stage = 'routed';
    if (type === 'DocumentAcceptedByOrgan') care.stage = 'accepted';
    if (type === 'DocumentAnswered') this.#cares.splice(this.#cares.indexOf(care), 1);
  }

  async #next(platform: Platform): Promise<Intent | undefined> {
    if (this.#cares.length === 0 || this.#random.between(1, 10) <= 5) return this.#reception();
    const care = this.#random.pick(this.#cares);
    if (this.#random.between(1, 10) <= 2) return this.#attachment(platform, care);
    switch (care.stage) {
      case 'received':
        return this.#intent('DocumentRouted', this.#operator, `documents/${care.id}/route`, { organ: 'dgpp' });
      case 'routed':
        return this.#intent('DocumentAcceptedByOrgan', organ, `documents/${care.id}/accept`, {});
      case 'accepted':
        return this.#intent('DocumentAnswered', organ, `documents/${care.id}/answer`, { kind: 'conocimiento' });
    }
  }

  #reception(): Intent {
    const number = String(this.#random.between(10_000_000, 99_999_999));
    const sender = { name: `Persona Ficticia ${number}`, identity: { kind: 'DNI', number } };
    return this.#intent('DocumentReceived', this.#operator, `desks/${this.#desk}/receive`, {
      channel: 'desk',
      kind: 'oficio',
      procedure: 'oficio',
      organ: 'dgpp',
      folios: this.#random.between(1, 50),
      about: `Prueba de caída ${this.#name}`,
      sender,
    });
  }

  /** A new file, uploaded and then attached. */
  async #attachment(platform: Platform, { id, stage }: Care): Promise<Intent | undefined> {
    const content = pdfSample(`${this.#name} ${this.#asked} ${'x'.repeat(this.#random.between(0, 60_000))}`);
    const reply = await platform.at(this.#operator).upload(content, 'application/pdf').catch(unlessGone);
    if (!reply) return undefined;
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (reply.status !== 201 || reply.body.sha256 !== sha256) throw new Error(`the upload answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    this.uploads.push(sha256);
    return this.#intent('FileAttached', stage === 'received' ? this.#operator : organ, `documents/${id}/attach-file`, { sha256, name: 'anexo.pdf' });
  }

  #intent(type: Intent['type'], post: string, path: string, body: object): Intent {
    return { type, post, path, body, key: `visitor-${this.#name}-${++this.#asked}` };
  }

  get #operator(): string {
    return `demo-operador-${this.#desk}`;
  }
}

const organ = 'demo-documentario-dgpp';

/** A connection that broke is what a crash looks like from outside; anything else is a fault. By name: tests have a `TypeError` of their own. */
function unlessGone(error: unknown): undefined {
  if ((error as Error).name === 'TypeError') return undefined;
  throw error;
}
