import { randomUUID } from 'node:crypto';
import { limaDate, limaInstant } from '#calendar';
import { localIssuer, readConfig, signDemoToken, type Running } from '#platform';
import { startPlatform } from '../../../embedded/src/platform.ts';
import { Refused, type Post } from '../connect.ts';

/** Somebody at a post, as far as the API is concerned. */
export interface Hand {
  /** A command. Throws {@link Refused}. */
  act<T = { readonly id: string; readonly position: number }>(path: string, body?: object): Promise<T>;
  see<T>(path: string): Promise<T>;
  /** Stores a file; answers with its SHA-256. */
  upload(content: BlobPart, type?: string): Promise<string>;
}

interface Organ {
  readonly id: string;
  readonly type: string;
  readonly inForce: boolean;
}

/** The platform of a simulated month, in this process and on a clock of its own: every date in it is simulated. */
export class Stage {
  readonly centres: readonly string[];
  readonly organs: readonly Organ[];
  readonly #running: Running;
  readonly #clock: { now: Date };
  readonly #tokens = new Map<string, { readonly token: string; readonly until: number }>();
  /** Acts by provision, as they were carried out. */
  readonly done = new Map<string, number>();
  #provision = '';

  private constructor(running: Running, clock: { now: Date }, centres: readonly string[], organs: readonly Organ[]) {
    this.#running = running;
    this.#clock = clock;
    this.centres = centres;
    this.organs = organs;
  }

  /** On a folder that holds nothing yet. */
  static async open(dataDir: string, from: string, most = Infinity): Promise<Stage> {
    const clock = { now: new Date(limaInstant(from, '07:00')) };
    const running = await startPlatform(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), { clock: () => clock.now });
    const directory = running.services.directory();
    const centres = [...directory.centres.values()].filter(({ foreign }) => !foreign).map(({ code }) => code);
    const organs = [...directory.organs.values()].map(({ id, type, closedOn }) => ({ id, type, inForce: closedOn === undefined }));
    return new Stage(running, clock, centres.slice(0, most), organs.filter(({ inForce }) => inForce));
  }

  get services(): Running['services'] {
    return this.#running.services;
  }

  get clock(): Date {
    return this.#clock.now;
  }

  /** Organs of línea and apoyo: those that have specialists. */
  get technical(): readonly string[] {
    return this.organs.filter(({ type }) => type === 'linea' || type === 'apoyo').map(({ id }) => id);
  }

  /** What is done from now on serves this provision. */
  serving(provision: string): void {
    this.#provision = provision;
  }

  /** Puts the clock at an hour of Lima, and lets happen what is due by then. */
  async at(date: string, time: string): Promise<void> {
    this.#clock.now = new Date(limaInstant(date, time));
    await this.settle();
  }

  async settle(): Promise<void> {
    const { services, timers } = this.#running;
    await services.settled(await services.store.head());
    await timers.tick();
    await services.settled(await services.store.head());
  }

  /** Today, in Lima. */
  get today(): string {
    return limaDate(this.clock.toISOString());
  }

  /** Every centre of the ministry's own, those that are not played included. */
  get nation(): readonly string[] {
    return [...this.services.directory().centres.values()].filter(({ foreign }) => !foreign).map(({ code }) => code);
  }

  department(centre: string): string {
    return this.services.directory().centres.get(centre)!.department!;
  }

  as(post: Post): Hand {
    return this.#hand(async () => ({ authorization: `Bearer ${await this.#tokenOf(post)}` }));
  }

  /** Somebody of the public: no session, and nothing that says who. */
  get nobody(): Hand {
    return this.#hand(() => Promise.resolve({}));
  }

  #hand(credentials: () => Promise<Record<string, string>>): Hand {
    const send = async <T>(method: string, path: string, init: RequestInit): Promise<T> => {
      const headers = { ...(await credentials()), ...(init.headers as Record<string, string>) };
      const response = await fetch(`${this.#running.url}/api/${path}`, { ...init, method, headers });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Refused(response.status, answer as ConstructorParameters<typeof Refused>[1]);
      return answer as T;
    };
    return {
      act: async <T>(path: string, body: object = {}) => {
        const answer = await send<T>('POST', path, { headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify(body) });
        this.done.set(this.#provision, (this.done.get(this.#provision) ?? 0) + 1);
        return answer;
      },
      see: (path) => send('GET', path, {}),
      upload: async (content: BlobPart, type = 'application/pdf') => {
        const form = new FormData();
        form.append('file', new Blob([content], { type }), 'simulado.pdf');
        return (await send<{ readonly sha256: string }>('POST', 'files', { body: form })).sha256;
      },
    };
  }

  async close(): Promise<void> {
    await this.#running.close();
  }

  async #tokenOf(post: Post): Promise<string> {
    const known = this.#tokens.get(post.id);
    if (known && known.until > this.clock.getTime()) return known.token;
    const { token, expiresAt } = await signDemoToken(localIssuer(this.#running.issuer.key as Uint8Array), { ...post, name: post.id }, this.clock);
    this.#tokens.set(post.id, { token, until: Date.parse(expiresAt) - 60_000 });
    return token;
  }
}
