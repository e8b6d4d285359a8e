import { describe, expect, it } from '@jest/globals';
import { failureOf, isKeySpent, messageAt, messagesByField, sentence } from './failure.ts';

const problem = { type: 'about:blank', title: 'Dato inválido', status: 422, code: 'ruc-check-digit', detail: 'El RUC no es válido.', requestId: 'r-1' };

describe('a failure', () => {
  it('puts the refusal beside the field that it names', () => {
    expect(messagesByField({ kind: 'refused', status: 422, problem: { ...problem, field: 'sender.number' } })).toEqual({ 'sender.number': 'El RUC no es válido.' });
  });

  it('keeps every field of a list of errors', () => {
    const errors = [{ field: 'folios', message: 'Al menos 1' }, { field: 'subject', message: 'Falta' }];
    expect(messagesByField({ kind: 'refused', status: 400, problem: { ...problem, errors } })).toEqual({ folios: 'Al menos 1', subject: 'Falta' });
  });

  it('speaks of a field when only something inside it is wrong', () => {
    expect(messageAt({ 'requirements.1': 'Muy largo' }, 'requirements')).toBe('Muy largo');
    expect(messageAt({ 'requirementsX': 'Otro' }, 'requirements')).toBeUndefined();
  });

  it('says that nothing was lost when the connection fails', () => {
    expect(sentence({ kind: 'network' })).toMatch(/No se perdió nada/);
  });

  it('says that the earlier request did arrive, when its key was spent on another body', () => {
    const spent = { kind: 'refused' as const, status: 409, problem: { ...problem, code: 'idempotency-key-reused' } };
    expect([isKeySpent(spent), isKeySpent({ kind: 'refused', status: 422, problem }), isKeySpent({ kind: 'network' })]).toEqual([true, false, false]);
    expect(sentence(spent)).toMatch(/anterior sí había llegado/);
  });

  it('treats anything unknown as a broken answer', () => {
    expect(failureOf(new TypeError('x'))).toEqual({ kind: 'broken', status: 0 });
  });
});
