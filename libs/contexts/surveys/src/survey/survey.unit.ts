import { describe, expect, it } from '@jest/globals';
import { by, given, refusalOf } from '#testing';
import { checkAnswers, type Question } from './questions.ts';
import { surveyAggregate } from './survey.ts';

const questions: Question[] = [
  { code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' },
  { code: 'espera', words: '¿Cuánto esperó?', kind: 'choice', options: ['Poco', 'Mucho'] },
  { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' },
];
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'percepcion', facts: { centres: ['CUS'] } });
const launch = { title: 'Percepción', until: '2026-03-31', questions };
const launched = { type: 'EncuestaLaunched', data: { survey: 'percepcion', version: 1, title: 'Percepción', questions, until: '2026-03-31', by: 'o' } } as const;
const closed = { type: 'EncuestaClosed' as const, data: { survey: 'percepcion', version: 1, centres: ['CUS'], cause: 'ogauc' as const } } satisfies object;

describe('A perception survey (DIR.5.1.2.e)', () => {
  it('is launched with its instrument', () => void given(surveyAggregate).when(ogauc.asks('launch', launch)).then(launched));
  it('is one at a time, and another version once it is closed', () => {
    given(surveyAggregate, launched).when(ogauc.asks('launch', launch)).thenRefused('status-not-allowed');
    given(surveyAggregate, launched, closed)
      .when(ogauc.asks('launch', launch))
      .then({ ...launched, data: { ...launched.data, version: 2 } });
  });
  it('does not end before it begins, nor lasts for years', () => {
    given(surveyAggregate).when(ogauc.asks('launch', { ...launch, until: '2026-03-01' })).thenRefused('survey-ends-before');
    given(surveyAggregate).when(ogauc.asks('launch', { ...launch, until: '2028-01-01' })).thenRefused('survey-too-long');
  });
  it('is closed by OGAUC, or by its date and no other', () => {
    given(surveyAggregate, launched).when(ogauc.asks('close')).then(closed);
    given(surveyAggregate, launched)
      .when(ogauc.asks('expire', { until: '2026-03-31' }))
      .then({ ...closed, data: { ...closed.data, cause: 'date' as const } });
    given(surveyAggregate, launched).when(ogauc.asks('expire', { until: '2026-03-30' })).thenNothing();
    given(surveyAggregate, launched, closed).when(ogauc.asks('expire', { until: '2026-03-31' })).thenNothing();
    given(surveyAggregate, launched, closed).when(ogauc.asks('close')).thenRefused('status-not-allowed');
  });
});

describe('An answer (DIR.5.1.2.e)', () => {
  const refused = (answers: Record<string, number | string>) => refusalOf(() => checkAnswers(questions, answers))?.problem;
  const good = { trato: 5, espera: 1 };
  it('answers every question but the free texts', () => {
    expect(refused(good)).toBeUndefined();
    expect(refused({ ...good, idea: 'Más ventanillas' })).toBeUndefined();
    expect(refused({ trato: 5 })).toMatchObject({ code: 'answer-missing', field: 'answers.espera' });
  });
  it.each([
    ['answer-outside-scale', { ...good, trato: 0 }],
    ['answer-outside-scale', { ...good, trato: 6 }],
    ['answer-outside-scale', { ...good, trato: 'bueno' }],
    ['answer-not-an-option', { ...good, espera: 2 }],
    ['answer-not-an-option', { ...good, espera: -1 }],
    ['answer-not-text', { ...good, idea: 3 }],
    ['answer-not-text', { ...good, idea: 'x'.repeat(501) }],
    ['question-unknown', { ...good, nombre: 'Ana' }],
  ])('is refused with %s', (code, answers) => expect(refused(answers)).toMatchObject({ code, provision: 'DIR.5.1.2.e' }));
});
