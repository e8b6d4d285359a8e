import { crc32 } from 'node:zlib';

/** Chance that can be repeated: dice of the same name fall the same way on every machine. */
export class Dice {
  #state: number;

  constructor(name: string) {
    this.#state = crc32(Buffer.from(name)) | 0;
  }

  /** From 0 up to, and without, 1. The generator is mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(all: readonly T[]): T {
    const found = all[Math.floor(this.next() * all.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** Each as often as its weight says. */
  weighted<T>(all: readonly (readonly [T, number])[]): T {
    let left = this.next() * all.reduce((sum, [, weight]) => sum + weight, 0);
    const found = all.find(([, weight]) => (left -= weight) < 0) ?? all.at(-1);
    if (!found) throw new RangeError('nothing to pick from');
    return found[0];
  }

  /** Arrivals in a stretch of time in which so many come on average. */
  arrivals(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  /** Minutes that something takes: mostly about `usual`, now and then much longer. */
  delay(usual: number): number {
    const bell = this.next() + this.next() + this.next() - 1.5;
    return Math.max(1, Math.round(usual * Math.exp(bell * 1.4)));
  }
}
