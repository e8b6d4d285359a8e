import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Engine } from '../engine.ts';
import type { DoubleSettings } from './main.ts';

export interface DoubleEngineOptions {
  /** Position before the first event; 0 unless told. */
  readonly base?: bigint;
  /** TLS with a certificate of its own, and this one user. */
  readonly secure?: { readonly user: string; readonly password: string };
}

const about = 'a DOUBLE of EventStoreDB over our embedded store, strict, no real engine';
/** Beside this file, compiled where this one is: Node 24 runs both. */
const main = join(import.meta.dirname, `main${extname(import.meta.filename)}`);

/** The double in a process of its own, with a folder of its own. */
export async function double({ base = 0n, secure }: DoubleEngineOptions = {}): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'eventstoredb-double-'));
  const tls = secure && { ...secure, ...(await newCertificate(folder)) };
  const settings: DoubleSettings = { file: join(folder, 'events.db'), port: 0, base: String(base), ...(tls && { tls }) };
  let running = await start(settings);
  const { port } = running;
  const end = async () => {
    if (running.process.exitCode !== null || running.process.signalCode !== null) return;
    running.process.kill('SIGKILL');
    await once(running.process, 'exit');
  };
  return {
    name: 'eventstoredb',
    origin: 'double',
    about,
    url: tls ? `esdb://${tls.user}:${encodeURIComponent(tls.password)}@localhost:${port}?tls=true&tlsCAFile=${tls.certificate}` : `esdb://127.0.0.1:${port}?tls=false`,
    interrupt: end,
    resume: async () => void (running = await start({ ...settings, port })),
    stop: async () => {
      await end();
      await rm(folder, { recursive: true });
    },
  };
}

async function start(settings: DoubleSettings): Promise<{ readonly process: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, ['--no-warnings', main, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  const port = Number(first[0]);
  if (child.exitCode !== null || !port) throw new Error(`the double of EventStoreDB did not start (${main})`);
  return { process: child, port };
}

async function newCertificate(folder: string): Promise<{ readonly key: string; readonly certificate: string }> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await promisify(execFile)('openssl', ['req', ...options, '-keyout', key, '-out', certificate]);
  return { key, certificate };
}
