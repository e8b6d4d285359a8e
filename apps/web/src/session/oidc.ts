import type { Session, SessionOptions } from '#contracts';
import { RequestFailed } from '../api/failure.ts';

/** What must survive the way to the provider and back. */
interface Pending {
  readonly verifier: string;
  readonly state: string;
  readonly from: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
}

const place = 'conectamef.signin';

export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const random = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

/** The S256 challenge of a verifier (RFC 7636). */
export async function challengeOf(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

interface Provider {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new RequestFailed({ kind: 'network' });
  });
  if (!response.ok) throw new RequestFailed({ kind: 'broken', status: response.status });
  return (await response.json()) as T;
}

const returnAddress = (): string => `${window.location.origin}/ingresar/retorno`;

/** Goes to the OpenID Connect provider: authorization code with PKCE, as a public client. */
export async function beginSignIn({ authority = '', clientId = '' }: SessionOptions, from: string): Promise<void> {
  const provider = await json<Provider>(`${authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const pending: Pending = { verifier: random(), state: random(), from, tokenEndpoint: provider.token_endpoint, clientId };
  sessionStorage.setItem(place, JSON.stringify(pending));
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: returnAddress(),
    scope: 'openid profile',
    state: pending.state,
    code_challenge: await challengeOf(pending.verifier),
    code_challenge_method: 'S256',
  });
  window.location.assign(`${provider.authorization_endpoint}?${asked}`);
}

interface Tokens {
  readonly access_token: string;
  readonly expires_in?: number;
}

/** Back from the provider: the code becomes a token, and our server says whose post it is. */
export async function completeSignIn(search: URLSearchParams): Promise<{ readonly session: Session; readonly from: string }> {
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  const code = search.get('code');
  const pending = kept === null ? undefined : (JSON.parse(kept) as Pending);
  if (pending === undefined || code === null || search.get('state') !== pending.state) throw new RequestFailed({ kind: 'broken', status: 0 });
  const { verifier, tokenEndpoint, clientId, from } = pending;
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: returnAddress(), client_id: clientId, code_verifier: verifier });
  const tokens = await json<Tokens>(tokenEndpoint, { method: 'POST', body });
  const { actor } = await json<Pick<Session, 'actor'>>('/api/session', { headers: { Authorization: `Bearer ${tokens.access_token}` } });
  const expiresAt = new Date(Date.now() + (tokens.expires_in ?? 300) * 1000).toISOString();
  return { session: { token: tokens.access_token, expiresAt, actor }, from };
}
