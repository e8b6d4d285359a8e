import { z } from 'zod';
import type { Assessment, Judged, Rule } from '#aggregates';
import { limaDate } from '#calendar';
import { Freshness, organInForce, type Directory } from '#contracts';
import { freshness, notFound, query, type Context, type Scope, type Services } from '#platform';
import type { View } from '#view-store';
import { directiveDay, directiveDayTimer, type Counts } from './directive-day.ts';
import { dutiesView, dutyKey, type DutyRecord } from './duties-view.ts';
import { recordView } from './record-view.ts';

/** The Resolution was adopted on this date, and the Directive with it: nobody was bound before. */
const adopted = '2012-04-13';

const standings = ['kept', 'due', 'breached', 'not-applicable', 'not-measurable'] as const;
const Standing = z.enum(standings).describe('cumplida, por vencer, incumplida, no aplica, no se puede medir');
const Cell = z.object({ rule: z.string(), place: z.string(), standing: Standing, since: z.string().optional(), due: z.string().optional(), why: z.string().optional() });
const RuleEntry = z.object({ id: z.string(), provision: z.string(), title: z.string(), of: z.enum(['nation', 'centre', 'organ']), counts: z.record(Standing, z.int()) });
const Matrix = Freshness.extend({ rules: z.array(RuleEntry), places: z.array(z.object({ place: z.string(), name: z.string(), of: z.string() })), cells: z.array(Cell) });
const Evidence = Freshness.extend({
  cell: Cell,
  provision: z.string(),
  title: z.string(),
  evidence: z.array(z.object({ position: z.int(), stream: z.string().describe('La historia de la que es'), type: z.string(), title: z.string(), at: z.string(), actor: z.string(), role: z.string(), place: z.string(), provision: z.string() })),
});

type Cell = z.infer<typeof Cell>;

