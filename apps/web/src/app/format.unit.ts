import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ago, calendarDay, counted, dateTime, dayMonth, documentNumber, fileSize, limaDate, searchable } from './format.ts';

describe('the words for times', () => {
  it('tell an instant in Lima, not in UTC', () => {
    expect(dateTime('2026-11-25T03:30:00Z')).toMatch(/24 nov.* 2026.*22:30/);
    expect(limaDate('2026-11-25T03:30:00Z')).toBe('2026-11-24');
  });

  it('never move a date of the calendar', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2010-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(dayMonth(iso)).toBe(`${date.getUTCDate()}/${date.getUTCMonth() + 1}`);
      }),
    );
    expect(calendarDay('2026-11-24')).toMatch(/mar.*24.*2026/);
  });

  it.each([
    [30_000, 'hace un momento'],
    [60_000, 'hace 1 minuto'],
    [3 * 3_600_000, 'hace 3 horas'],
    [2 * 86_400_000 + 5, 'hace 2 días'],
  ])('say that %i ms is "%s"', (ms, words) => {
    expect(ago('2026-11-24T12:00:00Z', Date.parse('2026-11-24T12:00:00Z') + ms)).toBe(words);
  });
});

describe('other words', () => {
  it('number a document by desk and year', () => {
    expect(documentNumber({ number: 12, year: 2026 })).toBe('N.º 12-2026');
  });

  it('agree in number', () => {
    expect([counted(1, 'folio', 'folios'), counted(0, 'folio', 'folios')]).toEqual(['1 folio', '0 folios']);
  });

  it('give sizes a person understands', () => {
    expect([fileSize(12), fileSize(640_400), fileSize(2_100_000)]).toEqual(['12 B', '640 KB', '2.1 MB']);
  });

  it('search without accents', () => {
    expect(searchable('Órgano de Línea')).toBe('organo de linea');
  });
});
