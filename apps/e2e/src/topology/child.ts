import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Asked } from './service-process.ts';

/** From the sources or from what was built of them. */
const root = import.meta.dirname.replace(/(\/dist)?\/apps\/e2e\/.*$/, '');

const built = (path: string): string => join(root, 'dist/apps', path);

interface Told {
  readonly id?: number;
  readonly url?: string;
  readonly error?: string;
}

type Question = { readonly what: 'tick' } | { readonly what: 'waitFor'; readonly position: number };

/** One of the platform's processes, built, as it runs for real. */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (told: Told) => void>();
  readonly #asked = new Set<Question>();
  readonly #exited: Promise<unknown>;
  readonly #ready: Promise<string>;
  #questions = 0;
  #output = '';

  /** Below `dist/apps`; it announces its address on standard output, or to its parent. */
  constructor(name: string, script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    this.name = name;
    this.#process = fork(built(script), args, { env: { ...process.env, NODE_OPTIONS: '', ENGINES: '', ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#exited = once(this.#process, 'exit');
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#ready = promise;
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        const port = /atiende en http:\/\/localhost:(\d+)/.exec(this.#output)?.[1];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
    }
    this.#process.on('message', (told: Told) => {
      if (told.url) resolve(told.url.replace('localhost', '127.0.0.1'));
      if (told.id !== undefined) this.#waiting.get(told.id)?.(told);
    });
    void this.#exited.then(() => {
      reject(new Error(`${name} ended:\n${this.#output}`));
      for (const answer of this.#waiting.values()) answer({ error: `${name} ended` });
    });
    this.#ready.catch(() => undefined);
  }

  /** Its address, once it answers. @throws Error with what it said when it ends instead */
  ready(): Promise<string> {
    return this.#ready;
  }

  get output(): string {
    return this.#output;
  }

  /** How it is and what it said last, for whoever wonders why a test stands still. */
  async report(): Promise<string> {
    const { exitCode, signalCode } = this.#process;
    const ended = exitCode ?? signalCode;
    const readiness = async () => (await fetch(`${await this.#ready}/health/ready`)).text();
    const health = ended === null ? await Promise.race([readiness().catch(String), delay(2_000, 'does not answer')]) : `ended (${ended})`;
    const asked = this.#asked.size > 0 ? `; asked ${JSON.stringify([...this.#asked])}` : '';
    return `${this.name}: ${health}${asked}\n${this.#output.trimEnd().split('\n').slice(-10).map((line) => `    ${line}`).join('\n')}`;
  }

  async ask(question: Question): Promise<void> {
    const id = this.#questions++;
    this.#asked.add(question);
    const told = await new Promise<Told>((answer) => {
      this.#waiting.set(id, answer);
      this.#process.send({ id, ...question } satisfies Asked, (error) => error && answer({ error: error.message }));
    });
    this.#waiting.delete(id);
    this.#asked.delete(question);
    if (told.error !== undefined) throw new Error(`${this.name}: ${told.error}`);
  }

  /** As a power cut would, as far as a process can tell. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  /** As an operator does. */
  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#exited;
  }
}
