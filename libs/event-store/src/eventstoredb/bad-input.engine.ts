import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doubleOfEventStoreDb, type Engine } from '#engines';
import { openEventStoreDb } from '../index.ts';
import { someEvent } from '../testing/event-store-contract.ts';

const secret = 'no:se@dice';
const append = { stream: 's', expected: 'any', events: [someEvent(1)] } as const;

/** On the double whatever engine there is: another would have to be misconfigured for it. */
describe('EventStoreDB behind TLS (a double)', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await doubleOfEventStoreDb({ secure: { user: 'ana', password: secret } });
  });

  afterAll(() => engine?.stop());

  it('lets in who it knows', async () => {
    const store = await openEventStoreDb(engine.url);
    expect((await store.append(append)).repeated).toBe(false);
    await store.close();
  });

  it('refuses a wrong password with a sentence that says where and holds no password', async () => {
    const opening = openEventStoreDb(engine.url.replace(/ana:[^@]+/, 'ana:equivocada'));
    await expect(opening).rejects.toMatchObject({ name: 'EventStoreDbError', reason: 'denied' });
    await expect(opening).rejects.toThrow(/^EventStoreDB en localhost:\d+ no admite este usuario y clave/);
    await expect(opening).rejects.not.toThrow('equivocada');
  });

  it('is not trusted without its authority', async () => {
    await expect(openEventStoreDb(engine.url.replace(/&tlsCAFile.*/, ''))).rejects.toThrow(/no se confía en el certificado de localhost:\d+; indique en tlsCAFile/);
    await expect(openEventStoreDb(engine.url.replace(/tlsCAFile=.*/, 'tlsCAFile=/no/hay.pem'))).rejects.toThrow('no se puede leer el certificado de tlsCAFile, /no/hay.pem');
  });
});

describe('A cluster of EventStoreDB (a double)', () => {
  it('is found by asking a node for its leader', async () => {
    const engine = await doubleOfEventStoreDb();
    const store = await openEventStoreDb(engine.url.replace('esdb://', 'esdb+discover://'));
    expect((await store.append(append)).events[0]).toMatchObject({ revision: 0 });
    await store.close();
    await engine.stop();
  });
});

describe('EventStoreDB that is not there', () => {
  it.each(['esdb', 'esdb+discover'])('is told by its address, soon (%s)', async (scheme) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const opening = openEventStoreDb(`${scheme}://ana:secreta@127.0.0.1:${port}?tls=false`);
    await expect(opening).rejects.toThrow(`No se llega a EventStoreDB en 127.0.0.1:${port}`);
    await expect(opening).rejects.not.toThrow('secreta');
  }, 10_000);
});

describe('EventStoreDB beyond 2^53 (a double)', () => {
  it('is refused rather than read wrongly', async () => {
    const engine = await doubleOfEventStoreDb({ base: 2n ** 53n });
    const store = await openEventStoreDb(engine.url, { prefix: `p${randomUUID().slice(0, 4)}-` });
    const beyond = /más allá de 2\^53 − 1/;
    await expect(store.append(append)).rejects.toThrow(beyond);
    await expect(store.readStream('s')).rejects.toThrow(beyond);
    await expect(store.head()).rejects.toThrow(beyond);
    await expect(store.readAll(0, 9)).rejects.toThrow(beyond);
    await expect(store.follow({ after: 0 })[Symbol.asyncIterator]().next()).rejects.toThrow(beyond);
    await store.close();
    await engine.stop();
  });
});
