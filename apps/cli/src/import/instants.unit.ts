import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantReader, TimeFormat } from './instants.ts';

describe('An instant in ISO 8601', () => {
  const read = instantReader({ format: 'iso' });

  it('keeps the offset, and so the date, of its own system', () => {
    expect(read('2011-10-11 00:00:00.020000+02:00')).toBe('2011-10-11T00:00:00.020+02:00');
    expect(read('2012-01-17T01:06:40.010+01:00')).toBe('2012-01-17T01:06:40.010+01:00');
    expect(read('2011-10-11T13:42:22Z')).toBe('2011-10-11T13:42:22.000+00:00');
  });

  it('in UTC gets the local date where the zone is known', () => {
    expect(instantReader({ format: 'iso', zone: 'America/Lima' })('2011-10-12T02:00:00Z')).toBe('2011-10-11T21:00:00.000-05:00');
  });

  it('without an offset needs a zone', () => {
    expect(read('2011-10-11 13:42')).toBeUndefined();
    expect(instantReader({ format: 'iso', zone: 'America/Lima' })('2011-10-11 13:42')).toBe('2011-10-11T13:42:00.000-05:00');
    expect(instantReader({ format: 'iso', zone: 'America/Lima' })('2011-10-11')).toBe('2011-10-11T00:00:00.000-05:00');
  });

  it.each(['', 'ayer', '2011-02-30T10:00:00Z', '2011-13-01T10:00:00Z', '11/10/2011', '2011-10-11T25:00:00Z'])('is not «%s»', (written) => {
    expect(read(written)).toBeUndefined();
  });

  it('is the instant that was written, whatever the offset', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.integer({ min: -12, max: 14 }), (date, hours) => {
        const local = new Date(date.getTime() + hours * 3_600_000).toISOString().slice(0, 23);
        const written = `${local}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
        expect(Date.parse(read(written)!)).toBe(date.getTime());
        expect(read(written)!.slice(0, 10)).toBe(local.slice(0, 10));
      }),
    );
  });
});

describe('An instant by a pattern', () => {
  const read = instantReader({ format: 'dd/MM/yyyy HH:mm:ss', zone: 'Europe/Madrid' });

  it('is read in its zone', () => {
    expect(read('11/10/2011 13:42:22')).toBe('2011-10-11T13:42:22.000+02:00');
    expect(read(' 1/2/2012 08:00:00 ')).toBe('2012-02-01T08:00:00.000+01:00');
    expect(instantReader({ format: 'yyyy.MM.dd', zone: 'America/Lima' })('2011.10.11')).toBe('2011-10-11T00:00:00.000-05:00');
  });

  it('is no time that the clocks skipped, and of two alike it is the first', () => {
    expect(read('27/03/2011 02:30:00')).toBeUndefined();
    expect(read('30/10/2011 02:30:00')).toBe('2011-10-30T02:30:00.000+02:00');
  });

  it.each(['31/02/2011 10:00:00', '11-10-2011 13:42:22', '11/10/2011', '11/10/2011 24:00:00', '2011/10/11 13:42:22', ''])('is not «%s»', (written) => {
    expect(read(written)).toBeUndefined();
  });

  it('names year, month and day', () => {
    expect(TimeFormat.safeParse('dd/MM HH:mm').success).toBe(false);
    expect(TimeFormat.safeParse('iso').success).toBe(true);
  });
});
