import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8_192);
let next = pool.length;

/** `size` bytes (at most 8,192) of the system's generator. They are fetched by the pool: a call for each costs more than its use. */
export function randomDraw(size: number): Buffer {
  if (next + size > pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  const drawn = Buffer.from(pool.subarray(next, next + size));
  // What becomes a key stays nowhere else.
  pool.fill(0, next, next + size);
  next += size;
  return drawn;
}
