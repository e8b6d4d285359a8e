import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { consulta } from './acts.ts';
import { knowledgeView, matches, plain } from './knowledge.ts';

const due = '2026-03-12T04:59:59Z';
const usual = { id: 'CUS-c0001', facts: { organ: 'dgpp', due } };
const specialist = by({ id: 'e', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual);
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { ...usual, facts: due });
const lead = by({ id: 't', role: 'technical-lead', organ: 'dgpp' }, usual);
const director = by({ id: 'd', role: 'director-general', organ: 'dgpp' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);

const question = { sistema: 'presupuesto', subject: 'Modificaciones', question: '¿Cómo se registra una anulación?' } as const;
const asked = { type: 'ConsultaAsked', data: { consulta: 'CUS-c0001', by: 'e', centre: 'CUS', ...question } } as const;
const assigned = { type: 'ConsultaAssigned', data: { consulta: 'CUS-c0001', by: 'e', sistema: 'presupuesto', organ: 'dgpp', due } } as const;
const answered = { type: 'ConsultaAnswered', data: { consulta: 'CUS-c0001', by: 't', organ: 'dgpp', answer: 'Con una nota modificatoria' } } as const;
const returned = { type: 'ConsultaReturned', data: { consulta: 'CUS-c0001', by: 't', organ: 'dgpp', missing: 'El año fiscal' } } as const;
const answer = { answer: 'Con una nota modificatoria' };
const late = { now: '2026-03-12T15:00:00.000Z' };

describe('A consulta (DIR.5.1.1.e)', () => {
  it('goes to the organ that is competent in its sistema, with a term', () => void given(consulta).when(specialist.asks('ask', question)).then(asked, assigned));
  it('is answered by the responsable técnico of that organ', () => {
    given(consulta, asked, assigned).when(lead.asks('answer', answer)).then(answered);
    given(consulta, asked, assigned).when(by({ id: 'x', role: 'technical-lead', organ: 'dgcp' }, usual).asks('answer', answer)).thenRefused('other-organ');
    given(consulta).when(lead.asks('answer', answer)).thenRefused('consulta-unknown');
  });
  it('is answered by nobody who asked', () => void given(consulta, asked, assigned).when(by({ id: 'e', role: 'technical-lead', organ: 'dgpp' }, usual).asks('answer', answer)).thenRefused('own-act'));
  it('goes to another organ with its sistema alone', () => {
    given(consulta, asked, assigned).when(ogauc.asks('assign', { sistema: 'tesoreria', reason: 'Es de tesorería' }, { facts: { organ: 'dgetp', due } })).thenTypes('ConsultaAssigned');
    given(consulta, asked, assigned).when(ogauc.asks('assign', { sistema: 'presupuesto', reason: 'Es la misma' })).thenRefused('same-organ');
  });
  it('is returned for what it lacks, and completed with a new term', () => {
    given(consulta, asked, assigned).when(lead.asks('return', { missing: 'El año fiscal' })).then(returned);
    given(consulta, asked, assigned, returned).when(lead.asks('answer', answer)).thenRefused('status-not-allowed');
    given(consulta, asked, assigned, returned).when(coordinator.asks('reopen', { more: 'Es el año 2026' })).thenTypes('ConsultaReopened');
    given(consulta, asked, assigned, returned).when(by({ id: 'z', role: 'specialist', centre: 'CUS', organ: 'dgcp' }, usual).asks('reopen', { more: 'Es otro' })).thenRefused('not-the-asker');
  });
  it('is escalated once it is overdue, and then the Director General may answer too', () => {
    given(consulta, asked, assigned).when(specialist.asks('escalate')).thenRefused('not-overdue');
    given(consulta, asked, assigned).when(director.asks('answer', answer)).thenRefused('not-escalated');
    const escalated = { type: 'ConsultaEscalated', data: { consulta: 'CUS-c0001', by: 'e', organ: 'dgpp' } } as const;
    given(consulta, asked, assigned).when(specialist.asks('escalate', {}, late)).then(escalated);
    given(consulta, asked, assigned, escalated).when(specialist.asks('escalate', {}, late)).thenRefused('already-escalated');
    given(consulta, asked, assigned, escalated).when(director.asks('answer', answer)).thenTypes('ConsultaAnswered');
  });
  it('has answers that are amended and never edited', () => {
    const amended = { type: 'ConsultaAnswerAmended', data: { consulta: 'CUS-c0001', by: 't', organ: 'dgpp', answer: 'Con dos notas', reason: 'Cambió la norma' } } as const;
    given(consulta, asked, assigned, answered).when(lead.asks('answer', answer)).thenRefused('status-not-allowed');
    given(consulta, asked, assigned, answered).when(lead.asks('amend', { answer: 'Con dos notas', reason: 'Cambió la norma' })).then(amended);
    const { state } = play(consulta, [], [asked, assigned, answered, amended]);
    expect(state).toMatchObject({ answers: [{ answer: 'Con una nota modificatoria' }, { answer: 'Con dos notas', reason: 'Cambió la norma' }] });
  });

  it('is never answered by who asked, nor by another organ, nor twice', () => {
    const people = ['p1', 'p2', 'p3'];
    const any = fc.record({
      who: fc.constantFrom(...people),
      role: fc.constantFrom('specialist', 'technical-lead', 'centre-coordinator', 'director-general', 'ogauc'),
      organ: fc.constantFrom('dgpp', 'dgcp'),
      verb: fc.constantFrom('ask', 'assign', 'answer', 'return', 'reopen', 'escalate', 'amend'),
      to: fc.constantFrom('dgpp', 'dgcp'),
      now: fc.constantFrom('2026-03-02T15:00:00.000Z', '2026-03-20T15:00:00.000Z'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (steps) => {
        const commands = steps.map(({ who, role, organ, verb, to, now }) =>
          by({ id: who, role, organ, centre: 'CUS' }, { id: 'CUS-c0001' }).asks(verb, { ...question, ...answer, more: 'x', missing: 'x', reason: 'x' }, { now, facts: verb === 'reopen' ? due : { organ: to, due } }),
        );
        const { events } = play(consulta, commands);
        let organ = '';
        const asking = new Set<string>();
        for (const { type, data } of events) {
          if (type === 'ConsultaAsked' || type === 'ConsultaReopened') asking.add(data.by);
          if (type === 'ConsultaAssigned') organ = data.organ;
          if (type !== 'ConsultaAnswered' && type !== 'ConsultaAnswerAmended') continue;
          expect(asking.has(data.by)).toBe(false);
          expect(data.organ).toBe(organ);
        }
        // After an answer comes a reopening or an amendment, never another answer.
        const answers = events.filter(({ type }) => type !== 'ConsultaAnswerAmended').map(({ type }) => type);
        answers.forEach((type, i) => type === 'ConsultaAnswered' && expect([undefined, 'ConsultaReopened']).toContain(answers[i + 1]));
      }),
    );
  });
});

describe('The base of knowledge (DIR.5.1.1.e)', () => {
  it('finds words whatever their case and accents', () => {
    expect(plain('Anulación ÑANDÚ')).toBe('anulacion nandu');
    const entry = { subject: 'Modificaciones', question: '¿Cómo se registra una anulación?', answer: 'Con una nota' };
    expect(['', 'ANULACION nota', 'nota  Cómo', 'tesorería'].map((words) => matches(entry, words))).toEqual([true, true, true, false]);
  });
  it('holds the answer that holds, and none while it is asked again', () => {
    const at = (event: object, occurredAt: string) => ({ ...event, meta: { occurredAt } }) as never;
    const fold = (events: readonly object[]) => events.reduce<Parameters<typeof knowledgeView.fold>[0]>((entry, event, i) => knowledgeView.fold(entry, at(event, String(i + 1)), 'CUS-c0001'), undefined);
    const seen = fold([asked, assigned, answered]);
    expect(seen).toMatchObject({ sistema: 'presupuesto', answer: answer.answer, answeredAt: '3' });
    const again = knowledgeView.fold(seen, at({ type: 'ConsultaReopened', data: { more: 'Y en 2027' } }, '4'), 'CUS-c0001');
    expect(again).toMatchObject({ answeredAt: '' });
  });
});