interface Place {
  readonly place: string;
  readonly name: string;
  readonly of: Rule['of'];
  readonly boundSince: string;
  readonly type?: string;
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Whom the Directive binds on a date: the nation, its centres, its organs in force. */
function placesOn(directory: Directory, date: string): readonly Place[] {
  const centres = [...directory.centres.values()].filter(({ foreign }) => !foreign).map(({ code, name }): Place => ({ place: code, name, of: 'centre', boundSince: adopted }));
  const organs = [...directory.organs.values()].flatMap((organ): Place[] => {
    const inForce = organInForce(directory, organ.id, date);
    return inForce && inForce.type !== 'externo' ? [{ place: organ.id, name: inForce.name, of: 'organ', boundSince: later(adopted, organ.from), type: inForce.type }] : [];
  });
  return [{ place: 'nation', name: 'Nacional', of: 'nation', boundSince: adopted }, ...centres, ...organs];
}

const lineaAndApoyo: readonly string[] = ['linea', 'apoyo'];
const binds = ({ of, organs = lineaAndApoyo as Rule['organs'] & {} }: Rule, place: Place): boolean => place.of === of && (of !== 'organ' || (organs as readonly string[]).includes(place.type!));

const Trend = Freshness.extend({ days: z.array(z.object({ date: z.string(), counts: z.record(Standing, z.int()) })) });

/** Shown at once: three months. */
const trendDays = 92;

/** The board of the Directive: for each obligation and place, how it stands now, from the events that prove it. */
export function directiveContext(rules: readonly Rule[], titles: ReadonlyMap<string, string>): Context {
  const view = dutiesView(rules);
  const days = recordView(directiveDay);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));

  const judgeAll = async (by: Moment): Promise<readonly Cell[]> => {
    const places = placesAt(by);
    const records = new Map((await allOf(view, by.services)).map((record) => [dutyKey(record.rule, record.place), record]));
    const judged = judgedAt(by);
    return rules.flatMap((rule) => places.filter((place) => binds(rule, place)).map((place) => cellOf(rule, place, records.get(dutyKey(rule.id, place.place)), judged)));
  };

  return {
    name: 'directive',
    aggregates: [directiveDay],
    events: { DirectiveDayClosed: directiveDay.definition.events.DirectiveDayClosed.data },
    views: [view, days],
    timers: [directiveDayTimer(async (moment) => countsOf(await judgeAll(moment)))],
    endpoints: [
      query({
        path: 'directive',
        roles: 'any',
        summary: 'Tablero de la Directiva: cada obligación, por centro, órgano y nación',
        provision: 'DIR.I',
        answer: Matrix,
        async handle(_, scope) {
          const fresh = await freshness(scope.services);
          const cells = await judgeAll(scope);
          return { ...fresh, rules: rules.map((rule) => entryOf(rule, cells)), places: placesAt(scope).map(({ place, name, of }) => ({ place, name, of })), cells };
        },
      }),
      query({
        path: 'directive/trend',
        roles: 'any',
        summary: 'Cómo estaban las obligaciones al final de cada día, de los últimos tres meses',
        provision: 'DIR.I',
        answer: Trend,
        async handle(_, scope) {
          const fresh = await freshness(scope.services);
          const { documents } = await scope.services.views.find(days, { orderBy: 'updatedAt', descending: true, limit: trendDays });
          return { ...fresh, days: documents.flatMap(({ state }) => (state.status === 'closed' ? [{ date: state.date, counts: state.counts }] : [])).reverse() };
        },
      }),
      query({
        path: 'directive/:rule/:place',
        roles: 'any',
        summary: 'Una obligación en un lugar, con los eventos que la prueban',
        provision: 'DIR.I',
        params: z.object({ rule: z.string().max(60), place: z.string().max(60) }),
        answer: Evidence,
        async handle(asked, scope) {
          const fresh = await freshness(scope.services);
          const rule = byId.get(asked.rule);
          const place = placesAt(scope).find((each) => each.place === asked.place);
          if (!rule || !place || !binds(rule, place)) throw notFound('esa obligación en ese lugar');
          const record = await scope.services.views.get(view, dutyKey(rule.id, place.place));
          const evidence = (record?.evidence ?? []).map((step) => ({ ...step, title: titles.get(step.type) ?? step.type }));
          return { ...fresh, cell: cellOf(rule, place, record, judgedAt(scope)), provision: rule.provision, title: rule.title, evidence };
        },
      }),
    ],
  };
}

type Moment = Pick<Scope, 'services' | 'now'>;

const placesAt = ({ services, now }: Moment): readonly Place[] => placesOn(services.directory(), limaDate(now.toISOString()));

function judgedAt({ services, now }: Moment): Omit<Judged, 'place' | 'boundSince'> {
  const today = limaDate(now.toISOString());
  return { now: now.toISOString(), today, calendar: services.calendar(), directory: services.directory() };
}

/** Rules times places: some thousands at most. */
async function allOf(view: View<DutyRecord>, services: Services): Promise<readonly DutyRecord[]> {
  const all: DutyRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await services.views.find(view, { orderBy: 'rule', limit: 1_000, ...(cursor && { cursor }) });
    all.push(...page.documents);
    cursor = page.next;
  } while (cursor);
  return all;
}

function cellOf(rule: Rule, { place, boundSince }: Place, record: DutyRecord | undefined, judged: Omit<Judged, 'place' | 'boundSince'>): Cell {
  const assessment: Assessment = rule.assess(record?.state ?? rule.initial, { ...judged, place, boundSince });
  return { rule: rule.id, place, ...assessment };
}

function entryOf({ id, provision, title, of }: Rule, cells: readonly Cell[]): z.infer<typeof RuleEntry> {
  return { id, provision, title, of, counts: countsOf(cells.filter(({ rule }) => rule === id)) };
}

const countsOf = (cells: readonly Cell[]): Counts => Object.fromEntries(standings.map((standing) => [standing, cells.filter((cell) => cell.standing === standing).length])) as Counts;
