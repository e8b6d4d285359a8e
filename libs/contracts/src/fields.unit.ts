import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { Id, input, LocalDate, publicText, text } from './fields.ts';
import { parseDocumentId } from './intake/ids.ts';
import { documentId } from './intake/document-number.ts';

const passes = (value: string) => publicText(200).safeParse(value).success;

describe('Text that is stored in clear', () => {
  it.each(['Falta copia del DNI 40123456', 'RUC 20131370645', 'llamar al 987654321', 'llamar al 987 654 321', 'escribir a ana@example.pe', 'dni:01234567.'])('is refused with what names a person: %s', (value) => {
    expect(passes(value)).toBe(false);
  });
  it.each(['Oficio 0231-2026-EF/50.01', 'Falta el anexo 02 de 12 folios', 'Expediente CUS-2026-000123', 'Ley 27444, art. 136', 'presentado el 2026-03-02'])('takes what does not: %s', (value) => {
    expect(passes(value)).toBe(true);
  });
});

describe('Text that a person typed', () => {
  it('is trimmed and composed, so that the same words are the same text', () => {
    expect(text(10).parse('  Jose\u0301 ')).toBe('José');
  });
  it.each(['a\u0000b', 'a\ud800b', 'a\u202eb', ' '])('is refused with signs that no keyboard types: %j', (value) => {
    expect(text(10).safeParse(value).success).toBe(false);
  });
  it('is refused in Spanish beyond its length', () => {
    expect(text(3).safeParse('abcd').error?.issues[0]?.message).toBe('Escriba como máximo 3 caracteres.');
  });
});

describe('A request', () => {
  it('names what it may not carry', () => {
    expect(input({ a: z.int() }).safeParse({ a: 1, number: 5, date: 'x' }).error?.issues[0]?.message).toContain('number, date');
  });
});

describe('The id of a document', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{3,8}$/), fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 999_999_999 }), (desk, year, number) => {
        expect(parseDocumentId(documentId({ desk, year, number }))).toEqual({ desk, year, number });
      }),
    );
  });
  it.each(['TES-2026-7', 'TES-2026-000000', 'TES-2026-0000007', 'tes-2026-000007', 'TES-26-000007', 'TES-2026-000007 ', '../TES-2026-000007'])('has one spelling: not %j', (id) => {
    expect(parseDocumentId(id)).toBeUndefined();
  });
});

describe('what would do harm for ever', () => {
  it.each(['9999-12-31', '1899-12-31', '2200-01-01'])('the date %s, which no calendar reckons with, is refused', (date) => expect(LocalDate.safeParse(date).success).toBe(false));
  it.each(['45678912', '987654321', '10456789125', 'ana.quispe@ejemplo.test'])('an id like %s, which tells of a person, is refused', (id) => expect(Id.safeParse(id).success).toBe(false));
  it.each(['demo-ogauc', '12345678-1234-4abc-8def-123456789012', 'f:realm:cuenta', 'auth0|5f7c8ec7c33c6c004bbafe82'])('an account like %s is an id', (id) => expect(Id.safeParse(id).success).toBe(true));
});
