import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '#platform';
import { startPlatform } from '../../embedded/src/platform.ts';
import { CollectorDouble, type SeenSpan } from './collector.ts';
import { Listener } from './live.ts';
import { submission } from './samples.ts';
import { emptyFolder, openWorld, type World } from './world.ts';

const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = (traceId: string, flags: string) => `00-${traceId}-${caller.spanId}-${flags}`;

describe('Traces, as a double of a collector sees them', () => {
  let collector: CollectorDouble;
  let world: World;
  let position: number;
  let trace: SeenSpan[];
  const sent = submission();
  const unfollowed = 'a'.repeat(32);
  const refused = 'b'.repeat(32);

  beforeAll(async () => {
    collector = await CollectorDouble.open();
    world = await openWorld({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'conectamef-prueba' } });
    const listener = await Listener.open(world.url, world.at('demo-ogauc'));
    const send = (flags: string, traceId = caller.traceId, body: object = submission()) => world.operator('ARE').send('desks/ARE/receive', body, { headers: { traceparent: traceparent(traceId, flags) } });
    const reply = await send('01', caller.traceId, sent);
    expect(reply.status).toBe(201);
    position = reply.body.position;
    expect((await send('00', unfollowed)).status).toBe(201);
    expect((await send('01', refused, { nothing: 'of the kind' })).status).toBe(422);
    await listener.until(({ lastSeen }) => lastSeen > position);
    await listener.leave();
    await world.stop();
    trace = collector.spans.filter(({ traceId }) => traceId === caller.traceId);
  });
  afterAll(async () => {
    await collector.close();
    await world.end();
  });

  const span = (name: string) => trace.find((found) => found.name === name)!;

  it('follow one registration from the request to whoever watches, as one trace', () => {
    expect(trace.map(({ name }) => name).toSorted()).toEqual(['POST /api/desks/:id/receive', 'ReceiveDocument', 'append', 'decide', 'fold', 'live']);
    expect(span('POST /api/desks/:id/receive').parentId).toBe(caller.spanId);
    expect(span('ReceiveDocument').parentId).toBe(span('POST /api/desks/:id/receive').spanId);
    for (const below of ['decide', 'append', 'fold', 'live']) expect({ below, parent: span(below).parentId }).toEqual({ below, parent: span('ReceiveDocument').spanId });
    for (const { startedAt, endedAt } of trace) expect(endedAt).toBeGreaterThanOrEqual(startedAt);
  });

  it('say which event, where in the log, and with what answer', () => {
    for (const name of ['fold', 'live']) expect(span(name).facts).toMatchObject({ 'conectamef.event': 'DocumentReceived', 'conectamef.position': position });
    expect(span('append').facts).toMatchObject({ 'conectamef.position': position, 'conectamef.events': 1 });
    expect(span('live').facts).toMatchObject({ 'conectamef.subscribers': 1 });
    expect(span('POST /api/desks/:id/receive').facts).toMatchObject({ 'http.response.status_code': 201, 'http.route': '/api/desks/:id/receive' });
    expect(collector.services).toContainEqual(expect.objectContaining({ 'service.name': 'conectamef-prueba' }));
  });

  it('go on in the event: its traceparent is that of the command, not of the caller', async () => {
    await world.start();
    const [event] = await world.log(position - 1);
    expect(event?.meta.traceparent).toBe(`00-${caller.traceId}-${span('ReceiveDocument').spanId}-01`);
  });

  it('are not made for a request that nobody follows', () => {
    expect(collector.spans.filter(({ traceId }) => traceId === unfollowed)).toEqual([]);
  });

  it('mark what was refused, by its class', () => {
    const [request, ...rest] = collector.spans.filter(({ traceId }) => traceId === refused);
    expect(request).toMatchObject({ failed: true, facts: { 'error.type': 'InvalidInput' } });
    expect(rest).toEqual([]);
  });

  it('carry nothing of a person, a document or a machine', () => {
    const { sender, about } = sent as { sender: Record<string, unknown>; about: string };
    const words = [about, ...Object.values(sender).flatMap((value) => (typeof value === 'string' ? [value] : Object.values(value as object).filter((part) => typeof part === 'string' && part.length > 3)))] as string[];
    expect(words.length).toBeGreaterThan(2);
    for (const word of words) expect({ word, found: collector.received.includes(word) }).toEqual({ word, found: false });
    expect(collector.received.toString('latin1')).not.toMatch(/ARE-\d{4}/);
    for (const resource of collector.services) expect(Object.keys(resource).filter((key) => /^(host|process\.)/.test(key))).toEqual([]);
  });
});

describe('Without a collector', () => {
  it('nothing of the tracing is there', async () => {
    const running = await startPlatform(readConfig({ PORT: '0', DATA_DIR: await emptyFolder(), LOG_LEVEL: 'silent' }));
    expect(running.services.tracing).toBeUndefined();
    await running.close();
  });

  it('that is no address, the start is refused with a sentence', async () => {
    await expect(openWorld({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'colector:4317' } })).rejects.toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT: valor no admitido. Es: Dirección del colector/);
  });
});
