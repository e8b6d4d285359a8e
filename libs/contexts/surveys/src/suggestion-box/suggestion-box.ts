import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, centreOf, Id, Instant, input, LocalDate, publicText, Sha256 } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dateIn, endOf } from '../anonymous/hold.ts';
import { policyNow } from '../policy.ts';

const provision = 'DIR.5.5.e';
const centre = CentreCode;

const told = events({
  BuzonInstalled: { provision, title: 'Buzón de sugerencias colocado', data: z.strictObject({ centre, place: z.string(), on: LocalDate, openBy: Instant, by: Id }) },
  BuzonOpened: { provision, title: 'Buzón de sugerencias abierto con acta', data: z.strictObject({ centre, on: LocalDate, count: z.int(), acta: Sha256, openBy: Instant, by: Id }) },
  BuzonWithdrawn: { provision, title: 'Buzón de sugerencias retirado', data: z.strictObject({ centre, on: LocalDate, reason: z.string(), by: Id }) },
});

interface Opening {
  readonly on: string;
  readonly count: number;
  readonly acta: string;
}

interface Box {
  readonly place: string;
  readonly since: string;
  readonly openings: readonly Opening[];
}

type SuggestionBox =
  | { readonly status: 'never-installed' }
  | (Box & { readonly status: 'installed'; readonly openBy: string })
  /** `on`: first date without one. */
  | (Box & { readonly status: 'withdrawn'; readonly on: string });

/** The box that a centre puts where its users see it: one, called by the centre. */
const definition = define<SuggestionBox, typeof told>({
  name: 'suggestion-box',
  path: 'suggestion-boxes',
  title: ['Buzón de sugerencias', 'Buzones de sugerencias'],
  id: ids.centre,
  events: told,
  initialState: { status: 'never-installed' },
  evolve: {
    BuzonInstalled: (state, { place, on, openBy }) => ({ status: 'installed', place, since: on, openBy, openings: state.status === 'never-installed' ? [] : state.openings }),
    BuzonOpened: (state, { on, count, acta, openBy }) => (state.status === 'installed' ? { ...state, openBy, openings: [...state.openings, { on, count, acta }] } : state),
    BuzonWithdrawn: (state, { on }) => (state.status === 'installed' ? { status: 'withdrawn', place: state.place, since: state.since, openings: state.openings, on } : state),
  },
  statuses: { 'never-installed': 'Sin colocar', installed: 'Colocado', withdrawn: 'Retirado' },
  record: {
    version: 1,
    summary: (_, id) => ({ title: `Buzón de sugerencias de ${id}`, centre: id }),
    waits: (state, id) => (state.status === 'installed' ? { role: 'centre-coordinator', centre: id, act: 'open', due: state.openBy } : state.status === 'withdrawn' ? { role: 'centre-coordinator', centre: id, act: 'install' } : undefined),
  },
});

const lastOpening = ({ openings }: Box): string => openings.at(-1)?.on ?? '';

const intervalOf = ({ services, now }: Scope): number => policyNow('suggestion-box-days', services, now);

const wrongDate = (message: string) => refuse('invalid', 'box-date-invalid', message, { field: 'on', provision });

export const suggestionBox = declare(definition, {
  install: act(definition, {
    summary: 'Colocar el buzón',
    provision,
    roles: ['centre-coordinator', 'ogauc'],
    from: ['never-installed', 'withdrawn'],
    input: input({
      on: LocalDate.meta({ title: 'Fecha en que se colocó' }),
      place: publicText(200, 5).meta({ title: 'Dónde está', description: 'A la vista y al alcance del público, fuera de la vista de las ventanillas' }),
    }),
    facts: (_, scope, id) => ({ known: centreOf(scope.services.directory(), id) !== undefined, interval: intervalOf(scope) }),
    decide(state, { id, input: { on, place }, facts: { known, interval }, today, actor }) {
      if (!known) throw refuse('not-found', 'centre-unknown', 'No existe un centro con ese código.', { provision });
      if (on > today) throw wrongDate('El buzón no puede estar colocado en una fecha que no ha llegado.');
      if (state.status === 'withdrawn' && on < state.on) throw wrongDate(`El buzón anterior se retiró el ${state.on}.`);
      return [{ type: 'BuzonInstalled', data: { centre: id, place, on, openBy: endOf(dateIn(on, interval)), by: actor.id } }];
    },
  }),
  open: act(definition, {
    summary: 'Abrir el buzón con acta',
    provision,
    roles: ['centre-coordinator'],
    from: ['installed'],
    input: input({
      on: LocalDate.meta({ title: 'Fecha en que se abrió' }),
      count: z.int({ error: 'Escriba un número entero.' }).min(0, { error: 'Cero es el mínimo.' }).max(10_000, { error: 'Son 10 000 como máximo.' }).meta({ title: 'Cuántas sugerencias había' }),
      acta: Sha256.meta({ title: 'Acta firmada', widget: 'file' }),
    }),
    async facts({ acta }, scope) {
      await existingFile(scope.services.files, acta, 'acta');
      return { interval: intervalOf(scope) };
    },
    decide(state, { id, input: { on, count, acta }, facts: { interval }, today, actor }) {
      if (on > today) throw wrongDate('El buzón no puede haberse abierto en una fecha que no ha llegado.');
      if (on < state.since || on <= lastOpening(state)) throw wrongDate(`El buzón se colocó el ${state.since}${lastOpening(state) && ` y se abrió por última vez el ${lastOpening(state)}`}.`);
      if (state.openings.some((opening) => opening.acta === acta)) throw refuse('conflict', 'acta-used', 'Esa acta es de otra apertura.', { field: 'acta', provision });
      return [{ type: 'BuzonOpened', data: { centre: id, on, count, acta, openBy: endOf(dateIn(on, interval)), by: actor.id } }];
    },
  }),
  withdraw: act(definition, {
    summary: 'Retirar el buzón',
    provision,
    roles: ['ogauc'],
    from: ['installed'],
    input: input({ on: LocalDate.meta({ title: 'Primer día sin el buzón' }), reason: publicText(500, 5).meta({ title: 'Motivo' }) }),
    decide(state, { id, input: { on, reason }, today, actor }) {
      if (on > today || on < state.since) throw wrongDate(`Debe ser del ${state.since} a hoy.`);
      return [{ type: 'BuzonWithdrawn', data: { centre: id, on, reason, by: actor.id } }];
    },
  }),
});
