import { isDeepStrictEqual } from 'node:util';
import type { StoredDocument } from '../port.ts';

type Document = Pick<StoredDocument, 'id' | 'document'>;

export interface Pair {
  readonly id: string;
  readonly live: object | undefined;
  readonly rebuilt: object | undefined;
}

/** Reads both sides once, in order of id, and gives what differs. */
export async function* differing(live: AsyncIterable<Document>, rebuilt: AsyncIterable<Document>): AsyncGenerator<Pair, void> {
  const sides = [live[Symbol.asyncIterator](), rebuilt[Symbol.asyncIterator]()] as const;
  const next = async (side: AsyncIterator<Document>): Promise<Document | undefined> => {
    const { done, value } = await side.next();
    return done ? undefined : value;
  };
  try {
    let [a, b] = [await next(sides[0]), await next(sides[1])];
    while (a ?? b) {
      const order = compareIds(a?.id, b?.id);
      const pair: Pair = { id: (order <= 0 ? a : b)!.id, live: order <= 0 ? a?.document : undefined, rebuilt: order >= 0 ? b?.document : undefined };
      if (!isDeepStrictEqual(pair.live, pair.rebuilt)) yield pair;
      if (order <= 0) a = await next(sides[0]);
      if (order >= 0) b = await next(sides[1]);
    }
  } finally {
    for (const side of sides) await side.return?.();
  }
}

/** As the engine orders texts: by their bytes. An absent one comes after all others. */
function compareIds(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
