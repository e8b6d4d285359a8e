import { z } from 'zod';
import { input, publicText } from '#contracts';
import type { Parked, ParkingLot } from '#feed';
import type { Context } from '../context.ts';
import { action, query } from '../endpoint.ts';

const Waiting = z.object({ id: z.string(), key: z.string(), reason: z.string().optional(), behind: z.string().optional() });

const listed = (all: Parked): z.infer<typeof Waiting>[] => Object.values(all).flatMap((waiting) => waiting.map(({ id, key, cause }) => ({ id, key, ...cause })));

/**
 * What could not be taken from the feed: seen, understood and let go by a person. `lot` is opened anew for each request, for
 * any process of the installation may have parked since.
 */
export const parkedContext = (lot: () => ParkingLot): Context => ({
  name: 'parked',
  endpoints: [
    query({
      path: 'parked',
      roles: ['administrator'],
      summary: 'Mensajes apartados: los que no se pudieron leer, con su motivo',
      answer: z.object({ messages: z.array(Waiting) }),
      handle: async () => ({ messages: listed(await lot().waiting()) }),
    }),
    action({
      path: 'parked/discard',
      roles: ['administrator'],
      summary: 'Descarta un mensaje apartado, con su motivo',
      input: input({ key: z.string().min(1).max(300), id: z.string().min(1).max(300), reason: publicText(500) }),
      answer: z.object({ id: z.string() }),
      async handle({ key, id, reason }, { caller }) {
        const { kind, id: person, role } = caller;
        await lot().discard(key, id, reason, { kind, id: person, role });
        return { id };
      },
    }),
  ],
});

export const countOf = async (lot: ParkingLot): Promise<number> => Object.values(await lot.waiting()).reduce((sum, waiting) => sum + waiting.length, 0);
