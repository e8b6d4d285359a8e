import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { Id, input, LocalDate, OrganId, publicText, Sistema } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { addDays, endOf, inForceOn } from '../dates.ts';
import { daysOf } from '../policies.ts';
import { staffMember } from '../staff-member/staff-member.ts';

const provision = 'DIR.5.1.1.c';
const training = z.string().min(1);
const common = { training, organ: OrganId };
/** Peru's scale: 0 to 20. */
const Score = z.int().min(0, { error: 'La nota va de 0 a 20.' }).max(20, { error: 'La nota va de 0 a 20.' });

const told = events({
  CapacitacionInternaScheduled: { provision, title: 'Capacitación de especialistas programada', data: z.strictObject({ ...common, sistema: Sistema, topic: z.string(), on: LocalDate, hours: z.int().min(1), by: Id }) },
  CapacitacionInternaCancelled: { provision, title: 'Capacitación de especialistas cancelada', data: z.strictObject({ ...common, reason: z.string() }) },
  CapacitacionInternaHeld: { provision, title: 'Capacitación de especialistas realizada', data: z.strictObject({ ...common, sistema: Sistema, on: LocalDate, hours: z.int().min(1) }) },
  /** `nextBy`: date by which those who attended have to be trained again. */
  AsistenciaInternaRegistered: { provision, title: 'Asistencia de especialistas registrada', data: z.strictObject({ ...common, sistema: Sistema, attendees: z.array(Id).min(1), on: LocalDate, nextBy: LocalDate }) },
  EvaluacionInternaRecorded: { provision, title: 'Especialista evaluado', data: z.strictObject({ ...common, person: Id, score: Score }) },
  CertificadoInternoIssued: { provision, title: 'Certificado de capacitación emitido', data: z.strictObject({ ...common, person: Id, hours: z.int().min(1) }) },
});

interface Training {
  readonly status: 'not-scheduled' | 'scheduled' | 'held' | 'cancelled';
  readonly topic: string;
  readonly sistema: Sistema;
  readonly on: string;
  readonly hours: number;
  readonly attendees: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly certified: readonly string[];
}

/** An organ trains its own specialists: not what centres teach the public (DIR.5.1.1.c). */
const definition = define<Training, typeof told>({
  name: 'internal-training',
  title: ['Capacitación de especialistas', 'Capacitaciones de especialistas'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'not-scheduled', topic: '', sistema: 'otros', on: '', hours: 0, attendees: [], scores: {}, certified: [] },
  evolve: {
    CapacitacionInternaScheduled: (state, { topic, sistema, on, hours }) => ({ ...state, status: 'scheduled', topic, sistema, on, hours }),
    CapacitacionInternaCancelled: (state) => ({ ...state, status: 'cancelled' }),
    CapacitacionInternaHeld: (state, { on, hours }) => ({ ...state, status: 'held', on, hours }),
    AsistenciaInternaRegistered: (state, { attendees }) => ({ ...state, attendees: [...state.attendees, ...attendees] }),
    EvaluacionInternaRecorded: (state, { person, score }) => ({ ...state, scores: { ...state.scores, [person]: score } }),
    CertificadoInternoIssued: (state, { person }) => ({ ...state, certified: [...state.certified, person] }),
  },
  statuses: { 'not-scheduled': 'Sin programar', scheduled: 'Programada', held: 'Realizada', cancelled: 'Cancelada' },
  record: {
    version: 1,
    readers: 'all',
    summary: ({ topic }, id) => ({ title: topic, organ: ids.ofOrgan.placeOf(id).organ! }),
    waits({ status, on, attendees }, id) {
      const { organ } = ids.ofOrgan.placeOf(id);
      if (status === 'scheduled') return { role: 'technical-lead', organ: organ!, act: 'hold', due: endOf(on) };
      return status === 'held' && attendees.length === 0 ? { role: 'technical-lead', organ: organ!, act: 'register-attendance' } : undefined;
    },
    labels: { scores: 'Notas', certified: 'Con certificado' },
    /** What each attained is for the organ, OGAUC and the person. */
    show({ scores, ...state }, { caller }, id) {
      const all = caller.role === 'ogauc' || (caller.organ === ids.ofOrgan.placeOf(id).organ && caller.role !== 'specialist');
      return { ...state, scores: all ? scores : Object.fromEntries(Object.entries(scores).filter(([person]) => person === caller.id)) };
    },
  },
});

const roles = ['technical-lead', 'director-general'] as const;
const organOf = (id: string): string => ids.ofOrgan.placeOf(id).organ!;
const hours = z.int({ error: 'Escriba las horas, en números enteros.' }).min(1, { error: 'Dura una hora como mínimo.' }).max(200, { error: 'Dura 200 horas como máximo.' }).meta({ title: 'Horas' });
const person = Id.meta({ title: 'Especialista', widget: 'person' });

