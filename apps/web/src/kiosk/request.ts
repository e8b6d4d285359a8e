import type { Problem } from '#contracts';
import { RequestFailed, type Failure } from '../api/failure.ts';

/** A request of nobody: without session, cookies or the address of the page. Throws `RequestFailed`. */
export async function anonymously<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', ...(body !== undefined && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) };
  const response = await fetch(path, init).catch(() => {
    throw new RequestFailed({ kind: 'network' });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as T;
  if (response.status < 500 && isProblem(answer)) throw new RequestFailed({ kind: 'refused', status: response.status, problem: answer });
  throw new RequestFailed({ kind: 'broken', status: response.status });
}

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** What failed, in words for somebody who stands at a kiosk. */
export function kioskSentence(failure: Failure): string {
  if (failure.kind === 'refused') return failure.problem.detail;
  return 'No hay conexión en este momento. Lo que escribió sigue aquí: espere un poco y envíe otra vez.';
}
