import { z } from 'zod';
import { limaDate, limaTime, type Calendar } from '#calendar';
import { Board, CentreDetail, hoursOn, pendingStates, type CentreRegistered, type CentreTile, type DocumentState } from '#contracts';
import { freshness, notFound, query, type Scope, type Services } from '#platform';
import type { Counts } from '#view-store';
import { centresView, type CentreRecord } from '../views/centres.ts';
import { documentsView } from '../views/documents.ts';
import { centreDays, centreLoad, dayKey, organLoad } from '../views/loads.ts';
import { concerns, organsWithoutOwner } from './documents.ts';

const dayMs = 86_400_000;

/** The `n` dates that end with this one, oldest first. */
function datesUpTo(date: string, n: number): string[] {
  const last = Date.parse(`${date}T12:00:00Z`);
  return Array.from({ length: n }, (_, i) => new Date(last - (n - 1 - i) * dayMs).toISOString().slice(0, 10));
}

/** From Monday to this date. */
const weekOf = (date: string): string[] => datesUpTo(date, ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1);

interface Flow {
  readonly received: number;
  readonly routed: number;
  readonly answered: number;
}

function flowOf(days: ReadonlyMap<string, Counts>, centre: string, dates: readonly string[]): Flow {
  const sum = (name: string) => dates.reduce((total, date) => total + (days.get(dayKey(centre, date))?.counts[name] ?? 0), 0);
  return { received: sum('received'), routed: sum('routed'), answered: sum('answered') };
}

async function oldestWaiting({ caller, services: { views } }: Scope, centre: string): Promise<CentreTile['oldestWaiting']> {
  const { documents } = await views.find(documentsView, { where: { centre, pending: true }, orderBy: 'receivedAt', limit: 1 });
  const [oldest] = documents;
  return oldest && { ...(concerns(oldest, caller) && { id: oldest.id }), receivedAt: oldest.receivedAt, state: oldest.state };
}

function withinHours(services: Services, centre: CentreRegistered, now: string, calendar: Calendar): boolean {
  const date = limaDate(now);
  if (!calendar.isWorkingDay(date, { department: centre.department, centre: centre.code })) return false;
  const weekday = ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
  const time = limaTime(now).slice(0, 5);
  return hoursOn(services.directory(), centre.code, date).some((window) => window.weekday === weekday && window.open <= time && time <= window.close);
}

/** The tiles of these centres: each from its own documents of the views, so that the nation is the sum of its centres. */
async function tilesOf(centres: readonly CentreRegistered[], scope: Scope): Promise<CentreTile[]> {
  const { services, now } = scope;
  const { views } = services;
  const today = limaDate(now.toISOString());
  const week = weekOf(today);
  const codes = centres.map(({ code }) => code);
  const [records, loads, days, oldest] = await Promise.all([
    views.getMany(centresView, codes),
    views.counts(centreLoad, codes),
    views.counts(centreDays, codes.flatMap((code) => week.map((date) => dayKey(code, date)))),
    Promise.all(codes.map((code) => oldestWaiting(scope, code))),
  ]);
  return centres.map((centre, i) => {
    const counts = loads.get(centre.code)?.counts ?? {};
    const record = records.get(centre.code);
    const pendingByState = Object.fromEntries(pendingStates.map((state): [DocumentState, number] => [state, counts[state] ?? 0]));
    return {
      centre: centre.code,
      name: centre.name,
      department: centre.department ?? '',
      foreign: centre.foreign,
      demo: record?.demo ?? false,
      desk: deskStatus(record, today, withinHours(services, centre, now.toISOString(), services.calendar())),
      today: flowOf(days, centre.code, [today]),
      week: flowOf(days, centre.code, week),
      pending: counts.pending ?? 0,
      pendingByState,
      overdue: counts.overdue ?? 0,
      observed: counts.observed ?? 0,
      ...(oldest[i] && { oldestWaiting: oldest[i] }),
      ...(record?.lastSign && { lastSign: record.lastSign }),
    };
  });
}

/** What was opened on another day and never closed is not open. */
function deskStatus(record: CentreRecord | undefined, today: string, withinHours: boolean): CentreTile['desk'] {
  const { implemented = false, open = false, openedAt, findings = [] } = record ?? {};
  const openedOn = openedAt && limaDate(openedAt);
  return {
    implemented,
    open: open && openedOn === today,
    ...(open && openedOn !== today && { leftOpenOn: openedOn }),
    withinHours,
    ...(openedAt && { openedAt }),
    openFindings: findings.filter(({ closedAt }) => !closedAt).length,
  };
}

const sum = (tiles: readonly CentreTile[], of: (tile: CentreTile) => number): number => tiles.reduce((total, tile) => total + of(tile), 0);

export const nationalBoard = query({
  path: 'board',
  roles: 'any',
  summary: 'Tablero nacional: todos los centros, en vivo',
  provision: 'DIR.5.1.2.a',
  answer: Board,
  async handle(_, scope) {
    const { services, now } = scope;
    const fresh = await freshness(services);
    const today = limaDate(now.toISOString());
    const directory = services.directory();
    const centres = [...directory.centres.values()];
    const [tiles, unowned, loads] = await Promise.all([
      tilesOf(centres, scope),
      services.views.counts(organLoad, organsWithoutOwner(directory, today)),
      services.views.counts(centreLoad, centres.filter(({ foreign }) => foreign).map(({ code }) => code)),
    ]);
    const own = tiles.filter(({ foreign }) => !foreign);
    return {
      ...fresh,
      today,
      workingDay: services.calendar().isWorkingDay(today, {}),
      totals: {
        received: sum(own, (tile) => tile.today.received),
        routed: sum(own, (tile) => tile.today.routed),
        answered: sum(own, (tile) => tile.today.answered),
        weekReceived: sum(own, (tile) => tile.week.received),
        pending: sum(own, (tile) => tile.pending),
        overdue: sum(own, (tile) => tile.overdue),
        observed: sum(own, (tile) => tile.observed),
        desksOpen: own.filter(({ desk }) => desk.open).length,
        centres: own.length,
        unowned: [...unowned.values()].reduce((total, { counts }) => total + (counts.pending ?? 0), 0),
        foreign: [...loads.values()].reduce((total, { counts }) => total + (counts.all ?? 0), 0),
      },
      centres: tiles,
    };
  },
});

export const centreDetail = query({
  path: 'centres/:centre',
  roles: 'any',
  summary: 'Un centro: su mesa de partes, sus pendientes y sus últimos días',
  provision: 'DIR.5.1.2.a',
  params: z.object({ centre: z.string().max(20) }),
  answer: CentreDetail,
  async handle({ centre }, scope) {
    const { services, now } = scope;
    const registered = services.directory().centres.get(centre);
    if (!registered) throw notFound('ese centro');
    const fresh = await freshness(services);
    const today = limaDate(now.toISOString());
    const dates = datesUpTo(today, 14);
    const [[tile], record, days] = await Promise.all([
      tilesOf([registered], scope),
      services.views.get(centresView, centre),
      services.views.counts(centreDays, dates.map((date) => dayKey(centre, date))),
    ]);
    return {
      ...fresh,
      tile,
      days: dates.map((date) => ({ date, ...flowOf(days, centre, [date]) })),
      hours: [...hoursOn(services.directory(), centre, today)],
      operators: record?.operators ?? [],
      visits: record?.visits ?? [],
      findings: record?.findings ?? [],
    };
  },
});