interface Attendance {
  readonly nextBy: string;
  /** Attendees that are no specialists of the organ on the date. */
  readonly strangers: readonly string[];
}

async function attendanceFacts({ attendees, on }: { readonly attendees: readonly string[]; readonly on: string }, scope: Scope, id: string): Promise<Attendance> {
  const states = await Promise.all(attendees.map(async (each) => ({ each, state: (await scope.services.executor.load(staffMember, each)).state })));
  const own = ({ state }: (typeof states)[number]) => state.links.some((link) => link.kind === 'specialist' && link.organ === organOf(id) && inForceOn(link, on));
  return { nextBy: addDays(on, daysOf('internal-training-days', scope)), strangers: states.filter((each) => !own(each)).map(({ each }) => each) };
}

const attended = ({ attendees }: Training, one: string, field = 'person'): void => {
  if (!attendees.includes(one)) throw refuse('conflict', 'did-not-attend', 'No consta que esa persona asistiera.', { field, provision });
};

export const internalTraining = declare(definition, {
  schedule: act(definition, {
    summary: 'Programar una capacitación de especialistas',
    provision,
    roles,
    from: ['not-scheduled'],
    input: input({ sistema: Sistema, topic: publicText(200, 5).meta({ title: 'Tema' }), on: LocalDate.meta({ title: 'Fecha' }), hours }),
    decide: (_, { id, input: { sistema, topic, on, hours }, actor }) => [{ type: 'CapacitacionInternaScheduled', data: { training: id, organ: organOf(id), sistema, topic, on, hours, by: actor.id } }],
  }),
  cancel: act(definition, {
    summary: 'Cancelar la capacitación',
    provision,
    roles,
    from: ['scheduled'],
    input: input({ reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide: (_, { id, input: { reason } }) => [{ type: 'CapacitacionInternaCancelled', data: { training: id, organ: organOf(id), reason } }],
  }),
  hold: act(definition, {
    summary: 'Registrar que se realizó',
    provision,
    roles,
    from: ['scheduled'],
    input: input({ on: LocalDate.meta({ title: 'Fecha en que se realizó' }), hours }),
    decide({ sistema }, { id, input: { on, hours }, today }) {
      if (on > today) throw refuse('invalid', 'date-in-future', 'No puede constar como realizada en una fecha futura.', { field: 'on', provision });
      return [{ type: 'CapacitacionInternaHeld', data: { training: id, organ: organOf(id), sistema, on, hours } }];
    },
  }),
  'register-attendance': act(definition, {
    summary: 'Registrar la asistencia',
    provision,
    roles,
    from: ['held'],
    input: input({ on: LocalDate.meta({ title: 'Fecha en que se realizó' }), attendees: z.array(person).min(1, { error: 'Indique quiénes asistieron.' }).max(100, { error: 'Registre 100 asistentes como máximo de una vez.' }).meta({ title: 'Asistentes' }) }),
    facts: attendanceFacts,
    decide(state, { id, input: { on, attendees }, facts: { nextBy, strangers } }) {
      if (on !== state.on) throw refuse('invalid', 'other-date', `La capacitación se realizó el ${state.on}.`, { field: 'on', provision });
      if (strangers.length > 0) throw refuse('invalid', 'not-a-specialist-of-organ', `En esa fecha no son especialistas del órgano: ${strangers.join(', ')}.`, { field: 'attendees', provision });
      const fresh = [...new Set(attendees)].filter((each) => !state.attendees.includes(each));
      return fresh.length === 0 ? [] : [{ type: 'AsistenciaInternaRegistered', data: { training: id, organ: organOf(id), sistema: state.sistema, attendees: fresh, on, nextBy } }];
    },
  }),
  evaluate: act(definition, {
    summary: 'Registrar la evaluación de un asistente',
    provision,
    roles,
    from: ['held'],
    input: input({ person, score: Score.meta({ title: 'Nota', description: 'De 0 a 20' }) }),
    decide(state, { id, input: { person, score } }) {
      attended(state, person);
      if (state.scores[person] !== undefined) throw refuse('conflict', 'already-evaluated', 'Esa persona ya fue evaluada.', { field: 'person', provision });
      return [{ type: 'EvaluacionInternaRecorded', data: { training: id, organ: organOf(id), person, score } }];
    },
  }),
  certify: act(definition, {
    summary: 'Emitir el certificado de un asistente',
    provision,
    roles,
    from: ['held'],
    input: input({ person }),
    decide(state, { id, input: { person } }) {
      attended(state, person);
      return state.certified.includes(person) ? [] : [{ type: 'CertificadoInternoIssued', data: { training: id, organ: organOf(id), person, hours: state.hours } }];
    },
  }),
});
