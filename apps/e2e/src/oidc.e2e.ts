import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { SessionOptions } from '#contracts';
import { submission } from './samples.ts';
import { openWorld, type World } from './world.ts';

const desk = { hours: [{ weekday: 1, open: '08:30', close: '17:00' }], from: '2026-01-01', source: 'Prueba' };

/** A small issuer of our own: discovery, one key set, and tokens. */
class Issuer {
  readonly #keys: JWK[] = [];
  readonly #server: Server;
  #private: CryptoKey | undefined;
  #kid = '';

  constructor() {
    this.#server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/realm/.well-known/openid-configuration') response.end(JSON.stringify({ issuer: this.url, jwks_uri: `${this.url}/keys` }));
      else if (request.url === '/realm/keys') response.end(JSON.stringify({ keys: this.#keys }));
      else response.writeHead(404).end('{}');
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/realm`;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    await this.newKey();
    return this;
  }

  async newKey(): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    this.#kid = `k${this.#keys.length + 1}`;
    this.#private = privateKey;
    this.#keys.push({ ...(await exportJWK(publicKey)), kid: this.#kid, alg: 'RS256', use: 'sig' });
  }

  token(claims: JWTPayload, { key, kid }: { key?: CryptoKey; kid?: string } = {}): Promise<string> {
    return new SignJWT({ iss: this.url, aud: 'conectamef', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: kid ?? this.#kid })
      .setIssuedAt()
      .setExpirationTime(claims.exp ?? '10m')
      .sign(key ?? this.#private!);
  }

  stop(): void {
    this.#server.close();
  }
}

describe('With an OpenID Connect issuer', () => {
  let issuer: Issuer;
  let world: World;
  beforeAll(async () => {
    issuer = await new Issuer().start();
    world = await openWorld({ env: { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'conectamef', OIDC_CLIENT_ID: 'pantallas' } });
  });
  afterAll(async () => {
    await world.end();
    issuer.stop();
  });

  const operator = { sub: 'u-1', name: 'Una persona', role: 'operator', centre: 'CUS' };

  it('its tokens are taken, and the post is the one that they tell', async () => {
    expect(await world.with(await issuer.token(operator)).see('session')).toEqual({ actor: { id: 'u-1', name: 'Una persona', role: 'operator', centre: 'CUS' } });
  });

  it('no desk is there from the start; OGAUC implements it, and then the operator receives', async () => {
    const person = world.with(await issuer.token(operator));
    expect(await person.refused('desks/CUS/receive', submission())).toMatchObject({ status: 409, code: 'desk-not-implemented' });
    await world.with(await issuer.token({ sub: 'u-2', role: 'ogauc' })).act('desks/CUS/implement', desk);
    await world.settle();
    const { id } = await person.act('desks/CUS/receive', submission());
    await world.settle();
    const cargo = await person.look<Uint8Array>(`documents/${id}/cargo.pdf`);
    expect(cargo.status).toBe(200);
  });

  it('the demonstration sign-in is off', async () => {
    const options = (await (await fetch(`${world.url}/api/session/options`)).json()) as SessionOptions;
    expect(options).toMatchObject({ mode: 'oidc', posts: [], authority: issuer.url, clientId: 'pantallas' });
    expect(await world.with(undefined).send('session', { post: 'demo-admin' })).toMatchObject({ status: 403, body: { code: 'demo-sign-in-off' } });
  });

  it('tokens of another key, audience, issuer or hour are refused', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const refused = [
      await issuer.token(operator, { key: privateKey }),
      await issuer.token(operator, { kid: 'ninguna' }),
      await issuer.token({ ...operator, aud: 'otra' }),
      await issuer.token({ ...operator, iss: 'http://otro' }),
      await issuer.token({ ...operator, exp: Math.floor(Date.now() / 1000) - 60 }),
      await new SignJWT(operator).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(new Uint8Array(32)),
    ];
    for (const token of refused) expect((await world.with(token).look('board')).status).toBe(401);
  });

  it('that stops answering, nobody is taken for somebody, and nobody’s token for a wrong one', async () => {
    const other = await new Issuer().start();
    const lonely = await openWorld({ env: { OIDC_ISSUER: other.url, OIDC_AUDIENCE: 'conectamef' } });
    const token = await other.token(operator);
    other.stop();
    expect(await lonely.with(token).look('board')).toMatchObject({ status: 503, body: { code: 'issuer-unreachable' } });
    await lonely.end();
  });

  it('that cannot be reached, the platform says so instead of starting', async () => {
    await expect(openWorld({ env: { OIDC_ISSUER: 'http://127.0.0.1:1/realm', OIDC_AUDIENCE: 'conectamef' } })).rejects.toThrow(/No se pudo leer http:\/\/127\.0\.0\.1:1\/realm/);
  });
});
