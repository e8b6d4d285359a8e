import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from './redact.ts';

describe('What is taken out of an anonymous text (DIR.5.5.e)', () => {
  it.each([
    ['Mi DNI es 71234567', 'Mi DNI es [dato retirado]'],
    ['DNI71234567.', 'DNI[dato retirado].'],
    ['Mi DNI: 71.234.567, gracias', 'Mi DNI: [dato retirado], gracias'],
    ['RUC 10712345678', 'RUC [dato retirado]'],
    ['llámeme al 984 000 111 o al +51 984-000-111', 'llámeme al [dato retirado] o al [dato retirado]'],
    ['fijo (084) 223344', 'fijo [dato retirado]'],
    ['escriba a ana.perez@correo.pe.', 'escriba a [dato retirado]'],
  ])('of «%s»', (given, expected) => {
    expect(redact(given).text).toBe(expected);
  });

  it.each(['El 12/03/2026 esperé 45 minutos', 'Ventanilla 3, de 9:00 a 11:30', 'Pagué S/ 1500', 'La Ley 29733 de 2026-03-02'])('nothing of «%s»', (given) => {
    expect(redact(given)).toEqual({ text: given, redacted: 0 });
  });

  it('leaves no eight digits together, wherever they stand', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\d/.test(text));
    fc.assert(
      fc.property(words, fc.integer({ min: 10_000_000, max: 99_999_999 }), words, (before, dni, after) => {
        const { text, redacted } = redact(`${before} ${dni} ${after}`);
        expect(text).not.toContain(String(dni));
        expect(redacted).toBeGreaterThan(0);
      }),
    );
  });
});
