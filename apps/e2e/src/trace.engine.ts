import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person, signIn } from './client.ts';
import { CollectorDouble } from './collector.ts';
import { Listener } from './live.ts';
import { submission } from './samples.ts';
import { environmentOf } from './topology/distributed.ts';
import { sharedEngines } from './topology/engines.ts';
import { Fleet } from './topology/fleet.ts';
import { emptyFolder } from './world.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('A registration that somebody follows, as a double of a collector sees it', () => {
  let collector: CollectorDouble;
  let folder: string;
  let fleet: Fleet;

  beforeAll(async () => {
    collector = await CollectorDouble.open();
    folder = await emptyFolder();
    fleet = await new Fleet(environmentOf({ folder, env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, clock: undefined }, sharedEngines())).start();
  }, 120_000);

  afterAll(async () => {
    await fleet?.stop();
    await collector.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('is one trace: request, decide, append, relay, fold, and the live subscriber', async () => {
    const url = fleet.url('gateway');
    const at = async (post: string) => {
      const { token } = await signIn(url, post);
      return new Person(() => url, async () => token);
    };
    const listener = await Listener.open(url, await at('demo-ogauc'));
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    const { position } = (await (await at('demo-operador-ARE')).send('desks/ARE/receive', submission(), { headers })).body;
    await listener.until(({ positions }) => positions.includes(position));
    await listener.leave();
    const wanted = ['POST /api/desks/:id/receive', 'ReceiveDocument', 'decide', 'append', 'publish', 'fold', 'live'];
    const names = () => new Set(collector.spans.filter((span) => span.traceId === traceId).map(({ name }) => name));
    for (let waited = 0; waited < 20_000 && wanted.some((name) => !names().has(name)); waited += 200) await delay(200);
    expect([...names()].toSorted()).toEqual(wanted.toSorted());
    const publish = collector.spans.find((span) => span.traceId === traceId && span.name === 'publish')!;
    expect(publish.facts).toMatchObject({ 'messaging.destination.name': `${fleet.env.NAMESPACE}.intake.v1`, 'conectamef.position': position });
  }, 60_000);
});
