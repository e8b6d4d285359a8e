import type { Problem } from '#contracts';
import { expire, token } from '../session/store.ts';
import { RequestFailed } from './failure.ts';
import { fromHorizon, sawPosition } from './horizon.ts';

/** What every command answers, besides its own fields. */
export interface CommandAnswer {
  readonly id: string;
  readonly version: number;
  /** Absent when nothing changed. */
  readonly position?: number;
  /** Whether this repeats the answer to an earlier request with the same key. */
  readonly repeated: boolean;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;
}

async function failed(response: Response): Promise<RequestFailed> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status < 500 && isProblem(body)) return new RequestFailed({ kind: 'refused', status: response.status, problem: body });
  return new RequestFailed({ kind: 'broken', status: response.status });
}

/** A request with the bearer token. Throws `RequestFailed`; a refused token ends the session. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const bearer = token();
  if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`);
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new RequestFailed({ kind: 'network' });
  });
  if (response.ok) return response;
  if (response.status === 401 && bearer !== undefined && bearer === token()) expire();
  throw await failed(response);
}

/** Reads a view, no older than what this tab has seen. The server and the screens are of one release, so its shape is trusted. */
export async function query<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(fromHorizon(path), signal === undefined ? {} : { signal });
  return (await response.json()) as T;
}

export interface Command {
  /** Such as `/api/documents/{id}/route`. */
  readonly path: string;
  readonly body: unknown;
  /** Kept across retries of one intent. */
  readonly key: string;
  /** The version that the person was looking at. */
  readonly version?: number;
}

/** Sends a command and remembers the position it was written at. */
export async function command<A extends CommandAnswer>({ path, body, key, version }: Command): Promise<A> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as A;
  if (answer.position !== undefined) sawPosition(answer.position);
  return answer;
}
