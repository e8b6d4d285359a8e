import { refuse } from '#kernel';

const windowMs = 60_000;

/** How often something may happen within a minute, by key. Knows of counts alone, and forgets them with the minute. */
export class Limit {
  readonly #perMinute: number;
  #minute = -1;
  #counts = new Map<string, number>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** @throws DomainError `too-many-requests` */
  take(key: string, now: Date): void {
    const minute = Math.floor(now.getTime() / windowMs);
    if (minute !== this.#minute) this.#counts = new Map();
    this.#minute = minute;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count > this.#perMinute) throw refuse('too-many', 'too-many-requests', 'Este centro recibe demasiados pedidos en este momento; espere un minuto y vuelva a intentarlo.');
  }
}
