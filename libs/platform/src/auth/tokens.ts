import { createRemoteJWKSet, errors, jwtVerify, SignJWT, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Role } from '#contracts';
import { refuse, type Actor, type Clock, type DomainError } from '#kernel';
import type { Config } from '../config.ts';

/** Who is asking, as the token says. */
export interface Caller extends Actor {
  readonly kind: 'person';
  readonly role: Role;
  readonly name: string;
}

const boundToCentre: readonly Role[] = ['operator', 'centre-coordinator', 'administrative-coordinator', 'specialist'];
const boundToOrgan: readonly Role[] = ['document-coordinator', 'technical-lead', 'director-general', 'specialist'];

const Claims = z
  .object({
    sub: z.string().min(1).max(200),
    name: z.string().max(200).optional(),
    role: Role,
    centre: z.string().max(20).optional(),
    organ: z.string().max(40).optional(),
  })
  .refine(({ role, centre }) => !boundToCentre.includes(role) || centre)
  .refine(({ role, organ }) => !boundToOrgan.includes(role) || organ);

/** Who issues tokens and how they are checked: the local secret in demo mode, the configured issuer otherwise. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly key: Uint8Array | JWTVerifyGetKey;
}

export const localIssuer = (secret: Uint8Array): TokenIssuer => ({ issuer: 'conectamef-demo', audience: 'conectamef', algorithms: ['HS256'], key: secret });

/** OpenID Connect discovery: the issuer's own document says where its keys are. Throws with the reason when it can't be had. */
export async function discoverIssuer({ issuer, audience }: NonNullable<Config['oidc']>): Promise<TokenIssuer> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
    throw new Error(`No se pudo leer ${address}: ${(error as Error).message}`);
  });
  if (!response.ok) throw new Error(`No se pudo leer ${address}: responde ${response.status}`);
  const { jwks_uri, issuer: named } = z.object({ jwks_uri: z.url(), issuer: z.string() }).parse(await response.json());
  return { issuer: named, audience, algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], key: createRemoteJWKSet(new URL(jwks_uri)) };
}

/** Signs a demo session. Lives eight hours: a working day. */
export async function signDemoToken(issuer: TokenIssuer, caller: Omit<Caller, 'kind'>, now: Date): Promise<{ token: string; expiresAt: string }> {
  const expires = new Date(now.getTime() + 8 * 3_600_000);
  const { id, name, role, centre, organ } = caller;
  const token = await new SignJWT({ name, role, ...(centre && { centre }), ...(organ && { organ }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuer(issuer.issuer)
    .setAudience(issuer.audience)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(expires.getTime() / 1000))
    .sign(issuer.key as Uint8Array);
  return { token, expiresAt: expires.toISOString() };
}

interface Known {
  readonly caller: Caller;
  readonly expires: number;
}

/** Checks bearer tokens; one that was found good is remembered until it expires. */
export class TokenVerifier {
  readonly #issuer: TokenIssuer;
  readonly #clock: Clock;
  readonly #known = new LRUCache<string, Known>({ max: 5_000 });

  constructor(issuer: TokenIssuer, clock: Clock) {
    this.#issuer = issuer;
    this.#clock = clock;
  }

  /** Throws a DomainError `token-…` when the header carries no good token. */
  async verify(authorization: string | undefined): Promise<Caller> {
    if (!authorization?.startsWith('Bearer ')) throw unauthorised('token-missing', 'Falta el token de acceso; ingrese de nuevo.');
    const token = authorization.slice(7);
    const now = this.#clock();
    const known = this.#known.get(token);
    if (known && known.expires > now.getTime()) return known.caller;
    const payload = await this.#check(token, now);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw unauthorised('token-claims', 'El token no dice con qué puesto se actúa (role, centre u organ).');
    const { sub, name, role, centre, organ } = claims.data;
    const caller: Caller = { kind: 'person', id: sub, name: name ?? sub, role, ...(centre && { centre }), ...(organ && { organ }) };
    this.#known.set(token, { caller, expires: (payload.exp ?? 0) * 1000 });
    return caller;
  }

  async #check(token: string, currentDate: Date): Promise<JWTPayload> {
    const { issuer, audience, key } = this.#issuer;
    const options = { issuer, audience, algorithms: [...this.#issuer.algorithms], currentDate, requiredClaims: ['exp', 'sub'] };
    try {
      const { payload } = typeof key === 'function' ? await jwtVerify(token, key, options) : await jwtVerify(token, key, options);
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthorised('token-expired', 'Su sesión terminó; ingrese de nuevo.');
      // Whoever fetches the keys tells no more than that it could not: of a token that says nothing.
      if (typeof key === 'function' && (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.constructor === errors.JOSEError)) {
        throw refuse('unavailable', 'issuer-unreachable', 'No se puede comprobar su token: el emisor de identidad no responde. Vuelva a intentarlo en un momento.');
      }
      if (error instanceof errors.JOSEError) throw unauthorised('token-invalid', 'El token de acceso no es válido.');
      throw error;
    }
  }
}

const unauthorised = (code: string, message: string): DomainError => refuse('unauthenticated', code, message, { field: 'Authorization' });
