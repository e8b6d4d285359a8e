import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { date, dates, holidayRow, holidayRows, place } from '../test/arbitrary.ts';
import { later, naiveCalendar, tomorrow } from '../test/reference.ts';
import { createCalendar } from './calendar.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const days = fc.integer({ min: 0, max: 60 });
const law = (runs: number) => ({ numRuns: runs });

describe('Working days obey these laws for any rows, date and place:', () => {
  it('a term ends on a working day', () => {
    fc.assert(
      fc.property(holidayRows, date, days, place, (rows, from, n, at) => {
        const calendar = createCalendar(rows);
        expect(calendar.isWorkingDay(calendar.addWorkingDays(from, n, at), at)).toBe(true);
      }),
      law(1500),
    );
  });

  it('a term in two parts is the term (the first of at least a day, or begun on a working day)', () => {
    fc.assert(
      fc.property(holidayRows, date, days, days, place, (rows, from, a, b, at) => {
        const calendar = createCalendar(rows);
        fc.pre(a > 0 || calendar.isWorkingDay(from, at));
        expect(calendar.addWorkingDays(calendar.addWorkingDays(from, a, at), b, at)).toBe(calendar.addWorkingDays(from, a + b, at));
      }),
      law(1500),
    );
  });

  it('a later start never ends earlier, and one day more always ends later', () => {
    fc.assert(
      fc.property(holidayRows, date, date, days, place, (rows, a, b, n, at) => {
        const calendar = createCalendar(rows);
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(calendar.addWorkingDays(early, n, at) <= calendar.addWorkingDays(late, n, at)).toBe(true);
        fc.pre(n > 0 || calendar.isWorkingDay(early, at));
        expect(calendar.addWorkingDays(early, n, at) < calendar.addWorkingDays(early, n + 1, at)).toBe(true);
      }),
      law(1500),
    );
  });

  it('counting undoes adding', () => {
    fc.assert(
      fc.property(holidayRows, date, days, place, (rows, from, n, at) => {
        const calendar = createCalendar(rows);
        fc.pre(n > 0 || calendar.isWorkingDay(from, at));
        expect(calendar.workingDaysBetween(from, calendar.addWorkingDays(from, n, at), at)).toBe(n);
      }),
      law(1500),
    );
  });

  it('adding undoes counting', () => {
    fc.assert(
      fc.property(holidayRows, date, date, place, (rows, a, b, at) => {
        const calendar = createCalendar(rows);
        const [from, to] = a < b ? [a, b] : [b, a];
        const n = calendar.workingDaysBetween(from, to, at);
        fc.pre(n > 0 && calendar.isWorkingDay(to, at));
        expect(calendar.addWorkingDays(from, n, at)).toBe(to);
      }),
      law(1500),
    );
  });

  it('a count in two parts is the count, and its reverse is its negative', () => {
    fc.assert(
      fc.property(holidayRows, date, date, date, place, (rows, a, b, c, at) => {
        const calendar = createCalendar(rows);
        expect(calendar.workingDaysBetween(a, b, at) + calendar.workingDaysBetween(b, c, at)).toBe(calendar.workingDaysBetween(a, c, at));
        expect(calendar.workingDaysBetween(a, b, at) + calendar.workingDaysBetween(b, a, at)).toBe(0);
      }),
      law(1500),
    );
  });

  it('one row more never ends a term earlier', () => {
    fc.assert(
      fc.property(holidayRows, holidayRow, date, days, place, (rows, added, from, n, at) => {
        expect(createCalendar([...rows, added]).addWorkingDays(from, n, at) >= createCalendar(rows).addWorkingDays(from, n, at)).toBe(true);
      }),
      law(1500),
    );
  });

  it('the order of the rows, or a row twice over, changes nothing', () => {
    fc.assert(
      fc.property(holidayRows, date, days, place, (rows, from, n, at) => {
        const again = [...rows].reverse().flatMap((row) => [row, { ...row, id: `${row.id}-again` }]);
        expect(createCalendar(again).addWorkingDays(from, n, at)).toBe(createCalendar(rows).addWorkingDays(from, n, at));
      }),
      law(500),
    );
  });

  it('a row of another department or centre changes nothing', () => {
    fc.assert(
      fc.property(holidayRows, holidayRow, date, days, place, (rows, added, from, n, at) => {
        const { scope } = added;
        fc.pre(scope.level === 'department' ? scope.department !== at.department : scope.level === 'centre' && scope.centre !== at.centre);
        expect(createCalendar([...rows, added]).addWorkingDays(from, n, at)).toBe(createCalendar(rows).addWorkingDays(from, n, at));
      }),
      law(1500),
    );
  });

  it('what was known at a moment answers the same, whatever is learnt or withdrawn after it', () => {
    const moment = '2024-01-15';
    const learntLater = holidayRow.map((row) => ({ ...row, knownSince: tomorrow(moment) }));
    fc.assert(
      fc.property(holidayRows, fc.array(learntLater, { maxLength: 10 }), date, days, place, (rows, later, from, n, at) => {
        const withdrawn = rows.map((row) => ({ ...row, knownUntil: tomorrow(moment) }));
        const then = createCalendar(rows).addWorkingDays(from, n, at);
        expect(createCalendar([...rows, ...later]).asOf(moment).addWorkingDays(from, n, at)).toBe(then);
        expect(createCalendar([...withdrawn, ...later]).asOf(moment).addWorkingDays(from, n, at)).toBe(then);
      }),
      law(600),
    );
  });

  it('the questions of one calendar do not disturb one another, in any order of years and places', () => {
    fc.assert(
      fc.property(holidayRows, fc.array(fc.tuple(date, days, place), { maxLength: 10 }), (rows, questions) => {
        const shared = createCalendar(rows);
        for (const [from, n, at] of questions) expect(shared.addWorkingDays(from, n, at)).toBe(createCalendar(rows).addWorkingDays(from, n, at));
      }),
      law(300),
    );
  });
});

