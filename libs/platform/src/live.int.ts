import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import type { EventLog } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { Applied, ViewReader } from '#view-store';
import { LiveFeed, type Change } from './live.ts';

describe('a live feed', () => {
  let server: Server;
  let live: LiveFeed;
  let applied: (applied: Applied) => void;
  let position = 0;
  let failures = 0;

  const changeOf = ({ position: at }: RecordedEvent) => ({ position: at, type: 'Happened', organs: [] }) as unknown as Change;
  const describeThem = async (events: readonly RecordedEvent[]) => {
    if (failures-- > 0) throw new Error('the views are away');
    return events.map(changeOf);
  };

  beforeEach(async () => {
    position = 0;
    failures = 0;
    const log = { readAll: async (after: number, limit: number) => Array.from({ length: Math.min(limit, position - after) }, (_, i) => ({ position: after + i + 1 }) as RecordedEvent) };
    const views = { position: () => position, onApplied: (listener: typeof applied) => ((applied = listener), () => undefined) };
    live = new LiveFeed(log as unknown as EventLog, views as unknown as ViewReader, describeThem);
    server = createServer((request, raw) => void live.serve({ raw, hijack: () => undefined } as unknown as FastifyReply, () => true, Number(request.headers['last-event-id'])));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });

  afterEach(() => {
    live.close();
    server.close();
  });

  function happen(): void {
    applied({ after: position, position: ++position, types: ['Happened'] });
  }

  /** All that a subscriber is told until the server ends the connection. */
  async function hear(lastSeen: number): Promise<{ readonly ids: Promise<readonly number[]> }> {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers: { 'last-event-id': String(lastSeen) } });
    return { ids: response.text().then((text) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))) };
  }

  it('ends a connection to which it could not tell a change: later ones passed it by, and it was never told', async () => {
    const { ids } = await hear(0);
    failures = 1;
    happen();
    const seen = await ids;
    expect(seen).toEqual([]);
    happen();
    const again = await hear(seen.at(-1) ?? 0);
    live.close();
    expect(await again.ids).toEqual([1, 2]);
  });

  it('ends a connection to which it could not tell what it missed', async () => {
    happen();
    failures = 1;
    expect(await (await hear(0)).ids).toEqual([]);
    const again = await hear(0);
    live.close();
    expect(await again.ids).toEqual([1]);
  });
});
