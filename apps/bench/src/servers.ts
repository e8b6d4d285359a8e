import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { ReceiveDocumentInput } from '#contexts/intake';
import { withStore, type AppendRequest, type Appended, type EventStore } from '#event-store';
import { readConfig } from '#platform';
import { startPlatform } from '../../embedded/src/platform.ts';

/**
 * Servers under load, each in a process of its own: `bare` (Fastify and zod, nothing kept), `unstored` (our own route,
 * with a double in place of the store for registrations) and `platform` (the real thing, durable before it answers).
 */
async function bare(): Promise<string> {
  const app = Fastify();
  app.post('/api/desks/:id/receive', async (request, reply) => {
    const parsed = ReceiveDocumentInput.safeParse(request.body);
    return reply.status(parsed.success ? 201 : 422).send(parsed.success ? { id: 'ARE-2026-000001' } : { code: 'invalid' });
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

/** A double: it answers appends to registers at once and keeps nothing of them. Everything else goes to the real store. */
function withoutRegisters(store: EventStore): EventStore {
  let position = 1_000_000_000;
  const append = async (request: AppendRequest): Promise<Appended> => {
    if (!request.stream.startsWith('register-')) return store.append(request);
    const { stream, expected, events } = request;
    const first = typeof expected === 'number' ? expected + 1 : 0;
    return { events: events.map((event, i) => ({ ...event, stream, revision: first + i, position: position++, recordedAt: '2026-11-24T12:00:00.000Z' })), repeated: false };
  };
  return withStore(store, { append });
}

async function platform(stored: boolean): Promise<string> {
  const dataDir = process.env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'bench-'));
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const { url } = await startPlatform(config, stored ? {} : { wrapStore: withoutRegisters });
  return url;
}

const servers: Readonly<Record<string, () => Promise<string>>> = { bare, unstored: () => platform(false), platform: () => platform(true) };
const url = await servers[process.argv[2] ?? 'platform']!();
process.send?.({ url: url.replace('localhost', '127.0.0.1') });
process.on('disconnect', () => process.exit(0));
