import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../dist/apps/embedded/src/main.js');

/** How a process ended, and everything that it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** The built server in a process of its own, as it is run for real; what else could be killed? */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<Ended>;
  #output = '';
  #url: string | undefined;

  /** `PORT` is free unless `env` says otherwise; `script` is another server than the built one. */
  constructor(folder: string, env: Readonly<Record<string, string>> = {}, script = main) {
    if (!existsSync(script)) throw new Error('the server is not built: run `npm run build` first');
    const all = { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error', PUBLIC_URL: 'http://conectamef.test', NODE_OPTIONS: '', ...env };
    this.#child = spawn(process.execPath, [script], { env: all, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => this.#heard(text));
    this.#exited = once(this.#child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, output: this.#output }));
  }

  /** Everything it has said so far. */
  get output(): string {
    return this.#output;
  }

  /** Resolves with its address once it answers. @throws Error with what it said when it ends instead */
  async ready(): Promise<string> {
    while (!this.#url) {
      const ended = await Promise.race([this.#exited, new Promise<undefined>((resume) => setTimeout(() => resume(undefined), 5))]);
      if (ended && !this.#url) throw new Error(`the server ended with ${ended.code ?? ended.signal}:\n${ended.output}`);
    }
    return this.#url;
  }

  ended(): Promise<Ended> {
    return this.#exited;
  }

  /** Ends it as a power cut would, as far as a process can tell. */
  async kill(): Promise<Ended> {
    this.#child.kill('SIGKILL');
    return this.#exited;
  }

  /** Ends it as an operator does. */
  async stop(): Promise<Ended> {
    this.#child.kill('SIGTERM');
    return this.#exited;
  }

  #heard(text: string): void {
    this.#output += text;
    this.#url ??= /atiende en http:\/\/localhost:(\d+)/.exec(this.#output)?.[1]?.replace(/^/, 'http://127.0.0.1:');
  }
}
