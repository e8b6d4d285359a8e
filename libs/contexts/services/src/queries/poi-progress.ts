import { z } from 'zod';
import { Freshness } from '#contracts';
import { freshness, notFound, query } from '#platform';
import { recordView } from '#serving';
import { metaKey, metaProgress } from '../attention/counts.ts';
import { poiPlan } from '../poi/plan.ts';

const Progress = Freshness.extend({
  organ: z.string(),
  year: z.int(),
  metas: z.array(
    z.object({
      meta: z.string(),
      name: z.string(),
      unit: z.string(),
      counts: z.enum(['attentions', 'attendees']),
      target: z.int(),
      done: z.int().describe('De las atenciones registradas; nadie lo escribe'),
      percent: z.int(),
      withdrawn: z.boolean(),
    }),
  ),
});

/** How far an organ is with its metas of a year, from the attentions that name them. */
export const poiProgress = query({
  path: 'poi-targets/:id/progress',
  roles: 'any',
  summary: 'Avance de las metas del POI de un órgano en un año, por las atenciones registradas',
  provision: 'DIR.4.10',
  params: z.object({ id: z.string().max(60) }),
  answer: Progress,
  async handle({ id }, { services }) {
    const fresh = await freshness(services);
    const plan = await services.views.get(recordView(poiPlan), id);
    if (!plan) throw notFound('un POI con ese código');
    const { metas } = plan.state;
    const year = id.slice(id.lastIndexOf('.') + 1);
    const keyOf = (meta: string) => metaKey(plan.organ, year, meta);
    const counted = await services.views.counts(metaProgress, Object.keys(metas).map(keyOf));
    return {
      ...fresh,
      organ: plan.organ,
      year: Number(year),
      metas: Object.entries(metas).map(([meta, { name, unit, counts, target, withdrawn = false }]) => {
        const done = counted.get(keyOf(meta))?.counts[counts] ?? 0;
        return { meta, name, unit, counts, target, done, percent: Math.floor((done * 100) / target), withdrawn };
      }),
    };
  },
});
