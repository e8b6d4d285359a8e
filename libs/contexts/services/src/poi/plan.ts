import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { input, OrganId, publicText, type OrganLookup } from '#contracts';
import { refuse } from '#kernel';
import { callersOrgan, checkServing, kindNames } from '../terms.ts';

const provision = 'DIR.4.10';

/** Code of a meta within its organ's POI of a year. */
export const MetaCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,19}$/, { error: 'El código de la meta tiene hasta 20 letras mayúsculas, dígitos, puntos o guiones.' })
  .meta({ examples: ['AOI-01'] });

const countsNames = { attentions: 'Atenciones', attendees: 'Personas asistentes' } as const;
const Counts = z.enum(['attentions', 'attendees']).meta({ title: 'Qué se cuenta', names: countsNames });
const Year = z.int().min(2012).max(2199);
const ServiceKind = z.enum(['consulta', 'asistencia-tecnica', 'capacitacion', 'informacion', 'comunicacion']).meta({ names: kindNames });

const of = { organ: OrganId, year: Year, meta: MetaCode };

const told = events({
  MetaPoiSet: { provision, title: 'Meta del POI fijada', data: z.strictObject({ ...of, name: z.string(), unit: z.string(), counts: Counts, target: z.int().min(1), kind: ServiceKind.exactOptional(), document: z.string() }) },
  MetaPoiRevised: { provision, title: 'Meta del POI modificada', data: z.strictObject({ ...of, previous: z.int(), target: z.int().min(1), document: z.string() }) },
  MetaPoiWithdrawn: { provision, title: 'Meta del POI retirada', data: z.strictObject({ ...of, reason: z.string() }) },
});

export interface Meta {
  readonly name: string;
  /** As the POI says it. */
  readonly unit: string;
  readonly counts: 'attentions' | 'attendees';
  readonly target: number;
  /** The one service that it is of; any, where absent. */
  readonly kind?: string;
  readonly withdrawn?: true;
}

interface Plan {
  readonly status: 'never-set' | 'in-force';
  /** By code. */
  readonly metas: Readonly<Record<string, Meta>>;
}

const change = ({ metas }: Plan, code: string, changed: Partial<Meta>): Plan => ({ status: 'in-force', metas: { ...metas, [code]: { ...metas[code]!, ...changed } } });

const yearOf = (id: string): number => Number(id.slice(id.lastIndexOf('.') + 1));
const organOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

const definition = define<Plan, typeof told>({
  name: 'poi-plan',
  path: 'poi-targets',
  title: ['Metas del POI', 'Metas de los POI'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'never-set', metas: {} },
  evolve: {
    MetaPoiSet: (state, { meta, name, unit, counts, target, kind }) => change(state, meta, { name, unit, counts, target, ...(kind && { kind }) }),
    MetaPoiRevised: (state, { meta, target }) => change(state, meta, { target }),
    MetaPoiWithdrawn: (state, { meta }) => change(state, meta, { withdrawn: true }),
  },
  statuses: { 'never-set': 'Sin metas', 'in-force': 'Vigente' },
  record: {
    version: 1,
    labels: { metas: 'Metas', withdrawn: 'Retirada' },
    readers: 'all',
    summary: ({ metas }, id) => ({ title: `POI ${yearOf(id)}: metas ${Object.values(metas).filter(({ withdrawn }) => !withdrawn).length}`, organ: organOf(id) }),
  },
});

const roles = ['director-general', 'technical-lead'] as const;
const meta = MetaCode.meta({ title: 'Código de la meta' });
const target = z.int({ error: 'Escriba un número entero.' }).min(1, { error: 'La meta es 1 como mínimo.' }).max(10_000_000, { error: 'La meta es 10 000 000 como máximo.' }).meta({ title: 'Meta' });
const document = publicText(200, 3).meta({ title: 'Documento que la aprueba' });

/** The id names a year of a POI that still runs, or the next. @throws DomainError `poi-year-invalid`, `poi-year-over` */
function checkYear(id: string, today: string): number {
  const [year, now] = [yearOf(id), Number(today.slice(0, 4))];
  if (!/\.\d{4}$/.test(id) || year < 2012 || year > now + 1) throw refuse('invalid', 'poi-year-invalid', 'El código termina en el año del POI, como dgpp.2026; a lo más, el del próximo año.', { field: 'id', provision });
  if (year < now) throw refuse('conflict', 'poi-year-over', 'El año de ese POI ya terminó.', { provision });
  return year;
}

/** @throws DomainError `meta-unknown` */
function known({ metas }: Plan, code: string): Meta {
  const found = metas[code];
  if (!found || found.withdrawn) throw refuse('not-found', 'meta-unknown', 'No hay una meta vigente con ese código.', { field: 'meta', provision });
  return found;
}

const checkOrgan = (found: OrganLookup): void => checkServing(found, { provision });

/** The metas of an organ's plan of a year, called `dgpp.2026`: one stream, so that a code is one meta. */
export const poiPlan = declare(definition, {
  'set-target': act(definition, {
    summary: 'Fijar una meta del POI',
    provision,
    roles,
    from: ['never-set', 'in-force'],
    input: input({
      meta,
      name: publicText(200, 5).meta({ title: 'Actividad operativa' }),
      unit: publicText(60, 2).meta({ title: 'Unidad de medida', description: 'Como la dice el POI' }),
      counts: Counts,
      target,
      kind: ServiceKind.optional().meta({ title: 'Solo de este servicio' }),
      document,
    }),
    facts: (_, scope) => callersOrgan(scope),
    decide({ metas }, { id, input: { kind, ...given }, facts, today }) {
      checkOrgan(facts);
      const year = checkYear(id, today);
      if (metas[given.meta]) throw refuse('conflict', 'meta-already-set', 'Ya existe una meta con ese código en este POI: modifíquela.', { field: 'meta', provision });
      return [{ type: 'MetaPoiSet', data: { organ: organOf(id), year, ...given, ...(kind && { kind }) } }];
    },
  }),
  'revise-target': act(definition, {
    summary: 'Modificar una meta del POI',
    provision,
    roles,
    from: ['in-force'],
    input: input({ meta, target, document }),
    decide(state, { id, input: given, today }) {
      const year = checkYear(id, today);
      const { target: previous } = known(state, given.meta);
      if (previous === given.target) return [];
      return [{ type: 'MetaPoiRevised', data: { organ: organOf(id), year, previous, ...given } }];
    },
  }),
  'withdraw-target': act(definition, {
    summary: 'Retirar una meta del POI',
    provision,
    roles,
    from: ['in-force'],
    input: input({ meta, reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide(state, { id, input: given, today }) {
      const year = checkYear(id, today);
      known(state, given.meta);
      return [{ type: 'MetaPoiWithdrawn', data: { organ: organOf(id), year, ...given } }];
    },
  }),
});
