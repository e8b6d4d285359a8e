import { z } from 'zod';
import { events } from '#aggregates';
import { Id, Instant, OrganId } from '#contracts';
import { EntryId } from '../catalogue/entry.ts';
import { SealedPerson } from '../identity.ts';
import { Slot } from './slot.ts';

const provision = 'DIR.5.1.1.f';

export const kindNames = { capacitacion: 'Capacitación', 'asistencia-tecnica': 'Asistencia técnica', similar: 'Servicio similar' } as const;
export const EventKind = z.enum(Object.keys(kindNames) as [keyof typeof kindNames]).meta({ title: 'Servicio', names: kindNames });
export const noticeNames = { 'en-persona': 'En persona', telefono: 'Por teléfono', correo: 'Por correo electrónico', aviso: 'Con un aviso en el centro' } as const;
export const NoticeMeans = z.enum(Object.keys(noticeNames) as [keyof typeof noticeNames]).meta({ title: 'Cómo se avisó', names: noticeNames });

const of = { evento: z.string().meta({ examples: ['CUS-e1a2'] }), organ: OrganId, by: Id };
/** It is on a non-working day, and why. */
const nonWorking = { nonWorkingReason: z.string().exactOptional() };

export const told = events({
  EventoProposed: { provision, title: 'Evento propuesto', data: z.strictObject({ ...of, ...Slot.shape, name: z.string(), kind: EventKind, matter: EntryId, capacity: z.int().min(1), ...nonWorking }) },
  EventoCoordinatedByCentro: { provision, title: 'Evento coordinado con el centro', data: z.strictObject({ ...of, round: z.int() }) },
  EventoCoordinatedByOgauc: { provision, title: 'Evento coordinado con la OGAUC', data: z.strictObject({ ...of, round: z.int() }) },
  EventoScheduled: { provision, title: 'Evento programado', data: z.strictObject({ ...of, ...Slot.shape, due: Instant.exactOptional() }) },
  EventoRescheduled: { provision, title: 'Evento reprogramado', data: z.strictObject({ ...of, ...Slot.shape, reason: z.string(), ...nonWorking }) },
  EventoCancelled: { provision, title: 'Evento cancelado', data: z.strictObject({ ...of, reason: z.string(), enrolled: z.int() }) },
  EventoCancellationNotified: { provision, title: 'Inscritos avisados de la cancelación', data: z.strictObject({ ...of, means: NoticeMeans, notified: z.int() }) },
  ParticipanteEnrolled: { provision, title: 'Participante inscrito', data: z.strictObject({ ...of, participant: Id, sealed: z.string() }) },
  ParticipanteWithdrawn: { provision, title: 'Inscripción retirada', data: z.strictObject({ ...of, participant: Id }) },
  EventoHeld: { provision, title: 'Evento realizado', data: z.strictObject({ ...of, enrolled: z.int() }) },
  ParticipantesRegistered: { provision, title: 'Asistencia registrada', data: z.strictObject({ ...of, attended: z.array(Id).readonly() }) },
});

/** What a participant's `sealed` opens to. */
export const Participant = SealedPerson.extend({ entity: z.string().exactOptional(), contact: z.string().exactOptional() });
