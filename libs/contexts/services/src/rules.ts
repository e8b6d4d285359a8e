import { recurringDuty, rule, standingDuty, taskDuty, type Rule } from '#aggregates';
import type { RecordedEvent } from '#kernel';

type Data = Readonly<Record<string, unknown>>;

const field = (name: string) => (data: Data) => String(data[name]);
const due = (data: Data) => (data.due === undefined ? {} : { due: String(data.due) });
/** The organ that an event names, where its history is a centre's or the nation's. */
const organNamed = ({ data }: RecordedEvent): readonly string[] => [String((data as Data).organ)];

const catalogue = standingDuty({
  id: 'DIR.4.1-catalogue',
  provision: 'DIR.4.1',
  title: 'Los servicios de los centros están definidos en el catálogo',
  of: 'nation',
  version: 1,
  begins: { ServicioDefined: field('entry') },
  ends: {},
  missing: 'El catálogo no tiene servicios',
});

const closedInTime = taskDuty({
  id: 'DIR.4.1',
  provision: 'DIR.4.1',
  title: 'Cada atención se cierra dentro del corte',
  of: 'centre',
  version: 1,
  opens: { AtencionRecorded: (data) => (data.due === undefined ? undefined : { key: String(data.atencion), due: String(data.due) }) },
  closes: { AtencionEscalated: field('atencion'), AtencionClosed: field('atencion'), AtencionAnnulled: field('atencion') },
  overdue: 'Hay atenciones abiertas después del corte',
});

const served = recurringDuty({
  id: 'DIR.4.4',
  provision: 'DIR.4.4',
  title: 'El centro presta sus servicios por sus especialistas (la Directiva no dice cada cuánto)',
  of: 'centre',
  version: 1,
  fulfilledBy: ['AtencionRecorded'],
  everyDays: 'attention-days',
  missing: 'No hay atenciones recientes',
});

const improvements = recurringDuty({
  id: 'DIR.4.6',
  provision: 'DIR.4.6',
  title: 'El órgano facilita la mejora de los servicios (la Directiva no dice cada cuánto)',
  of: 'organ',
  version: 1,
  fulfilledBy: ['MejoraProposed'],
  everyDays: 'mejora-days',
  missing: 'El órgano no ha propuesto mejoras en su plazo',
});

const improvementsDecided = taskDuty({
  id: 'DIR.4.6-decision',
  provision: 'DIR.4.6',
  title: 'Cada mejora propuesta se adopta o no, dentro de su plazo',
  of: 'nation',
  version: 1,
  opens: { MejoraProposed: (data) => ({ key: String(data.mejora), ...due(data) }) },
  closes: { MejoraAdopted: field('mejora'), MejoraDeclined: field('mejora') },
  overdue: 'Hay mejoras sin decidir fuera de plazo',
});

interface Years {
  /** Metas in force of each year, by code. */
  readonly metas: Readonly<Record<string, readonly string[]>>;
}

const targets = rule<Years>({
  id: 'DIR.4.10',
  provision: 'DIR.4.10',
  title: 'El órgano tiene metas en el POI del año para lo que hacen sus especialistas en los centros',
  of: 'organ',
  version: 1,
  events: ['MetaPoiSet', 'MetaPoiWithdrawn'],
  initial: { metas: {} },
  fold({ metas }, { type, data }) {
    const { year, meta } = data as { year: number; meta: string };
    const others = (metas[year] ?? []).filter((code) => code !== meta);
    return { metas: { ...metas, [year]: type === 'MetaPoiSet' ? [...others, meta] : others } };
  },
  assess({ metas }, { today, boundSince }) {
    const year = today.slice(0, 4);
    if ((metas[year] ?? []).length > 0) return { standing: 'kept', since: `${year}-01-01` };
    const since = boundSince > `${year}-01-01` ? boundSince : `${year}-01-01`;
    return { standing: 'breached', since, why: `No hay metas del POI ${year}` };
  },
});

interface Linked {
  readonly year: string;
  /** Attentions of the year that name no meta. */
  readonly without: readonly string[];
  readonly linked: number;
  readonly since?: string;
}

/** Enough to tell that there are some; the list is no longer than this. */
const remembered = 200;

