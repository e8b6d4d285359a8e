import { expect } from '@jest/globals';
import type { Problem } from '#contracts';
import type { Reply } from './client.ts';

/** Words that only a Spanish sentence has; an English message of a library has none of them. */
const spanish = /\b(el|la|los|las|un|una|de|del|que|no|es|ese|esa|en|con|sin|su|por|al|falta|debe|escriba|elija)\b|inválid|válid|\bmáximo\b/i;

/** A problem as everybody may rely on it: RFC 9457, in Spanish, with a stable code, and the client's to mend. */
export function expectProblem({ status, headers, body }: Reply, expected: { status?: number; code?: string; field?: string } = {}): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = body as Problem;
  expect(problem).toMatchObject({ status, type: `urn:conectamef:problem:${problem.code}`, title: expect.any(String), requestId: expect.any(String), ...expected });
  expect(problem.code).toMatch(/^[a-z][a-z0-9-]+$/);
  expect(problem.detail).toMatch(spanish);
  for (const { message } of problem.errors ?? []) expect(message).toMatch(/[a-záéíóú]/);
}
