import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import autocannon from 'autocannon';

export interface Server {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts one of `servers.ts` in a process of its own. */
export async function startServer(kind: 'bare' | 'unstored' | 'platform', env: Record<string, string> = {}): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'servers.js'), [kind], { env: { ...process.env, ...env } });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = () =>
    new Promise<void>((done) => {
      child.removeAllListeners('exit').once('exit', () => done());
      child.disconnect();
    });
  return { url, process: child, stop };
}

const centres = ['AMA', 'ANC', 'APU', 'ARE', 'AYA', 'CAJ', 'CAL', 'CUS', 'HUV', 'HUC', 'ICA', 'JUN', 'LAL', 'LAM', 'LIM', 'LOR', 'MDD', 'MOQ', 'PAS', 'PIU', 'PUN', 'SAM', 'TAC', 'TUM', 'UCA'];

export interface Desk {
  readonly centre: string;
  readonly token: string;
}

export async function signIn(url: string, post: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ post }) });
  if (!response.ok) throw new Error(`sign-in of ${post}: ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

/** A token for the operator of each desk that the platform knows. */
export async function desksOf(url: string): Promise<Desk[]> {
  const response = await fetch(`${url}/api/session/options`);
  if (!response.ok) return centres.map((centre) => ({ centre, token: 'none' }));
  const { posts } = (await response.json()) as { posts: { id: string; role: string; centre?: string }[] };
  const operators = posts.filter(({ role }) => role === 'operator').slice(0, 25);
  return Promise.all(operators.map(async ({ id, centre }) => ({ centre: centre!, token: await signIn(url, id) })));
}

/** A registration such as a desk sends; the sender is fictitious and another one each time. */
export const registration = (i: number): string =>
  JSON.stringify({
    channel: 'desk',
    kind: 'oficio',
    procedure: 'oficio',
    organ: 'dgpp',
    folios: 3,
    about: `Solicitud ficticia ${i} de una prueba de carga`,
    sender: { name: `Persona Ficticia ${i}`, identity: { kind: 'DNI', number: String(90_000_000 + (i % 10_000_000)) } },
    annexes: [{ description: 'Anexo ficticio', folios: 2 }],
  });

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

let sent = 0;

/** Registrations at all desks over 64 connections for so many seconds; every one is new. */
export async function registerAtFullSpeed(url: string, desks: readonly Desk[], seconds: number, connections = 64): Promise<Load> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          const i = sent++;
          const { centre, token } = desks[i % desks.length]!;
          return {
            ...request,
            path: `/api/desks/${centre}/receive`,
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
            body: registration(i),
          };
        },
      },
    ],
  });
  const { latency, duration } = result;
  return { perSecond: result['2xx'] / duration, p50: latency.p50, p99: latency.p99, failed: result.non2xx + result.errors };
}
