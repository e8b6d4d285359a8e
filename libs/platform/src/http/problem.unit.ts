import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { KeyStoreUnusable } from '#personal-data';
import { sendProblem } from './problem.ts';

/** What a reply was told, by a stand-in for Fastify's. */
function answerTo(error: unknown): { status: number; body: Record<string, unknown>; headers: Record<string, string> } {
  const told = { status: 0, body: {}, headers: {} as Record<string, string> };
  const reply = {
    raw: { headersSent: false },
    status: (status: number) => ((told.status = status), reply),
    header: (name: string, value: string) => ((told.headers[name] = value), reply),
    send: (body: string) => ((told.body = JSON.parse(body) as Record<string, unknown>), reply),
  };
  sendProblem(error, { id: 'r1', routeOptions: {} } as FastifyRequest, reply as unknown as FastifyReply, pino({ enabled: false }));
  return told;
}

describe('a key store that does not answer', () => {
  it('is a problem that passes: the caller is asked to come again, and learns nothing of where it is', () => {
    const { status, headers, body } = answerTo(new KeyStoreUnusable('unavailable', 'no hay conexión con mongo-1'));
    expect([status, headers['retry-after'], body.code]).toEqual([503, '2', 'keys-unavailable']);
    expect(JSON.stringify(body)).not.toContain('mongo-1');
  });
});
