import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, LocalDate, OrganId, Sistema } from '#contracts';

const centre = CentreCode;
const organ = OrganId;
const person = Id;
/** Subject whose key seals name and DNI; says nothing of the person. */
const subject = Id;

/** `until`: last date in force. */
const term = { from: LocalDate, until: LocalDate.exactOptional() };
const integrated = z.strictObject({ person, centre, organ, ...term, act: z.string(), subject, sealed: z.string() });

/** Sorts of administrative act on staff (DIR.4.8). */
export const AdministrativeActKind = z.enum(['leave', 'vacation', 'permission', 'schedule', 'expense', 'equipment', 'other']);

export const told = events({
  DependenciaTecnicaAssigned: {
    provision: 'DIR.4.7',
    title: 'Especialista con dependencia técnica de su órgano',
    data: z.strictObject({ person, centre, organ, systems: z.array(Sistema).min(1), from: LocalDate, until: LocalDate, contract: z.string(), subject, sealed: z.string() }),
  },
  DependenciaAdministrativaAssigned: { provision: 'DIR.4.7', title: 'Especialista con dependencia administrativa de la OGAUC', data: z.strictObject({ person, centre, organ: z.literal('ogauc'), from: LocalDate, until: LocalDate }) },
  SistemasAssigned: { provision: 'DIR.4.9', title: 'Sistemas que atiende el especialista', data: z.strictObject({ person, centre, organ, systems: z.array(Sistema).min(1) }) },
  DependenciasTermChanged: { provision: 'DIR.4.7', title: 'Término de ambas dependencias cambiado', data: z.strictObject({ person, centre, organ, until: LocalDate, contract: z.string() }) },
  DependenciasEnded: { provision: 'DIR.4.7', title: 'Ambas dependencias terminadas', data: z.strictObject({ person, centre, organ, subject, on: LocalDate, reason: z.string() }) },
  ImplantadorIntegrated: { provision: 'RM.2.e', title: 'Implantador SIAF-SIGA integrado al equipo', data: integrated },
  EatIntegrated: { provision: 'RM.2.e', title: 'Especialista de asistencia técnica (EAT) integrado al equipo', data: integrated },
  TeamMemberWithdrawn: { provision: 'RM.2.e', title: 'Retirado del equipo del centro', data: z.strictObject({ person, centre, organ, subject, on: LocalDate, reason: z.string() }) },
  ActoAdministrativoRecorded: {
    provision: 'DIR.4.8',
    title: 'Acto administrativo sobre el personal',
    data: z.strictObject({ person, centre, kind: AdministrativeActKind, from: LocalDate, until: LocalDate, document: z.string(), by: Id }),
  },
});
