import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, Instant, LocalDate, OrganId, Role, Sha256 } from '#contracts';

const [d, e] = ['DIR.5.2.d', 'DIR.5.2.e'] as const;

/** A month, `2026-03`. */
export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'El mes tiene la forma AAAA-MM.' }).meta({ title: 'Mes', examples: ['2026-03'] });

export const Cents = z.int().min(1).max(10_000_000);
export const Series = z.string().regex(/^[A-Z0-9]{3,4}$/, { error: 'La serie tiene 3 o 4 letras mayúsculas o dígitos, como E001.' }).meta({ title: 'Serie', examples: ['E001'] });
export const ReciboNumber = z.int().min(1).max(99_999_999);

/** Attentions of one kind, matter and meta of the POI, counted. */
const Activity = z.strictObject({ kind: z.string().min(1), sistema: z.string().exactOptional(), tema: z.string().exactOptional(), meta: z.string().exactOptional(), count: z.int().min(1) });
export type Activity = z.infer<typeof Activity>;

/** Of whom, of which month, and whose turn it is by that. */
const whose = { person: Id, period: Period, centre: CentreCode, organ: OrganId };
const [by, due, reason] = [Id, Instant, z.string()];

export const told = events({
  /**
   * `from`, `to`: days served of the month. `monthlyCents`: the contract's. `digest`: SHA-256 of the ids of the attentions,
   * sorted, one a line. `role`: the author's post, which decides who conforms.
   */
  InformeActividadesSubmitted: {
    provision: e,
    title: 'Informe de actividades presentado',
    data: z.strictObject({
      ...whose,
      contract: z.int().min(1),
      subject: z.string().min(1),
      from: LocalDate,
      to: LocalDate,
      monthlyCents: Cents,
      role: Role,
      activities: z.array(Activity),
      attentions: z.int().min(0),
      digest: Sha256,
      text: z.string(),
      by,
      due,
    }),
  },
  InformeConformedByCoordinador: { provision: e, title: 'Informe conformado por el coordinador', data: z.strictObject({ ...whose, by, due }) },
  InformeReturnedByCoordinador: { provision: e, title: 'Informe devuelto por el coordinador', data: z.strictObject({ ...whose, reason, by }) },
  /** `sealed`: the RUC, which holds the DNI. `on`: date of issue. */
  ReciboHonorariosAttached: {
    provision: e,
    title: 'Recibo por honorarios adjuntado',
    data: z.strictObject({ ...whose, series: Series, number: ReciboNumber, amountCents: Cents, on: LocalDate, sealed: z.string().min(1), file: Sha256.exactOptional(), by }),
  },
  ExpedientePagoRemitted: { provision: e, title: 'Expediente de pago remitido a la OGAUC', data: z.strictObject({ ...whose, on: LocalDate, by, due }) },
  VistoBuenoGrantedByOrgano: { provision: d, title: 'Visto bueno del órgano', data: z.strictObject({ ...whose, by, due }) },
  VistoBuenoRefused: { provision: d, title: 'Visto bueno negado por el órgano', data: z.strictObject({ ...whose, reason, by }) },
  ConformidadGranted: { provision: d, title: 'Conformidad de servicio otorgada', data: z.strictObject({ ...whose, amountCents: Cents, by }) },
  ConformidadObserved: { provision: d, title: 'Expediente observado por la OGAUC', data: z.strictObject({ ...whose, reason, by }) },
});
