import type { Problem } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { send, type Reply } from './client.ts';
import type { World } from './world.ts';

export const trace = 'c0ffee00c0ffee00c0ffee00c0ffee00';
export const agent = 'NavegadorDePrueba/7.7';

export interface Detail {
  readonly record: { readonly status: string; readonly acts: readonly string[]; readonly facts: Readonly<Record<string, unknown>> };
}

/** Somebody at a kiosk: no session, and a browser that says much of itself. */
export const kiosk = (world: World) => ({
  look: (path: string) => send(`${world.url}/api/${path}`, { headers: { 'user-agent': agent } }),
  say: <T = Problem>(path: string, body: unknown): Promise<Reply<T>> =>
    send<T>(`${world.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': agent, 'x-forwarded-for': '203.0.113.77', traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'idempotency-key': 'clave-del-navegador' },
      body: JSON.stringify(body),
    }),
});

export const since = async (world: World, position: number, ...types: string[]): Promise<readonly RecordedEvent[]> => (await world.log(position)).filter(({ type }) => types.includes(type));
