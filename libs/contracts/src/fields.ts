import { z } from 'zod';

/** An instant, ISO 8601 with `Z`. */
export const Instant = z.iso.datetime({ error: 'Debe ser un instante ISO 8601 en UTC, como 2026-03-02T13:30:00.000Z.' }).meta({ examples: ['2026-03-02T13:30:00.000Z'] });
export type Instant = z.infer<typeof Instant>;

const first = '1900-01-01';
const last = '2199-12-31';

/** A civil date of Lima, `YYYY-MM-DD`, from 1900 to 2199: what the calendar can reckon with. */
export const LocalDate = z.iso
  .date({ error: 'Debe ser una fecha AAAA-MM-DD que exista.' })
  .refine((date) => first <= date && date <= last, { error: 'Debe ser una fecha entre 1900 y 2199.' })
  .meta({ examples: ['2026-03-02'] });
export type LocalDate = z.infer<typeof LocalDate>;

/** Hour of Lima, `HH:MM`. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Debe ser una hora HH:MM, de 00:00 a 23:59.' }).meta({ examples: ['08:30'] });
export type LocalTime = z.infer<typeof LocalTime>;

/** Code of a centre and of its one desk. */
export const CentreCode = z.string().regex(/^[A-Z0-9]{3,8}$/, { error: 'El código de centro tiene de 3 a 8 letras mayúsculas o dígitos.' }).meta({ examples: ['CUS'] });
export type CentreCode = z.infer<typeof CentreCode>;

const slug = (what: string) =>
  z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, { error: `El código de ${what} tiene de 2 a 40 letras minúsculas, dígitos o guiones.` });

/** Stable through renames: names and siglas change, this does not. */
export const OrganId = slug('órgano').meta({ examples: ['dgpp'] });
export type OrganId = z.infer<typeof OrganId>;

export const ProcedureId = slug('tipo de trámite');
export type ProcedureId = z.infer<typeof ProcedureId>;

/** INEI code of a department, 01–25. RENIEC's codes differ and are never mixed with these. */
export const DepartmentCode = z.string().regex(/^(0[1-9]|1\d|2[0-5])$/, { error: 'Use el código INEI de dos dígitos, de 01 a 25.' }).meta({ examples: ['08'] });
export type DepartmentCode = z.infer<typeof DepartmentCode>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'Debe ser un SHA-256 en 64 dígitos hexadecimales en minúsculas.' }).meta({ examples: ['0000000000000000000000000000000000000000000000000000000000000000'] });
export type Sha256 = z.infer<typeof Sha256>;

/** A number of a DNI, RUC, card or phone as a whole, or an e-mail address: an id of that form would tell of a person in clear. */
export const isPersonal = (id: string): boolean => /^(?:\d{8,9}|\d{11})$|\S@\S+\.\S/.test(id);
const tellsOfAPerson = 'Un identificador no puede ser un DNI, un RUC, un teléfono ni un correo: queda registrado y no se puede borrar.';

/** An account or generated id. It says nothing of the person. */
export const Id = z
  .string()
  .regex(/^[\w.:@|-]{1,128}$/, { error: 'Identificador no válido.' })
  .refine((id) => !isPersonal(id), { error: tellsOfAPerson })
  .meta({ examples: ['cuenta-1'] });

const isClean = (value: string) => value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(value);

/** Text that a person typed: trimmed, NFC, `min` to `max` UTF-16 units, no control characters or broken UTF-16. */
export const text = (max: number, min = 1) =>
  z
    .string({ error: 'Escriba un texto.' })
    .normalize('NFC')
    .trim()
    .min(min, { error: min === 1 ? 'No puede quedar vacío.' : `Escriba al menos ${min} caracteres.` })
    .max(max, { error: `Escriba como máximo ${max} caracteres.` })
    .refine(isClean, { error: 'Contiene caracteres no válidos.' });

const personal = /(?<!\d)(?:\d{8}|(?:10|15|17|20)\d{9}|9\d{2}[ -]?\d{3}[ -]?\d{3})(?!\d)|\S@\S+\.\S/;

/**
 * Text that is stored in clear. Numbers of the form of a DNI, RUC or mobile phone, and e-mail addresses, are refused:
 * an event can't be unsaid (Ley 29733). Names can't be told from words; the form must warn of them.
 */
export const publicText = (max: number, min = 1) =>
  text(max, min).refine((value) => !personal.test(value), {
    error: 'No escriba aquí números de DNI, RUC o teléfono ni correos: este texto queda registrado y no se puede borrar.',
  });

/** Folios of what was handed over: 1 to 100,000. */
export const Folios = z.int({ error: 'Escriba un número entero de folios.' }).min(1, { error: 'Los folios son 1 como mínimo.' }).max(100_000, { error: 'Los folios son 100 000 como máximo.' });

/** A request's body: only what a client may send. Anything else, such as a number or a date of the server's, is refused by name. */
export const input = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `No se admite: ${issue.keys.join(', ')}. Estos datos no existen o los pone el servidor.` : 'Debe ser un objeto JSON.',
  });

/** One of the listed ids. */
export const choice = <const V extends readonly string[]>(values: V) => z.enum(values, { error: `Elija uno de: ${values.join(', ')}.` });
