import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, OrganId, Sha256 } from '#contracts';

const [b, c] = ['DIR.5.2.b', 'DIR.5.2.c'] as const;
const organ = OrganId;
const selection = z.string().min(1).meta({ examples: ['dgpp.tdr1'] });

/** Which side a member of the committee is of: OGAUC as área usuaria, or the organ that asks. */
export const Quota = z.enum(['ogauc', 'organ']);
export type Quota = z.infer<typeof Quota>;

/** `subject`: names the person by their key (ADR 5), so that the same person under two accounts is found. */
const Subject = z.string().min(1).meta({ examples: ['s_00000000000000000000000000000001'] });
const Member = z.strictObject({ person: Id, subject: Subject, quota: Quota });
export type Member = z.infer<typeof Member>;
const score = z.int().min(0).max(100);
const round = z.int().min(1);

export const told = events({
  SeleccionOpened: { provision: b, title: 'Selección iniciada', data: z.strictObject({ selection, organ, centre: CentreCode, hash: Sha256, round, by: Id }) },
  ComiteConstituted: { provision: c, title: 'Comité constituido', data: z.strictObject({ selection, organ, members: z.array(Member), by: Id }) },
  ComiteMemberRecused: { provision: c, title: 'Miembro del comité apartado y reemplazado', data: z.strictObject({ selection, organ, person: Id, ground: z.enum(['kinship', 'interest']), replacement: Member, by: Id }) },
  ComiteMemberExcused: { provision: c, title: 'Miembro del comité ausente', data: z.strictObject({ selection, organ, person: Id, reason: z.string(), by: Id }) },
  /** `sealed`: name and DNI. `person`: the account that the candidate has or is given. */
  CandidatoRegistered: { provision: c, title: 'Candidato registrado', data: z.strictObject({ selection, organ, candidate: z.string().min(1), person: Id, subject: Subject, sealed: z.string().min(1), by: Id }) },
  CandidatoEvaluated: { provision: c, title: 'Candidato evaluado', data: z.strictObject({ selection, organ, candidate: z.string().min(1), score, by: Id }) },
  /** `total`: sum of the scores of the members present. */
  SeleccionConcluded: {
    provision: c,
    title: 'Selección concluida',
    data: z.strictObject({ selection, organ, winner: z.string().min(1), person: Id, subject: Subject, ranking: z.array(z.strictObject({ candidate: z.string().min(1), total: z.int().min(0) })), by: Id }),
  },
  SeleccionVoided: { provision: c, title: 'Selección dejada sin efecto', data: z.strictObject({ selection, organ, reason: z.string(), by: Id }) },
});
