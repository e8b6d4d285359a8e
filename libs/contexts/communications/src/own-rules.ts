import { rule, type Judged, type Rule } from '#aggregates';
import { limaDate } from '#calendar';
import { centreOf, policyAt } from '#contracts';
import { sectionNames, type Section } from './mural/mural.ts';

type Data = Readonly<Record<string, unknown>>;
type Named = Pick<Rule, 'id' | 'provision' | 'title' | 'version'>;
const dataOf = ({ data }: { readonly data: unknown }): Data => data as Data;

interface Coverage {
  /** By centre, what it holds; when it lost the last, where it holds nothing any more. */
  readonly centres: Readonly<Record<string, { readonly held: readonly string[]; readonly lostAt?: string }>>;
}

interface EveryCentre extends Named {
  /** Types of the events by which a centre gets something, and by which it (every centre, where the event names none) loses it. */
  readonly given: Readonly<Record<string, (data: Data) => string>>;
  readonly ended: Readonly<Record<string, (data: Data) => string>>;
  /** es-PE: what is missing. */
  readonly missing: string;
}

/** The nation owes something to every centre of its own. */
export function everyCentre({ given, ended, missing, ...named }: EveryCentre): Rule {
  return rule<Coverage>({
    ...named,
    of: 'nation',
    events: [...Object.keys(given), ...Object.keys(ended)],
    initial: { centres: {} },
    fold({ centres }, event) {
      const data = dataOf(event);
      const { centre } = data as { centre?: string };
      const begun = given[event.type]?.(data);
      if (begun !== undefined) return { centres: { ...centres, [centre!]: { held: [...new Set([...(centres[centre!]?.held ?? []), begun])] } } };
      const lost = ended[event.type]!(data);
      return { centres: Object.fromEntries(Object.entries(centres).map(([code, own]) => [code, centre === undefined || centre === code ? without(own, lost, event.meta.occurredAt) : own])) };
    },
    assess({ centres }, { directory, boundSince }) {
      const lacking = [...directory.centres.values()].filter(({ foreign, code }) => !foreign && !centres[code]?.held.length).map(({ code }) => code).sort();
      if (lacking.length === 0) return { standing: 'kept' };
      const [since] = lacking.map((code) => centres[code]?.lostAt ?? boundSince).sort();
      return { standing: 'breached', since: since!, why: `${missing}: ${lacking.join(', ')}` };
    },
  });
}

function without(own: Coverage['centres'][string], lost: string, at: string): Coverage['centres'][string] {
  if (!own.held.includes(lost)) return own;
  const held = own.held.filter((each) => each !== lost);
  return held.length > 0 ? { held } : { held, lostAt: at };
}

interface Unauthorised {
  /** Date of each dissemination without leave that nobody has attended to, by its id. */
  readonly open: Readonly<Record<string, string>>;
  readonly lastAt?: string;
}

/** A centre tells the media nothing without leave (DIR.5.5.b). */
export const onlyAuthorised: Rule = rule<Unauthorised>({
  id: 'DIR.5.5.b',
  provision: 'DIR.5.5.b',
  title: 'El centro difunde en medios solo lo autorizado',
  of: 'centre',
  version: 1,
  events: ['DifusionRecorded', 'DifusionWithoutAutorizacionDetected', 'DifusionWithoutAutorizacionClosed'],
  initial: { open: {} },
  fold({ open }, event) {
    const { difusion, on } = dataOf(event) as { difusion: string; on: string };
    const { [difusion]: _, ...rest } = open;
    return { open: event.type === 'DifusionWithoutAutorizacionDetected' ? { ...rest, [difusion]: on } : rest, lastAt: event.meta.occurredAt };
  },
  assess({ open, lastAt }) {
    const [since] = Object.values(open).sort();
    if (since !== undefined) return { standing: 'breached', since, why: 'Hubo una difusión sin autorización, todavía por atender' };
    return lastAt === undefined ? { standing: 'not-applicable', why: 'Todavía no difundió nada en medios.' } : { standing: 'kept', since: lastAt };
  },
});

interface Board {
  readonly installedAt?: string;
  readonly changedAt?: string;
  readonly hanging: readonly { readonly content: number; readonly section: Section; readonly until: string }[];
}

