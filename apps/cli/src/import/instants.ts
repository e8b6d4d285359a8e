import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Parts of a date as a pattern names them, and what each matches. */
const parts = { yyyy: String.raw`\d{4}`, MM: String.raw`\d{1,2}`, dd: String.raw`\d{1,2}`, HH: String.raw`\d{1,2}`, mm: String.raw`\d{2}`, ss: String.raw`\d{2}` } as const;
const token = /yyyy|MM|dd|HH|mm|ss/g;

/** `iso`, or a pattern such as `dd/MM/yyyy HH:mm`. */
export const TimeFormat = z.string({ error: 'Falta el formato de las fechas.' }).refine((format) => format === 'iso' || ['yyyy', 'MM', 'dd'].every((part) => format.includes(part)), {
  error: 'Debe ser "iso", o un patrón con yyyy, MM y dd, como dd/MM/yyyy HH:mm:ss.',
});

/** Reads an instant as its system wrote it; undefined if it is none. The answer keeps that system's offset: ISO 8601, milliseconds. */
export type ReadInstant = (written: string) => string | undefined;

/** @param zone of what is written without an offset; of what is written in UTC too, so that it gets its local date */
export function instantReader({ format, zone }: { readonly format: string; readonly zone?: string }): ReadInstant {
  const local = format === 'iso' ? Temporal.PlainDateTime.from.bind(Temporal.PlainDateTime) : patternReader(format);
  return (written) => {
    try {
      const offset = format === 'iso' ? /(?:[zZ]|[+-]\d{2}:?\d{2})$/.exec(written)?.[0] : undefined;
      if (offset === undefined) return zone === undefined ? undefined : inZone(local(written), zone);
      const own = /z/i.test(offset) ? (zone ?? '+00:00') : offset;
      return withOffset(Temporal.Instant.from(written).toZonedDateTimeISO(own));
    } catch {
      return undefined;
    }
  };
}

/** A time that the clocks skipped is none. One that came twice is taken for the first. */
function inZone(local: Temporal.PlainDateTime, zone: string): string | undefined {
  const zoned = local.toZonedDateTime(zone);
  return zoned.toPlainDateTime().equals(local) ? withOffset(zoned) : undefined;
}

const withOffset = (zoned: Temporal.ZonedDateTime): string => zoned.toString({ timeZoneName: 'never', calendarName: 'never', fractionalSecondDigits: 3 });

function patternReader(pattern: string): (written: string) => Temporal.PlainDateTime {
  const literal = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = new RegExp(`^${literal.replaceAll(token, (part) => `(?<${part}>${parts[part as keyof typeof parts]})`)}$`);
  return (written) => {
    const { yyyy, MM, dd, HH = 0, mm = 0, ss = 0 } = expression.exec(written.trim())?.groups ?? {};
    return Temporal.PlainDateTime.from({ year: Number(yyyy), month: Number(MM), day: Number(dd), hour: Number(HH), minute: Number(mm), second: Number(ss) }, { overflow: 'reject' });
  };
}
