import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the process runs, on the built sources. Lines on its input say how far the log is on the disk. */
const program = `
  import { openLogReader } from '#event-store';
  import { loadKafka, Relay } from '#feed';
  import { createInterface } from 'node:readline';
  const { file, connection, contexts, prefix, group, sessionMs } = JSON.parse(process.env.RELAY);
  const { KafkaOutlet } = await loadKafka();
  const { reader } = openLogReader(file, {});
  const contextOf = (type) => (type.startsWith('Supervised') ? 'supervision' : 'intake');
  const outlet = new KafkaOutlet({ connection, contexts, contextOf, topicOf: (context) => prefix + context + '.v1', group, sessionMs });
  const relay = new Relay({ log: reader, outlet, maxBatch: 20, onProblem: (error) => console.log('problem ' + error.message) });
  relay.start();
  let state = '';
  setInterval(() => { const now = relay.status().state; if (now !== state) console.log(state = now); }, 5);
  createInterface({ input: process.stdin }).on('line', (line) => reader.advance(Number(line)));
`;

export interface RelayProcessOptions {
  readonly file: string;
  readonly connection: object;
  readonly contexts: readonly string[];
  readonly prefix: string;
  readonly group: string;
  readonly sessionMs: number;
}

/** A relay in a process of its own, which can be killed. */
export class RelayProcess {
  readonly #process: ChildProcess;
  readonly said: string[] = [];

  constructor(options: RelayProcessOptions) {
    this.#process = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, RELAY: JSON.stringify(options) } });
    this.#process.stdin!.on('error', () => undefined);
    createInterface({ input: this.#process.stdout! }).on('line', (line) => this.said.push(line));
  }

  /** The log is on the disk up to here. */
  durable(position: number): void {
    this.#process.stdin!.write(`${position}\n`);
  }

  async says(state: string): Promise<void> {
    while (this.said.at(-1) !== state) {
      if (this.#process.exitCode !== null) throw new Error(`the relay ended; it said ${this.said.join(', ')}`);
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
