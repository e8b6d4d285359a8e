import { z } from 'zod';
import { Freshness, centreOf } from '#contracts';
import { freshness, notFound, query, type Scope, type Services } from '#platform';
import type { View } from '#view-store';
import { allBallots } from '../ballot/ballots-view.ts';
import { policyNow } from '../policy.ts';
import { Question } from '../survey/questions.ts';
import { surveyAggregate, type Survey } from '../survey/survey.ts';
import { commentsView, instrumentOf, perceptionView, type Cell } from './perception-view.ts';
import { publish, type Figure } from './publish.ts';

const provision = 'DIR.5.1.2.e';

const Distribution = z.object({ code: z.string(), counts: z.record(z.string(), z.int()).describe('Cuántas veces se dio cada respuesta'), mean: z.number().optional().describe('De una escala: de 1 a 5') });
const Shown = z.object({ n: z.int(), questions: z.array(Distribution) });
const Place = z.object({ centre: z.string(), centreName: z.string(), service: z.string(), quarter: z.string() });
const Results = Freshness.extend({
  survey: z.string(),
  version: z.int(),
  title: z.string(),
  questions: z.array(Question),
  state: z.enum(['collecting', 'published']).describe('Los resultados se publican cuando la encuesta está cerrada y contada en todos los centros'),
  minimum: z.int().describe('Con menos respuestas que estas, un resultado no se muestra'),
  cells: z.array(z.union([Place.extend({ hidden: z.literal(true) }), Place.extend(Shown.shape)])),
  national: z.array(z.object({ service: z.string(), quarter: z.string(), pooled: z.int().describe('Centros que solo se suman aquí') }).extend(Shown.shape)),
});
const Comments = Freshness.extend({ comments: z.array(z.object({ centre: z.string(), code: z.string(), text: z.string(), subject: z.string().describe('Con este código se suprime el texto') })) });
const Asked = z.object({ id: z.string().max(40) });

type Counts = Cell['counts'];
type Launched = Exclude<Survey, { readonly status: 'never-launched' }>;

/** @throws DomainError `not-found` */
async function launched(id: string, { services }: Scope): Promise<Launched> {
  const { state } = await services.executor.load(surveyAggregate, id);
  if (state.status === 'never-launched') throw notFound('esa encuesta');
  return state;
}

/** Counted everywhere: until then nothing is told, for what is told twice tells the difference. */
async function isCounted(id: string, { status, version }: Launched, { services }: Scope): Promise<boolean> {
  const ballots = (await allBallots(services, id)).filter((ballot) => ballot.version === version);
  return status === 'closed' && ballots.every(({ counted }) => counted !== undefined);
}

async function allOf<D extends { readonly instrument: string }>(view: View<D>, instrument: string, { views }: Services): Promise<readonly D[]> {
  const found: D[] = [];
  let cursor: string | undefined;
  do {
    const page = await views.find(view, { where: { instrument }, limit: 1_000, ...(cursor && { cursor }) });
    found.push(...page.documents);
    cursor = page.next;
  } while (cursor);
  return found;
}

const groupOf = ({ service, quarter }: Pick<Cell, 'service' | 'quarter'>): string => `${service} ${quarter}`;

function addCounts(a: Counts, b: Counts): Counts {
  const codes = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(codes.map((code) => [code, addValues(a[code] ?? {}, b[code] ?? {})]));
}

const addValues = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) => Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((value) => [value, (a[value] ?? 0) + (b[value] ?? 0)]));

function shownOf({ n, counts }: Pick<Cell, 'n' | 'counts'>, questions: readonly Question[]): z.infer<typeof Shown> {
  const asked = questions.filter(({ kind }) => kind !== 'text');
  return { n, questions: asked.map(({ code, kind }) => ({ code, counts: counts[code] ?? {}, ...(kind === 'scale' && n > 0 && { mean: meanOf(counts[code] ?? {}) }) })) };
}

/** To two decimals. */
function meanOf(counts: Readonly<Record<string, number>>): number {
  const given = Object.entries(counts).map(([value, times]) => [Number(value), times] as const);
  const n = given.reduce((all, [, times]) => all + times, 0);
  return Math.round((100 * given.reduce((sum, [value, times]) => sum + value * times, 0)) / n) / 100;
}

async function publication(id: string, survey: Launched, scope: Scope, minimum: number) {
  const cells = (await isCounted(id, survey, scope)) ? await allOf(perceptionView, instrumentOf(id, survey.version), scope.services) : [];
  return publish(cells.map(({ centre, service, quarter, n, counts }): Figure<Counts> => ({ centre, group: groupOf({ service, quarter }), n, counts })), minimum, addCounts);
}

const placeOf = (centre: string, group: string, { directory }: Services) => {
  const [service = '', quarter = ''] = group.split(' ');
  return { centre, centreName: centreOf(directory(), centre)?.name ?? centre, service, quarter };
};

export const surveyResults = query({
  path: 'surveys/:id/results',
  roles: 'any',
  summary: 'Resultados de la última versión de una encuesta, por centro, servicio y trimestre',
  provision,
  params: Asked,
  answer: Results,
  async handle({ id }, scope) {
    const fresh = await freshness(scope.services);
    const survey = await launched(id, scope);
    const minimum = policyNow('anonymity-minimum', scope.services, scope.now);
    const { figures, totals } = await publication(id, survey, scope, minimum);
    const { title, version, questions } = survey;
    return {
      ...fresh,
      survey: id,
      version,
      title,
      questions,
      state: (await isCounted(id, survey, scope)) ? ('published' as const) : ('collecting' as const),
      minimum,
      cells: figures.map((figure) => ({ ...placeOf(figure.centre, figure.group, scope.services), ...('hidden' in figure ? { hidden: true as const } : shownOf(figure, questions)) })),
      national: totals.map((total) => {
        const { service, quarter } = placeOf('', total.group, scope.services);
        return { service, quarter, pooled: total.pooled, ...shownOf(total, questions) };
      }),
    };
  },
});

export const surveyComments = query({
  path: 'surveys/:id/comments',
  roles: ['ogauc', 'data-officer'],
  summary: 'Textos libres de una encuesta, sin las demás respuestas, solo de donde se muestran resultados',
  provision,
  params: Asked,
  answer: Comments,
  async handle({ id }, scope) {
    const { services, now } = scope;
    const fresh = await freshness(services);
    const survey = await launched(id, scope);
    const { figures } = await publication(id, survey, scope, policyNow('anonymity-minimum', services, now));
    const shown = new Set(figures.flatMap((figure) => ('hidden' in figure ? [] : [`${figure.centre} ${figure.group}`])));
    const records = (await allOf(commentsView, instrumentOf(id, survey.version), services)).filter((record) => shown.has(`${record.centre} ${groupOf(record)}`));
    const opened = await Promise.all(records.flatMap(({ centre, texts }) => texts.map(async ({ code, sealed }) => ({ centre, code, text: await services.keys.open(sealed), subject: sealed.split('.')[1]! }))));
    const comments = opened.flatMap(({ text, ...rest }) => (typeof text === 'string' ? [{ ...rest, text }] : []));
    return { ...fresh, comments: comments.sort((a, b) => (a.text < b.text ? -1 : 1)) };
  },
});
