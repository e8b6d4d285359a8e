import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import { freePort } from './free-port.ts';

const startMs = 30_000;

export interface ProcessOptions {
  readonly name: string;
  readonly about: string;
  readonly command: string;
  /** The process listens on this port of 127.0.0.1 and keeps what it has under this folder. */
  readonly args: (port: number, folder: string) => readonly string[];
  readonly prepare?: (folder: string) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  readonly url: (port: number) => string;
}

/** An engine that is one process of this machine, with a folder of its own. */
export async function processEngine({ name, about, command, args, prepare, env, url }: ProcessOptions): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const port = await freePort();
  await prepare?.(folder);
  const start = () => started(command, args(port, folder), port, folder, env);
  let process = await start();
  const kill = () => ended(process);
  return {
    name,
    origin: 'machine',
    about,
    url: url(port),
    interrupt: kill,
    resume: async () => void (process = await start()),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function started(command: string, args: readonly string[], port: number, folder: string, env: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const output = join(folder, 'output.log');
  const file = await open(output, 'a');
  const process = spawn(command, args, { cwd: folder, stdio: ['ignore', file.fd, file.fd], env: { ...globalThis.process.env, ...env } });
  await file.close();
  // Tests that are ended take their engine with them.
  const last = () => process.kill('SIGKILL');
  globalThis.process.once('exit', last);
  process.once('exit', () => globalThis.process.off('exit', last));
  for (const end = Date.now() + startMs; Date.now() < end && process.exitCode === null; await delay(50)) {
    if (await listens(port)) return process;
  }
  process.kill('SIGKILL');
  throw new Error(`it did not start: ${(await readFile(output, 'utf8')).trim().split('\n').slice(-3).join(' | ')}`);
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const connected = await Promise.race([once(socket, 'connect').then(() => true, () => false), delay(1_000, false)]);
  socket.destroy();
  return connected;
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exit = once(process, 'exit');
  process.kill('SIGKILL');
  await exit;
}