describe('The calendar agrees with a count day by day', () => {
  it('for any rows, on whether a day is working, on where a term ends and on how many days lie between', () => {
    fc.assert(
      fc.property(holidayRows, date, fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 50 }), place, (rows, from, n, span, at) => {
        const [calendar, naive] = [createCalendar(rows), naiveCalendar(rows)];
        const to = later(from, span);
        expect(calendar.isWorkingDay(from, at)).toBe(naive.isWorkingDay(from, at));
        expect(calendar.addWorkingDays(from, n, at)).toBe(naive.addWorkingDays(from, n, at));
        expect(calendar.workingDaysBetween(from, to, at)).toBe(naive.workingDaysBetween(from, to, at));
      }),
      law(400),
    );
  });

  it('with the national list, on every day of 2012 and of 2022 to 2028', () => {
    const [calendar, naive] = [createCalendar(NATIONAL_HOLIDAYS), naiveCalendar(NATIONAL_HOLIDAYS)];
    for (const year of [2012, 2022, 2023, 2024, 2025, 2026, 2027, 2028]) {
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = tomorrow(day)) {
        expect([day, calendar.isWorkingDay(day, {})]).toEqual([day, naive.isWorkingDay(day, {})]);
      }
    }
  });

  it('with the national list, on terms from any day of two centuries', () => {
    const [calendar, naive] = [createCalendar(NATIONAL_HOLIDAYS), naiveCalendar(NATIONAL_HOLIDAYS)];
    fc.assert(
      fc.property(dates('1992-01-01', '2190-12-31'), fc.integer({ min: 0, max: 40 }), (from, n) => {
        expect(calendar.addWorkingDays(from, n, {})).toBe(naive.addWorkingDays(from, n, {}));
      }),
      law(300),
    );
  });
});
