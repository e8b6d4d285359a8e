import { act, declare, type Declared } from '#aggregates';
import { input } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { cancel, checkOwn, enrol, hold, isOver, notify, propose, provision, registerAttendance, reschedule, whoseOf, withdraw } from './acts.ts';
import type { told } from './events.ts';
import { recordUntil, reserve } from './facts.ts';
import { definition, type TrainingEvent } from './state.ts';

const load = ({ services }: Scope, id: string) => services.executor.load(trainingEvent, id);

const byProposer = (state: TrainingEvent) => (state.status === 'never-proposed' ? [] : [state.proposedBy]);

/** A training, technical assistance or the like that an organ gives at a centre (DIR.5.1.1.f). */
export const trainingEvent: Declared<TrainingEvent, typeof told> = declare(definition, {
  propose,
  'coordinate-centre': act(definition, {
    summary: 'Coordinar por el centro: reservar sala y especialistas',
    provision,
    roles: ['centre-coordinator'],
    from: ['proposed'],
    input: input({}),
    notBy: byProposer,
    async facts(_, scope, id): Promise<{ readonly round: number }> {
      const { state } = await load(scope, id);
      if (state.status !== 'proposed') return { round: -1 };
      if (!state.byCentre) await reserve(scope, id, state.slot, (other) => load(scope, other));
      return { round: state.slot.round };
    },
    decide(state, { id, facts: { round }, actor }) {
      if (state.byCentre) throw refuse('conflict', 'already-coordinated', 'El centro ya coordinó este evento.', { provision });
      if (round !== state.slot.round) throw refuse('conflict', 'event-moved', 'El evento se reprogramó mientras tanto; vuelva a cargarlo.', { provision });
      return [{ type: 'EventoCoordinatedByCentro', data: { ...whoseOf(id, state, actor), round } }];
    },
  }),
  'coordinate-ogauc': act(definition, {
    summary: 'Coordinar por la OGAUC',
    provision,
    roles: ['ogauc'],
    from: ['proposed'],
    input: input({}),
    notBy: byProposer,
    decide(state, { id, actor }) {
      if (state.byOgauc) throw refuse('conflict', 'already-coordinated', 'La OGAUC ya coordinó este evento.', { provision });
      return [{ type: 'EventoCoordinatedByOgauc', data: { ...whoseOf(id, state, actor), round: state.slot.round } }];
    },
  }),
  schedule: act(definition, {
    summary: 'Programar el evento',
    provision,
    roles: ['technical-lead', 'director-general'],
    from: ['proposed', 'coordinated'],
    input: input({}),
    async facts(_, scope, id): Promise<{ readonly date?: string; readonly due?: string | undefined }> {
      const { state } = await load(scope, id);
      return state.status === 'never-proposed' ? {} : { date: state.slot.date, due: recordUntil(scope, id, state.slot.date) };
    },
    decide(state, { id, facts: { date, due }, now, actor }) {
      checkOwn(state, actor);
      if (state.status === 'proposed') throw refuse('conflict', 'not-coordinated', `Falta coordinar con ${[...(state.byCentre ? [] : ['el centro']), ...(state.byOgauc ? [] : ['la OGAUC'])].join(' y ')}.`, { provision });
      if (isOver(state.slot, now)) throw refuse('conflict', 'event-over', 'La fecha del evento ya pasó: reprográmelo.', { provision });
      return [{ type: 'EventoScheduled', data: { ...whoseOf(id, state, actor), ...state.slot, ...(due && date === state.slot.date && { due }) } }];
    },
  }),
  reschedule,
  cancel,
  'notify-cancellation': notify,
  enrol,
  'withdraw-enrolment': withdraw,
  'record-held': hold,
  'register-attendance': registerAttendance,
});
