import { desksOf, registerAtFullSpeed, startServer, type Load } from './load.ts';
import { median, type Figure } from './measure.ts';

const kinds = ['bare', 'unstored', 'platform'] as const;
type Kind = (typeof kinds)[number];

/** The three servers in turn, each warmed up, several rounds; the load's own process shares the machine with them. */
export async function benchRegistrations(rounds = 3, seconds = 4): Promise<Figure[]> {
  const loads: Record<Kind, Load[]> = { bare: [], unstored: [], platform: [] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      const server = await startServer(kind);
      const desks = await desksOf(server.url);
      await registerAtFullSpeed(server.url, desks, 2);
      loads[kind].push(await registerAtFullSpeed(server.url, desks, seconds));
      await server.stop();
    }
  }
  const rate = (kind: Kind) => median(loads[kind].map(({ perSecond }) => perSecond));
  const failed = kinds.flatMap((kind) => loads[kind]).reduce((total, load) => total + load.failed, 0);
  return [
    { name: 'bare Fastify + zod route that stores nothing', value: rate('bare'), unit: 'requests/s' },
    { name: 'own route without the store (a double answers for it)', value: rate('unstored'), unit: 'requests/s' },
    { name: 'registrations over HTTP, 64 connections, 25 desks, durable', value: rate('platform'), unit: 'requests/s' },
    { name: 'registrations ÷ own route without the store', value: rate('platform') / rate('unstored'), unit: 'ratio', target: { atLeast: 0.5 } },
    { name: 'registrations ÷ bare route', value: rate('platform') / rate('bare'), unit: 'ratio', target: { atLeast: 0.25 } },
    { name: 'registration p99', value: median(loads.platform.map(({ p99 }) => p99)), unit: 'ms', target: { atMost: 30 } },
    { name: 'requests that failed', value: failed, unit: 'requests', target: { atMost: 0 } },
  ];
}