const linked = rule<Linked>({
  id: 'DIR.4.10-linked',
  provision: 'DIR.4.10',
  title: 'Cada atención de sus especialistas corresponde a una meta del POI de su órgano',
  of: 'organ',
  version: 1,
  events: ['AtencionRecorded', 'AtencionAnnulled'],
  placesOf: organNamed,
  initial: { year: '', without: [], linked: 0 },
  fold(state, { type, data, meta: { occurredAt } }) {
    const { atencion, date, meta } = data as { atencion: string; date: string; meta?: string };
    if (type === 'AtencionAnnulled') return { ...state, without: state.without.filter((id) => id !== atencion) };
    const year = date.slice(0, 4);
    if (year < state.year) return state;
    const before: Linked = year === state.year ? state : { year, without: [], linked: 0 };
    if (meta !== undefined) return { ...before, linked: before.linked + 1 };
    return { ...before, without: [...before.without, atencion].slice(-remembered), since: before.without.length > 0 ? (before.since ?? occurredAt) : occurredAt };
  },
  assess({ year, without, linked, since = '' }, { today }) {
    if (year !== today.slice(0, 4)) return { standing: 'not-applicable', why: 'Sin atenciones en el año.' };
    if (without.length > 0) return { standing: 'breached', since, why: `Hay atenciones sin meta del POI (${without.length === remembered ? 'al menos ' : ''}${without.length})` };
    return linked > 0 ? { standing: 'kept' } : { standing: 'not-applicable', why: 'Sin atenciones en el año.' };
  },
});

const reports = taskDuty({
  id: 'DIR.4.11',
  provision: 'DIR.4.11',
  title: 'El órgano sustenta cada nuevo servicio que le concierne, dentro de su plazo',
  of: 'organ',
  version: 1,
  placesOf: ({ type, data }) => (type === 'InformeSustentatorioSubmittedByOrgano' ? [String((data as Data).organ)] : (data as { organs: readonly string[] }).organs),
  opens: { NuevoServicioProposed: (data) => ({ key: String(data.service), ...due(data) }) },
  closes: { InformeSustentatorioSubmittedByOrgano: field('service'), NuevoServicioDeclined: field('service') },
  overdue: 'Hay informes sustentatorios sin presentar fuera de plazo',
});

const ogaucReports = taskDuty({
  id: 'DIR.4.11-ogauc',
  provision: 'DIR.4.11',
  title: 'La OGAUC sustenta cada nuevo servicio, dentro de su plazo',
  of: 'nation',
  version: 1,
  opens: { NuevoServicioProposed: (data) => ({ key: String(data.service), ...due(data) }) },
  closes: { InformeSustentatorioSubmittedByOgauc: field('service'), NuevoServicioDeclined: field('service') },
  overdue: 'Hay informes sustentatorios de la OGAUC fuera de plazo',
});

const eventsHeld = taskDuty({
  id: 'DIR.5.1.1.f',
  provision: 'DIR.5.1.1.f',
  title: 'Los eventos que el órgano coordina y programa se realizan, se reprograman o se cancelan con motivo',
  of: 'organ',
  version: 1,
  placesOf: organNamed,
  opens: { EventoScheduled: (data) => ({ key: String(data.evento), ...due(data) }) },
  closes: { EventoHeld: field('evento'), EventoCancelled: field('evento'), EventoRescheduled: field('evento') },
  overdue: 'Hay eventos programados de los que no se registró si se realizaron',
});

const offer = standingDuty({
  id: 'DIR.5.1.2.a',
  provision: 'DIR.5.1.2.a',
  title: 'El centro tiene abierta su oferta de servicios',
  of: 'centre',
  version: 1,
  begins: { ServicioOpenedInCentro: field('service') },
  ends: { ServicioSuspendedInCentro: field('service') },
  missing: 'El centro no tiene servicios abiertos',
});

const supervisions = taskDuty({
  id: 'DIR.5.1.2.a-supervision',
  provision: 'DIR.5.1.2.a',
  title: 'Las supervisiones programadas de la oferta se realizan en su fecha',
  of: 'centre',
  version: 1,
  opens: { SupervisionPlanned: (data) => ({ key: String(data.supervision), ...due(data) }), SupervisionPostponed: (data) => ({ key: String(data.supervision), ...due(data) }) },
  closes: { SupervisionPerformed: field('supervision') },
  overdue: 'Hay supervisiones programadas sin realizar',
});

/** What the Directive obliges to in services, and how it is seen. */
export const rules: readonly Rule[] = [catalogue, closedInTime, served, improvements, improvementsDecided, targets, linked, reports, ogaucReports, eventsHeld, offer, supervisions];
