import { act, declare, type Ask } from '#aggregates';
import { input, Sistema } from '#contracts';
import { refuse } from '#kernel';
import { centreOfId, checkFile, checkOrgan, dueIn, File, longText, reasonText, subjectText } from '../shared.ts';
import { competenceIn, type Competence } from './competence.ts';
import { definition, provision, type Consulta } from './consulta.ts';

type Open = Exclude<Consulta, { status: 'not-asked' }>;

const askers = (state: Consulta): readonly string[] => (state.status === 'not-asked' ? [] : state.askers);
const asking = ['centre-coordinator', 'specialist'] as const;
const answerInput = input({ answer: longText('Respuesta'), file: File.exactOptional() });

/** @throws DomainError `not-the-asker` */
function checkAsks({ by }: Open, { actor }: Ask): void {
  if (actor.id !== by && actor.role !== 'centre-coordinator') throw refuse('forbidden', 'not-the-asker', 'Lo hace quien formuló la consulta o el coordinador del centro.', { provision });
}

export const consulta = declare(definition, {
  ask: act(definition, {
    summary: 'Formular una consulta',
    provision,
    roles: asking,
    from: ['not-asked'],
    input: input({ sistema: Sistema, subject: subjectText, question: longText('Consulta') }),
    facts: ({ sistema }, scope): Competence => competenceIn(sistema, scope),
    decide(_, { id, input: { sistema, subject, question }, facts: { organ, due }, actor: { id: by } }) {
      return [
        { type: 'ConsultaAsked', data: { consulta: id, by, centre: centreOfId(id), sistema, subject, question } },
        { type: 'ConsultaAssigned', data: { consulta: id, by, sistema, organ, due } },
      ];
    },
  }),
  assign: act(definition, {
    summary: 'Asignar a otro sistema y su órgano',
    provision,
    roles: ['ogauc'],
    from: ['assigned'],
    input: input({ sistema: Sistema, reason: reasonText }),
    facts: ({ sistema }, scope): Competence => competenceIn(sistema, scope),
    decide(state, { id, input: { sistema, reason }, facts: { organ, due }, actor: { id: by } }) {
      if (organ === state.organ) throw refuse('conflict', 'same-organ', 'Ese mismo órgano ya la tiene asignada.', { field: 'sistema', provision });
      return [{ type: 'ConsultaAssigned', data: { consulta: id, by, sistema, organ, previous: state.organ, due, reason } }];
    },
  }),
  answer: act(definition, {
    summary: 'Absolver la consulta',
    provision,
    roles: ['technical-lead', 'director-general'],
    from: ['assigned'],
    notBy: askers,
    input: answerInput,
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide({ organ, escalated }, { id, input, actor }) {
      checkOrgan(actor, organ, provision);
      if (actor.role === 'director-general' && !escalated) throw refuse('forbidden', 'not-escalated', 'La absuelve el responsable técnico; la Dirección General, cuando se le eleva.', { provision });
      return [{ type: 'ConsultaAnswered', data: { consulta: id, by: actor.id, organ, ...input } }];
    },
  }),
  return: act(definition, {
    summary: 'Devolver: falta información',
    provision,
    roles: ['technical-lead'],
    from: ['assigned'],
    notBy: askers,
    input: input({ missing: longText('Qué información falta') }),
    decide({ organ }, { id, input: { missing }, actor }) {
      checkOrgan(actor, organ, provision);
      return [{ type: 'ConsultaReturned', data: { consulta: id, by: actor.id, organ, missing } }];
    },
  }),
  reopen: act(definition, {
    summary: 'Completar o reabrir la consulta',
    provision,
    roles: asking,
    from: ['returned', 'answered'],
    input: input({ more: longText('Qué se agrega') }),
    facts: (_, scope) => dueIn(scope, 'consulta-working-days'),
    decide(state, ask) {
      checkAsks(state, ask);
      return [{ type: 'ConsultaReopened', data: { consulta: ask.id, by: ask.actor.id, organ: state.organ, more: ask.input.more, due: ask.facts } }];
    },
  }),
  escalate: act(definition, {
    summary: 'Elevar a la Dirección General del órgano',
    provision,
    roles: asking,
    from: ['assigned'],
    input: input({}),
    decide(state, ask) {
      checkAsks(state, ask);
      if (ask.now <= state.due) throw refuse('conflict', 'not-overdue', 'El órgano todavía está en plazo para absolverla.', { provision });
      if (state.escalated) throw refuse('conflict', 'already-escalated', 'Ya se elevó a la Dirección General.', { provision });
      return [{ type: 'ConsultaEscalated', data: { consulta: ask.id, by: ask.actor.id, organ: state.organ } }];
    },
  }),
  amend: act(definition, {
    summary: 'Enmendar la respuesta',
    provision,
    roles: ['technical-lead'],
    from: ['answered'],
    notBy: askers,
    input: answerInput.extend({ reason: reasonText }),
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide({ organ }, { id, input, actor }) {
      checkOrgan(actor, organ, provision);
      return [{ type: 'ConsultaAnswerAmended', data: { consulta: id, by: actor.id, organ, ...input } }];
    },
  }),
});
