import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import { centreOfId, checkFile, File, longText, Medium, ownCentres } from '../shared.ts';

const provision = 'DIR.5.5.b';
const base = { difusion: ids.atCentre.schema.meta({ examples: ['CUS-n0001'] }), centre: CentreCode, by: Id };

const told = events({
  DifusionWithoutAutorizacionDetected: { provision, title: 'Difusión sin autorización detectada', data: z.strictObject({ ...base, medium: Medium, on: LocalDate, what: z.string(), evidence: Sha256.exactOptional() }) },
  DifusionWithoutAutorizacionClosed: { provision, title: 'Difusión sin autorización atendida', data: z.strictObject({ ...base, measure: z.string() }) },
});

type Detected = { readonly status: 'none' } | { readonly status: 'detected' | 'closed'; readonly centre: string; readonly medium: string; readonly on: string; readonly what: string; readonly evidence?: string; readonly by: string; readonly measure?: string };

/** A dissemination that nobody had authorised: it is recorded, since it can no longer be kept from happening. */
const definition = define<Detected, typeof told>({
  name: 'difusion-no-autorizada',
  path: 'difusiones-no-autorizadas',
  title: ['Difusión sin autorización', 'Difusiones sin autorización'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    DifusionWithoutAutorizacionDetected: (_, { difusion: _id, ...data }) => ({ status: 'detected', ...data }),
    DifusionWithoutAutorizacionClosed: (state, { measure }) => ({ ...(state as Exclude<Detected, { status: 'none' }>), status: 'closed', measure }),
  },
  statuses: { none: 'Sin registrar', detected: 'Por atender', closed: 'Atendida' },
  record: {
    version: 1,
    summary: (state) => (state.status === 'none' ? { title: '' } : { title: `Difusión del ${state.on}`, centre: state.centre }),
    waits: (state) => (state.status === 'detected' ? { role: 'communications', act: 'close' } : undefined),
  },
});

export const difusionNoAutorizada = declare(definition, {
  detect: act(definition, {
    summary: 'Registrar una difusión sin autorización',
    provision,
    roles: ['communications', 'ogauc'],
    from: ['none'],
    input: input({ medium: Medium, on: LocalDate.meta({ title: 'Fecha de la difusión' }), what: longText('Qué se difundió'), evidence: File.exactOptional() }),
    async facts({ evidence }, scope, id) {
      await checkFile(scope, evidence, 'evidence');
      return ownCentres(scope).includes(centreOfId(id));
    },
    decide(_, { id, input, facts: known, actor: { id: by }, today }) {
      if (!known) throw refuse('not-found', 'centre-unknown', 'No existe ese centro.', { field: 'id', provision });
      if (input.on > today) throw refuse('invalid', 'difusion-in-future', 'La difusión no puede ser futura.', { field: 'on', provision });
      return [{ type: 'DifusionWithoutAutorizacionDetected', data: { difusion: id, centre: centreOfId(id), by, ...input } }];
    },
  }),
  close: act(definition, {
    summary: 'Dar por atendida',
    provision,
    roles: ['communications'],
    from: ['detected'],
    input: input({ measure: longText('Medida tomada') }),
    decide: ({ centre }, { id, input, actor: { id: by } }) => [{ type: 'DifusionWithoutAutorizacionClosed', data: { difusion: id, centre, by, ...input } }],
  }),
});
