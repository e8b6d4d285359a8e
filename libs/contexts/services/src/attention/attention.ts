import { act, declare, type AskActor } from '#aggregates';
import { input, lookUpOrgan, OrganId, publicText } from '#contracts';
import { refuse } from '#kernel';
import { checkServing, todayOf } from '../terms.ts';
import { consultaId, record } from './record.ts';
import { definition, type Given } from './state.ts';

const provision = 'DIR.4.1';
const whoseOf = (id: string, { centre, specialist, organ, date }: Given) => ({ atencion: id, centre, specialist, organ, date });

/** A specialist acts on their own attentions. @throws DomainError `attention-of-another` */
function checkOwn({ specialist }: Given, { role, id }: AskActor): void {
  if (role === 'specialist' && id !== specialist) throw refuse('forbidden', 'attention-of-another', 'Es la atención de otro especialista.', { provision: 'DIR.4.4' });
}

/** What a specialist did for somebody at a centre (DIR.4.1, 4.4, 4.10): one stream each. */
export const attention = declare(definition, {
  record,
  escalate: act(definition, {
    summary: 'Elevar la consulta al órgano',
    provision: 'DIR.4.4',
    roles: ['specialist'],
    from: ['open'],
    input: input({ to: OrganId.meta({ title: 'Órgano competente', widget: 'organ' }), reason: publicText(500, 5).meta({ title: 'Por qué no se resuelve en el centro', widget: 'textarea' }), consulta: consultaId }),
    facts: ({ to }, scope) => lookUpOrgan(scope.services.directory(), to, todayOf(scope)),
    decide(state, { id, input: { to, reason, consulta }, facts, actor }) {
      checkOwn(state, actor);
      if (state.kind !== 'consulta') throw refuse('conflict', 'only-consultas', 'Solo las consultas se elevan a un órgano.', { provision: 'DIR.4.4' });
      checkServing(facts, { field: 'to', provision: 'DIR.4.4' });
      return [{ type: 'AtencionEscalated', data: { ...whoseOf(id, state), to, reason, ...(consulta && { consulta }), by: actor.id } }];
    },
  }),
  close: act(definition, {
    summary: 'Cerrar la atención',
    provision,
    roles: ['specialist', 'centre-coordinator'],
    from: ['open', 'escalated'],
    input: input({
      answer: publicText(1_000, 3).optional().meta({ title: 'Respuesta dada', widget: 'textarea' }),
      late: publicText(500, 5).optional().meta({ title: 'Motivo, si se cierra después del corte', widget: 'textarea' }),
    }),
    decide(state, { id, input: { answer, late }, now, actor }) {
      checkOwn(state, actor);
      const overdue = state.status === 'open' && state.due !== undefined && Date.parse(now) >= Date.parse(state.due) + 1_000;
      if (overdue && late === undefined) throw refuse('invalid', 'closed-late-without-reason', 'El corte ya pasó: escriba por qué se cierra después.', { field: 'late', provision });
      const resolvedBy = state.status === 'escalated' ? ('organ' as const) : ('centre' as const);
      return [{ type: 'AtencionClosed', data: { ...whoseOf(id, state), resolvedBy, ...(answer && { answer }), ...(overdue && late && { late }), by: actor.id } }];
    },
  }),
  annul: act(definition, {
    summary: 'Anular la atención',
    provision,
    roles: ['specialist', 'centre-coordinator', 'ogauc'],
    from: ['open', 'escalated', 'closed', 'no-attendance'],
    input: input({ reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide(state, { id, input: { reason }, actor }) {
      checkOwn(state, actor);
      return [{ type: 'AtencionAnnulled', data: { ...whoseOf(id, state), reason, by: actor.id } }];
    },
  }),
});
