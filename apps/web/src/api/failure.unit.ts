import { describe, expect, it } from '@jest/globals';
import { RequestFailed, failureOf, isDefinite, messageAt, messagesByField, sentence } from './failure.ts';

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

  it('is definite only when the server refused', () => {
    expect(isDefinite(new RequestFailed({ kind: 'refused', status: 422, problem }))).toBe(true);
    expect(isDefinite(new RequestFailed({ kind: 'network' }))).toBe(false);
    expect(isDefinite(new TypeError('x'))).toBe(false);
  });

  it('treats anything unknown as a broken answer', () => {
    expect(failureOf(new TypeError('x'))).toEqual({ kind: 'broken', status: 0 });
  });
});
