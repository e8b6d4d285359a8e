import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem, Role } from '#contracts';
import { localIssuer, readConfig, signDemoToken } from '#platform';
import { startPlatform } from '../../embedded/src/platform.ts';

const Announced = z.object({ url: z.url(), secret: z.string(), pid: z.int() });

/** The platform as a command of this machine reaches it: always over HTTP, whether it was running or not. */
export interface Connection {
  readonly url: string;
  /** JSON in, JSON out. Commands get a key of their own unless one is given. Throws {@link Refused}. */
  call<T>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<T>;
  /** The same platform, acting from another post. */
  as(post: Post): Promise<Connection>;
  /** Stops the platform if this command started it. */
  close(): Promise<void>;
}

export interface Post {
  readonly id: string;
  readonly role: Role;
  readonly centre?: string;
  readonly organ?: string;
}

/** An answer that is a problem; says its code and what would be right. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${problem.code}: ${problem.detail}${problem.field ? ` (${problem.field})` : ''}`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Joins the platform that has the data folder open or, if none has, brings one up for as long as the command runs.
 * Tokens are signed with the folder's own secret; where OpenID Connect is configured, `TOKEN` must hold one.
 */
export async function connect(post: Post): Promise<Connection> {
  const config = readConfig(process.env);
  const address = join(config.dataDir, 'server.json');
  const running = existsSync(address) ? Announced.parse(JSON.parse(readFileSync(address, 'utf8'))) : undefined;
  if (running && (await answers(running.url))) return connection(running.url, Buffer.from(running.secret, 'base64url'), post, async () => undefined);
  const own = await startPlatform({ ...config, port: 0, host: '127.0.0.1' });
  return connection(own.url, own.issuer.key as Uint8Array, post, () => own.close());
}

const answers = (url: string): Promise<boolean> => fetch(`${url}/health/live`).then(({ ok }) => ok, () => false);

async function connection(url: string, secret: Uint8Array, post: Post, close: () => Promise<void>): Promise<Connection> {
  const sign = async () => process.env.TOKEN ?? (await signDemoToken(localIssuer(secret), { ...post, name: post.id }, new Date())).token;
  let token = await sign();
  let signed = Date.now();
  const call = async <T>(method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<T> => {
    if (Date.now() - signed > 3_600_000) [token, signed] = [await sign(), Date.now()];
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refused(response.status, answer as Problem);
    return answer as T;
  };
  return { url, call, as: (other) => connection(url, secret, other, async () => undefined), close };
}
