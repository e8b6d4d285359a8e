import { z } from 'zod';
import { act } from '#aggregates';
import { Id, input, LocalDate, LocalTime, publicText, text } from '#contracts';
import { refuse, type DomainError } from '#kernel';
import { EntryId } from '../catalogue/entry.ts';
import { DocumentKind, DocumentNumber } from '../identity.ts';
import { checkServing, noCentre } from '../terms.ts';
import { EventKind, NoticeMeans } from './events.ts';
import { proposalFacts, sealParticipant, slotFacts, type SlotFacts } from './facts.ts';
import { overAt, type Slot } from './slot.ts';
import { definition, enrolled, type Planned } from './state.ts';

export const provision = 'DIR.5.1.1.f';
export const whoseOf = (id: string, { organ }: Planned, actor: { readonly id: string }) => ({ evento: id, organ, by: actor.id });

const organRoles = ['technical-lead', 'director-general'] as const;
const reason = publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' });

const slotInput = {
  date: LocalDate.meta({ title: 'Fecha' }),
  start: LocalTime.meta({ title: 'Empieza' }),
  end: LocalTime.meta({ title: 'Termina' }),
  room: publicText(80, 2).meta({ title: 'Sala o lugar' }),
  specialists: z.array(Id).min(1, { error: 'Indique al menos un especialista.' }).max(20).meta({ title: 'Especialistas', widget: 'person' }),
  nonWorkingReason: publicText(300, 10).optional().meta({ title: 'Motivo, si es en día no laborable' }),
};
type SlotInput = Omit<Slot, 'round'> & { readonly nonWorkingReason?: string | undefined };

/** @throws DomainError */
function checkSlot({ date, start, end, specialists, nonWorkingReason }: SlotInput, { centre, workingDay }: SlotFacts, today: string): void {
  if (!centre) throw noCentre(provision, 'id');
  if (end <= start) throw refuse('invalid', 'end-not-after-start', 'Debe terminar después de empezar.', { field: 'end', provision });
  if (date < today) throw refuse('invalid', 'date-in-the-past', 'La fecha no puede ser anterior a hoy.', { field: 'date', provision });
  if (new Set(specialists).size < specialists.length) throw refuse('invalid', 'specialist-repeated', 'Cada especialista va una sola vez.', { field: 'specialists', provision });
  if (!workingDay && nonWorkingReason === undefined) throw refuse('invalid', 'non-working-day', 'No es un día laborable en el centro: escriba por qué se realiza ese día.', { field: 'nonWorkingReason', provision });
}

/** The organ acts on its own events. @throws DomainError `event-of-another-organ` */
export function checkOwn({ organ }: Planned, actor: { readonly organ?: string }): void {
  if (actor.organ !== undefined && actor.organ !== organ) throw refuse('forbidden', 'event-of-another-organ', 'El evento es de otro órgano.', { provision });
}

export const isOver = (slot: Slot, now: string): boolean => Date.parse(now) >= Date.parse(overAt(slot));

const eventOver = (): DomainError => refuse('conflict', 'event-over', 'El evento ya terminó.', { provision });

export const propose = act(definition, {
  summary: 'Proponer un evento',
  provision,
  roles: organRoles,
  from: ['never-proposed'],
  input: input({
    name: publicText(160, 5).meta({ title: 'Nombre del evento' }),
    kind: EventKind,
    matter: EntryId.meta({ title: 'Sistema, aplicativo o tema', widget: 'record', of: 'catalogue-entries' }),
    ...slotInput,
    capacity: z.int({ error: 'Escriba un número entero.' }).min(1, { error: 'Las vacantes son 1 como mínimo.' }).max(1_000, { error: 'Las vacantes son 1000 como máximo.' }).meta({ title: 'Vacantes' }),
  }),
  facts: proposalFacts,
  decide(_, { id, input: { nonWorkingReason, ...given }, facts, today, actor }) {
    checkServing(facts.organ, { provision });
    checkSlot({ ...given, nonWorkingReason }, facts, today);
    if (facts.matter.standing !== 'in-force') throw refuse('invalid', 'matter-unknown', 'Elija un sistema, aplicativo o tema vigente del catálogo.', { field: 'matter', provision });
    return [{ type: 'EventoProposed', data: { evento: id, organ: actor.organ!, by: actor.id, round: 0, ...given, ...(facts.workingDay || !nonWorkingReason ? {} : { nonWorkingReason }) } }];
  },
});

