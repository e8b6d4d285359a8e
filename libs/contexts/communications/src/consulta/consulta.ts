import { z } from 'zod';
import { define, events, ids, type DataOf } from '#aggregates';
import { CentreCode, Id, Instant, OrganId, Sha256, Sistema } from '#contracts';

export const provision = 'DIR.5.1.1.e';
const consulta = ids.atCentre.schema.meta({ examples: ['CUS-c0001'] });
const case_ = { consulta, by: Id };
const answer = { ...case_, organ: OrganId, answer: z.string(), file: Sha256.exactOptional() };

const told = events({
  ConsultaAsked: { provision, title: 'Consulta formulada', data: z.strictObject({ ...case_, centre: CentreCode, sistema: Sistema, subject: z.string(), question: z.string() }) },
  ConsultaAssigned: {
    provision,
    title: 'Consulta asignada al órgano competente',
    data: z.strictObject({ ...case_, sistema: Sistema, organ: OrganId, previous: OrganId.exactOptional(), due: Instant, reason: z.string().exactOptional() }),
  },
  ConsultaReturned: { provision, title: 'Consulta devuelta: falta información', data: z.strictObject({ ...case_, organ: OrganId, missing: z.string() }) },
  ConsultaReopened: { provision, title: 'Consulta reabierta', data: z.strictObject({ ...case_, organ: OrganId, more: z.string(), due: Instant }) },
  ConsultaEscalated: { provision, title: 'Consulta elevada a la Dirección General', data: z.strictObject({ ...case_, organ: OrganId }) },
  ConsultaAnswered: { provision, title: 'Consulta absuelta', data: z.strictObject(answer) },
  ConsultaAnswerAmended: { provision, title: 'Respuesta enmendada', data: z.strictObject({ ...answer, reason: z.string() }) },
});

interface Case {
  readonly centre: string;
  readonly sistema: Sistema;
  readonly subject: string;
  readonly question: string;
  /** Who asked first. */
  readonly by: string;
  /** Everybody who asked or added to it: none of them answers. */
  readonly askers: readonly string[];
  readonly organ: string;
  readonly due: string;
  readonly escalated: boolean;
  /** What was added when it was asked for, or asked again. */
  readonly more: readonly string[];
  readonly missing?: string;
  /** The last is the one that holds; none is ever changed. */
  readonly answers: readonly { readonly answer: string; readonly by: string; readonly file?: string; readonly reason?: string }[];
}

export type Consulta = { readonly status: 'not-asked' } | (Case & { readonly status: 'assigned' | 'returned' | 'answered' });

/** No event but the first comes before the case. */
const the = (state: Consulta): Case => state as Case & Consulta;

const answered = (state: Consulta, { answer, by, file }: DataOf<typeof told, 'ConsultaAnswered'>, reason?: string): Consulta => ({
  ...the(state),
  status: 'answered',
  answers: [...the(state).answers, { answer, by, ...(file && { file }), ...(reason && { reason }) }],
});

/** A question of a centre to the organ that is competent in its sistema. */
export const definition = define<Consulta, typeof told>({
  name: 'consulta',
  title: ['Consulta', 'Consultas'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'not-asked' },
  evolve: {
    ConsultaAsked: (_, { centre, sistema, subject, question, by }) => ({ status: 'assigned', centre, sistema, subject, question, by, askers: [by], organ: '', due: '', escalated: false, more: [], answers: [] }),
    ConsultaAssigned: (state, { sistema, organ, due }) => ({ ...the(state), status: 'assigned', sistema, organ, due, escalated: false }),
    ConsultaReturned: (state, { missing }) => ({ ...the(state), status: 'returned', missing }),
    ConsultaReopened: (state, { more, by, due }) => ({ ...the(state), status: 'assigned', due, escalated: false, more: [...the(state).more, more], askers: [...new Set([...the(state).askers, by])] }),
    ConsultaEscalated: (state) => ({ ...the(state), status: 'assigned', escalated: true }),
    ConsultaAnswered: (state, data) => answered(state, data),
    ConsultaAnswerAmended: (state, data) => answered(state, data, data.reason),
  },
  statuses: { 'not-asked': 'Sin formular', assigned: 'Por absolver', returned: 'Devuelta al centro', answered: 'Absuelta' },
  record: {
    version: 1,
    summary: (state) => (state.status === 'not-asked' ? { title: '' } : { title: state.subject, centre: state.centre, organ: state.organ }),
    waits(state) {
      if (state.status === 'assigned') return { role: state.escalated ? 'director-general' : 'technical-lead', organ: state.organ, act: 'answer', due: state.due };
      return state.status === 'returned' ? { role: 'centre-coordinator', centre: state.centre, person: state.by, act: 'reopen' } : undefined;
    },
  },
});
