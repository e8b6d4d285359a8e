import { z } from 'zod';
import { limaDate } from '#calendar';
import { Freshness } from '#contracts';
import { freshness, query } from '#platform';
import { Month } from './aporte.ts';
import { closesOn, contentsOf } from './boletin.ts';

export const editionAportes = query({
  path: 'boletin-aportes/:month',
  roles: 'any',
  summary: 'Aportes de los centros a la edición de un mes, y los centros que faltan',
  provision: 'DIR.5.5.g',
  params: z.object({ month: Month }),
  answer: Freshness.extend({
    month: z.string(),
    closesOn: z.string().describe('Último día para esta edición'),
    closed: z.boolean(),
    contributions: z.array(z.object({ centre: z.string(), month: z.string(), subject: z.string() })),
    missing: z.array(z.string()),
  }),
  async handle({ month }, scope) {
    const fresh = await freshness(scope.services);
    const last = closesOn(scope, month);
    return { month, closesOn: last, closed: limaDate(scope.now.toISOString()) > last, ...(await contentsOf(scope, month)), ...fresh };
  },
});