const sections = Object.keys(sectionNames) as Section[];

/** A noticeboard with its three sections, on which nothing has expired (DIR.5.5.f). */
export const muralComplete: Rule = rule<Board>({
  id: 'DIR.5.5.f',
  provision: 'DIR.5.5.f',
  title: 'El centro tiene su periódico mural con las tres secciones al día',
  of: 'centre',
  version: 1,
  events: ['MuralInstalled', 'ContenidoMuralPosted', 'ContenidoMuralRemoved'],
  initial: { hanging: [] },
  fold(before, event) {
    const at = event.meta.occurredAt;
    const { content, section, until } = dataOf(event) as unknown as Board['hanging'][number];
    if (event.type === 'MuralInstalled') return { ...before, installedAt: at, changedAt: at };
    const others = before.hanging.filter((each) => each.content !== content);
    return { ...before, changedAt: at, hanging: event.type === 'ContenidoMuralPosted' ? [...others, { content, section, until }] : others };
  },
  assess({ installedAt, changedAt, hanging }, { today, boundSince }) {
    if (installedAt === undefined) return { standing: 'breached', since: boundSince, why: 'No hay periódico mural' };
    const [expired] = hanging.map(({ until }) => until).filter((until) => until < today).sort();
    if (expired !== undefined) return { standing: 'breached', since: expired, why: 'Hay contenidos vencidos sin retirar' };
    const empty = sections.filter((section) => !hanging.some((each) => each.section === section));
    if (empty.length > 0) return { standing: 'breached', since: changedAt!, why: `Sin contenido: ${empty.map((section) => sectionNames[section]).join(', ')}` };
    return { standing: 'kept', since: changedAt! };
  },
});

interface Shown {
  readonly videos: readonly string[];
  /** Since when there is something to show. */
  readonly since?: string;
  readonly confirmed?: string;
}

/** Working days of the centre after a date and before today: those of which nothing was said. */
const silentDays = (after: string, { place, today, calendar, directory }: Judged): number => {
  const where = { centre: place, department: centreOf(directory, place)?.department };
  return Math.max(0, calendar.workingDaysBetween(after, today, where) - (calendar.isWorkingDay(today, where) ? 1 : 0));
};

/** Videos are shown every day on which the centre is open: its word may lack for no longer than the policy says (DIR.5.5.h). */
export const videosShown: Rule = rule<Shown>({
  id: 'DIR.5.5.h',
  provision: 'DIR.5.5.h',
  title: 'El centro difunde los videos institucionales de manera permanente',
  of: 'centre',
  version: 1,
  events: ['VideoAssigned', 'VideoUnassigned', 'DifusionVideoConfirmed', 'MaterialWithdrawn'],
  placesOf: (event) => (event.type === 'MaterialWithdrawn' ? (dataOf(event).centres as string[]) : [String(dataOf(event).centre)]),
  initial: { videos: [] },
  fold({ videos, since, confirmed }, event) {
    const { video, material, date } = dataOf(event) as Readonly<Record<string, string>>;
    const rest = confirmed === undefined ? {} : { confirmed };
    if (event.type === 'DifusionVideoConfirmed') return { videos, ...(since && { since }), confirmed: date! };
    if (event.type === 'VideoAssigned') return { videos: [...videos, video!], since: videos.length > 0 ? since! : event.meta.occurredAt, ...rest };
    const left = videos.filter((each) => each !== video && each !== material);
    return { videos: left, ...(left.length > 0 && since && { since }), ...rest };
  },
  assess({ videos, since, confirmed }, judged) {
    if (videos.length === 0) return { standing: 'not-applicable', why: 'No tiene videos asignados.' };
    const days = policyAt(judged.directory, 'video-working-days', judged.today)?.value;
    if (days === undefined) return { standing: 'not-measurable', why: 'Ninguna política fija cada cuánto se confirma.' };
    const assigned = limaDate(since!);
    const last = confirmed !== undefined && confirmed > assigned ? confirmed : assigned;
    if (silentDays(last, judged) >= days) return { standing: 'breached', since: last, why: 'No se confirma la difusión de los videos' };
    return { standing: 'kept', since: last };
  },
});
