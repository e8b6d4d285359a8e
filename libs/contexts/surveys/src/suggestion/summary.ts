import { z } from 'zod';
import { centreOf, Freshness } from '#contracts';
import { freshness, query } from '#platform';
import type { View } from '#view-store';
import { policyNow } from '../policy.ts';
import { quarterOf } from '../results/perception-view.ts';
import { publish } from '../results/publish.ts';

interface TopicRecord {
  readonly quarter: string;
  readonly centre: string;
  /** A service or a kind of post. */
  readonly topic: string;
  readonly n: number;
}

interface Dropped {
  readonly centre: string;
  readonly date: string;
  readonly service?: string;
  readonly post?: string;
}

const topicOf = ({ centre, date, service, post }: Dropped) => ({ quarter: quarterOf(date), centre, topic: service ?? post ?? '' });

export const topicsView: View<TopicRecord> = {
  name: 'suggestion-topics',
  version: 1,
  indexes: [{ fields: ['quarter'] }],
  events: ['SugerenciaDropped'],
  keysOf: ({ data }) => [Object.values(topicOf(data as Dropped)).join(' ')],
  fold: (before, { data }) => ({ ...topicOf(data as Dropped), n: (before?.n ?? 0) + 1 }),
};

const Place = z.object({ centre: z.string(), centreName: z.string(), topic: z.string() });
const Summary = Freshness.extend({
  quarter: z.string(),
  minimum: z.int().describe('Con menos sugerencias que estas, una cuenta no se muestra'),
  counts: z.array(z.union([Place.extend({ hidden: z.literal(true) }), Place.extend({ n: z.int() })])),
  national: z.array(z.object({ topic: z.string(), n: z.int() })),
});

/** How many suggestions there were, of what and where; never so few that somebody could be recognised. */
export const suggestionSummary = query({
  path: 'suggestions/summary',
  roles: 'any',
  summary: 'Cuántas sugerencias hubo en un trimestre, por centro y de qué trataban',
  provision: 'DIR.5.5.e',
  params: z.object({ quarter: z.string().regex(/^\d{4}-T[1-4]$/, { error: 'El trimestre tiene la forma AAAA-T1.' }) }),
  answer: Summary,
  async handle({ quarter }, { services, now }) {
    const fresh = await freshness(services);
    const minimum = policyNow('anonymity-minimum', services, now);
    const { documents } = await services.views.find(topicsView, { where: { quarter }, limit: 1_000 });
    const { figures, totals } = publish(documents.map(({ centre, topic, n }) => ({ centre, group: topic, n, counts: n })), minimum, (a, b) => a + b);
    const nameOf = (centre: string) => centreOf(services.directory(), centre)?.name ?? centre;
    return {
      ...fresh,
      quarter,
      minimum,
      counts: figures.map((figure) => ({ centre: figure.centre, centreName: nameOf(figure.centre), topic: figure.group, ...('hidden' in figure ? { hidden: true as const } : { n: figure.n }) })),
      national: totals.map(({ group, n }) => ({ topic: group, n })),
    };
  },
});
