import { z } from 'zod';

/** Every answer of a view says how fresh it is. */
export const Freshness = z.object({
  position: z.int().describe('Posición del registro hasta la que responde'),
  lag: z.int().describe('Eventos que aún no refleja'),
  at: z.string().describe('Hora del servidor'),
});
export type Freshness = z.infer<typeof Freshness>;