export const reschedule = act(definition, {
  summary: 'Reprogramar el evento',
  provision,
  roles: organRoles,
  from: ['proposed', 'coordinated', 'scheduled'],
  input: input({ ...slotInput, reason }),
  facts: slotFacts,
  decide(state, { id, input: { nonWorkingReason, reason, ...given }, facts, today, now, actor }) {
    checkOwn(state, actor);
    if (state.status === 'scheduled' && isOver(state.slot, now)) throw eventOver();
    checkSlot({ ...given, nonWorkingReason }, facts, today);
    return [{ type: 'EventoRescheduled', data: { ...whoseOf(id, state, actor), round: state.slot.round + 1, ...given, reason, ...(facts.workingDay || !nonWorkingReason ? {} : { nonWorkingReason }) } }];
  },
});

export const cancel = act(definition, {
  summary: 'Cancelar el evento',
  provision,
  roles: [...organRoles, 'ogauc'],
  from: ['proposed', 'coordinated', 'scheduled'],
  input: input({ reason }),
  decide(state, { id, input: { reason }, actor }) {
    checkOwn(state, actor);
    return [{ type: 'EventoCancelled', data: { ...whoseOf(id, state, actor), reason, enrolled: enrolled(state) } }];
  },
});

const centreRoles = ['centre-coordinator', 'specialist', 'administrative-coordinator'] as const;

export const notify = act(definition, {
  summary: 'Registrar el aviso a los inscritos',
  provision,
  roles: centreRoles,
  from: ['cancelled'],
  input: input({ means: NoticeMeans }),
  decide(state, { id, input: { means }, actor }) {
    if (enrolled(state) === 0) throw refuse('conflict', 'nobody-enrolled', 'No había inscritos a quienes avisar.', { provision });
    return [{ type: 'EventoCancellationNotified', data: { ...whoseOf(id, state, actor), means, notified: enrolled(state) } }];
  },
});

const participantInput = input({
  name: text(120, 2).meta({ title: 'Nombre', description: 'Se guarda cifrado', sealed: true }),
  documentKind: DocumentKind.default('DNI'),
  documentNumber: DocumentNumber,
  entity: text(160, 3).optional().meta({ title: 'Entidad' }),
  contact: text(160, 5).optional().meta({ title: 'Teléfono o correo', description: 'Se guarda cifrado', sealed: true }),
});

export const enrol = act(definition, {
  summary: 'Inscribir a un participante',
  provision,
  roles: [...centreRoles, 'operator'],
  from: ['scheduled'],
  input: participantInput,
  facts: sealParticipant,
  decide(state, { id, facts, now, actor }) {
    if (isOver(state.slot, now)) throw eventOver();
    if (state.participants[facts.participant]) throw refuse('conflict', 'already-enrolled', 'Esa persona ya está inscrita.', { field: 'documentNumber', provision });
    if (enrolled(state) >= state.capacity) throw refuse('conflict', 'event-full', `No quedan vacantes: son ${state.capacity}.`, { provision });
    return [{ type: 'ParticipanteEnrolled', data: { ...whoseOf(id, state, actor), ...facts } }];
  },
});

const unknownParticipant = (field: string) => refuse('invalid', 'participant-unknown', 'Esa persona no está inscrita en este evento.', { field, provision });

export const withdraw = act(definition, {
  summary: 'Retirar una inscripción',
  provision,
  roles: [...centreRoles, 'operator'],
  from: ['scheduled'],
  input: input({ participant: Id.meta({ title: 'Participante' }) }),
  decide(state, { id, input: { participant }, actor }) {
    if (!state.participants[participant]) throw unknownParticipant('participant');
    return [{ type: 'ParticipanteWithdrawn', data: { ...whoseOf(id, state, actor), participant } }];
  },
});

export const hold = act(definition, {
  summary: 'Registrar que se realizó',
  provision,
  roles: ['centre-coordinator', 'specialist'],
  from: ['scheduled'],
  input: input({}),
  decide(state, { id, now, actor }) {
    if (!isOver(state.slot, now)) throw refuse('conflict', 'event-not-over', `El evento termina el ${state.slot.date} a las ${state.slot.end}.`, { provision });
    return [{ type: 'EventoHeld', data: { ...whoseOf(id, state, actor), enrolled: enrolled(state) } }];
  },
});

export const registerAttendance = act(definition, {
  summary: 'Registrar quiénes asistieron',
  provision,
  roles: ['centre-coordinator', 'specialist'],
  from: ['held'],
  input: input({ attended: z.array(Id).max(1_000).meta({ title: 'Participantes que asistieron' }) }),
  decide(state, { id, input: { attended }, actor }) {
    attended.forEach((participant, i) => {
      if (!state.participants[participant]) throw unknownParticipant(`attended.${i}`);
    });
    return [{ type: 'ParticipantesRegistered', data: { ...whoseOf(id, state, actor), attended: [...new Set(attended)] } }];
  },
});
