import { randomUUID } from 'node:crypto';
import type { Problem, Session } from '#contracts';

/** What came back, whatever it was. */
export interface Reply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface CommandAnswer {
  readonly id: string;
  readonly version: number;
  readonly position: number;
  readonly repeated: boolean;
}

/** The answer of a reception: what the person leaves with. */
export interface Receipt extends CommandAnswer {
  readonly number: number;
  readonly year: number;
  readonly receivedAt: string;
  readonly legalDate: string;
  readonly legalRule: string;
  readonly code: string;
  readonly observation?: { readonly dueDate: string };
  readonly trackingUrl: string;
}

export interface SendOptions {
  /** Kept across repeats of one intent; a new one unless told. */
  readonly key?: string;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const isJson = (type: string | null): boolean => /^application\/(problem\+)?json/.test(type ?? '');

/** One request; never throws because of its answer. */
export async function send<T = unknown>(url: string, init: RequestInit): Promise<Reply<T>> {
  const response = await fetch(url, init);
  const { status, headers } = response;
  const body: unknown = isJson(headers.get('content-type')) ? await response.json() : new Uint8Array(await response.arrayBuffer());
  return { status, headers, body: body as T };
}

const json = { 'content-type': 'application/json' };

/** Somebody at a post, as far as the API is concerned: an address and a token. */
export class Person {
  readonly #url: () => string;
  readonly #token: () => Promise<string | undefined>;

  constructor(url: () => string, token: () => Promise<string | undefined>) {
    this.#url = url;
    this.#token = token;
  }

  async headers(): Promise<Record<string, string>> {
    const token = await this.#token();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** A command as the API takes it, whatever it answers. */
  async send<T = CommandAnswer & Problem>(path: string, body: unknown = {}, { key = randomUUID(), ifMatch, headers = {} }: SendOptions = {}): Promise<Reply<T>> {
    const all = { ...json, ...(await this.headers()), 'idempotency-key': key, ...(ifMatch && { 'if-match': ifMatch }), ...headers };
    return send<T>(`${this.#url()}/api/${path}`, { method: 'POST', headers: all, body: JSON.stringify(body) });
  }

  /** A command that is carried out. @throws Error with the problem when it is not */
  async act<T = CommandAnswer>(path: string, body: unknown = {}, options: SendOptions = {}): Promise<T> {
    return good(path, await this.send<T>(path, body, options));
  }

  /** A command that is refused. @throws Error when it is carried out */
  async refused(path: string, body: unknown = {}, options: SendOptions = {}): Promise<Problem> {
    const reply = await this.send<Problem>(path, body, options);
    if (reply.status < 400) throw new Error(`${path} was carried out: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  async look<T = unknown>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply<T>> {
    return send<T>(`${this.#url()}/api/${path}`, { headers: { ...(await this.headers()), ...headers } });
  }

  /** A query that is answered. @throws Error with the problem when it is not */
  async see<T>(path: string): Promise<T> {
    return good(path, await this.look<T>(path));
  }

  async upload(content: Uint8Array<ArrayBuffer>, type: string, name = 'archivo'): Promise<Reply<{ sha256: string; bytes: number; mediaType: string } & Problem>> {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    return send(`${this.#url()}/api/files`, { method: 'POST', headers: await this.headers(), body: form });
  }
}

function good<T>(path: string, { status, body }: Reply<T>): T {
  if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Takes a demo post. */
export async function signIn(url: string, post: string): Promise<Session> {
  return good('session', await send<Session>(`${url}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ post }) }));
}
