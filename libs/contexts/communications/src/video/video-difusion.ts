import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { MaterialId, materialNow, type Material } from '../material/material.ts';
import { centreStaff, ownCentres, placeOf } from '../shared.ts';

const provision = 'DIR.5.5.h';
const base = { centre: CentreCode, by: Id };
const video = MaterialId;

const told = events({
  VideoAssigned: { provision, title: 'Video asignado al centro', data: z.strictObject({ ...base, video }) },
  VideoUnassigned: { provision, title: 'Video retirado del centro', data: z.strictObject({ ...base, video }) },
  DifusionVideoConfirmed: { provision, title: 'Difusión de videos confirmada', data: z.strictObject({ ...base, date: LocalDate, videos: z.array(video) }) },
});

interface Difusion {
  readonly status: 'none' | 'assigned';
  readonly videos: readonly string[];
  /** Last date confirmed. */
  readonly confirmed?: string;
}

/** The institutional videos that a centre shows, and its daily word that it does. */
const definition = define<Difusion, typeof told>({
  name: 'video-difusion',
  path: 'videos-difusion',
  title: ['Difusión de videos', 'Difusión de videos'],
  id: ids.centre,
  events: told,
  initialState: { status: 'none', videos: [] },
  evolve: {
    VideoAssigned: (state, { video }) => ({ ...state, status: 'assigned', videos: [...state.videos, video] }),
    VideoUnassigned: (state, { video }) => ({ ...state, videos: state.videos.filter((each) => each !== video) }),
    DifusionVideoConfirmed: (state, { date }) => ({ ...state, confirmed: date }),
  },
  statuses: { none: 'Sin videos', assigned: 'Con videos asignados' },
  record: { version: 1, summary: (_, id) => ({ title: `Videos: ${id}`, centre: id }) },
});

const assignment = input({ video: MaterialId.meta({ title: 'Código del video' }) });
const now = ({ video }: { video: string }, scope: Scope): Promise<Material> => materialNow(scope, video);

interface Day {
  /** The centre is open on that date. */
  readonly open: boolean;
  readonly inForce: readonly string[];
}

export const videoDifusion = declare(definition, {
  assign: act(definition, {
    summary: 'Asignar un video al centro',
    provision,
    roles: ['communications'],
    from: ['none', 'assigned'],
    input: assignment,
    facts: async (given, scope, centre) => ({ material: await now(given, scope), known: ownCentres(scope).includes(centre) }),
    decide({ videos }, { id, input: { video }, facts: { material, known }, actor: { id: by } }) {
      if (!known) throw refuse('not-found', 'centre-unknown', 'No existe ese centro.', { field: 'id', provision });
      if (material.status !== 'approved') throw refuse('conflict', 'material-not-approved', 'Ese video no está aprobado, o fue retirado de circulación.', { field: 'video', provision });
      if (material.kind !== 'video') throw refuse('invalid', 'not-a-video', 'Ese material no es un video.', { field: 'video', provision });
      if (videos.includes(video)) throw refuse('conflict', 'already-assigned', 'El centro ya tiene asignado ese video.', { field: 'video', provision });
      return [{ type: 'VideoAssigned', data: { centre: id, by, video } }];
    },
  }),
  unassign: act(definition, {
    summary: 'Dejar de difundir un video en el centro',
    provision,
    roles: ['communications'],
    from: ['assigned'],
    input: assignment,
    decide({ videos }, { id, input: { video }, actor: { id: by } }) {
      if (!videos.includes(video)) throw refuse('not-found', 'video-unknown', 'El centro no tiene asignado ese video.', { field: 'video', provision });
      return [{ type: 'VideoUnassigned', data: { centre: id, by, video } }];
    },
  }),
  confirm: act(definition, {
    summary: 'Confirmar la difusión del día',
    provision,
    roles: centreStaff,
    from: ['assigned'],
    input: input({ date: LocalDate.meta({ title: 'Día' }) }),
    facts: async ({ date }, scope, centre): Promise<Day> => ({ open: scope.services.calendar().isWorkingDay(date, placeOf(scope, centre)), inForce: await inForceAt(scope, centre) }),
    decide({ videos, confirmed }, { id, input: { date }, facts: { open, inForce }, actor: { id: by }, today }) {
      if (date > today) throw refuse('invalid', 'date-in-future', 'El día no puede ser futuro.', { field: 'date', provision });
      if (!open) throw refuse('invalid', 'closed-day', 'Ese día el centro no atendió: no hay difusión que confirmar.', { field: 'date', provision });
      if (confirmed !== undefined && date <= confirmed) throw refuse('conflict', 'day-already-confirmed', `La difusión está confirmada hasta el ${confirmed}.`, { field: 'date', provision });
      const shown = videos.filter((video) => inForce.includes(video));
      if (shown.length === 0) throw refuse('conflict', 'no-video-in-force', 'El centro no tiene asignado ningún video vigente.', { provision });
      return [{ type: 'DifusionVideoConfirmed', data: { centre: id, by, date, videos: shown } }];
    },
  }),
});

/** Of the videos assigned to a centre, those that are still approved. */
async function inForceAt(scope: Scope, centre: string): Promise<readonly string[]> {
  const { videos } = (await scope.services.executor.load(videoDifusion, centre)).state;
  const known = await Promise.all(videos.map((video) => materialNow(scope, video)));
  return videos.filter((_, i) => known[i]!.status === 'approved');
}
