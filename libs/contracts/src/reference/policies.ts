import { z } from 'zod';
import { OrganId } from '../fields.ts';
import { ResourceKind } from './resources.ts';
import { Sistema } from './sistema.ts';

/** Every value of policy there is, and its shape. Each is dated: `PolicySet` gives it from a date on. */
export const policyValues = {
  /** Id of the calendar's rule that dates a digital submission. */
  'digital-legal-date': z.enum(['digital-within-hours', 'digital-until-midnight']),
  /** Working days to remedy an observation. */
  'observation-working-days': z.int().min(1).max(30),
  /** Working days to route after reception; 0 = the same day. */
  'routing-working-days': z.int().min(0).max(30),
  /** Days within which a desk is supervised again (DIR.4.5). */
  'desk-supervision-days': z.int().min(1).max(366),
  /** Days without opening after which a desk does not attend the public (DIR.5.1.2.b). */
  'desk-open-days': z.int().min(1).max(60),
  /** Days within which an organ sends its specialists something again (DIR.5.1.1.d: «de manera permanente»). */
  'directiva-days': z.int().min(1).max(366),
  /** Organ that is competent in each sistema: it answers its consultas (DIR.5.1.1.e). */
  'sistema-organs': z.partialRecord(Sistema, OrganId),
  /** Working days to answer a consulta. */
  'consulta-working-days': z.int().min(1).max(30),
  /** Days within which a centre channels information again (DIR.5.5.a). */
  'informacion-days': z.int().min(1).max(366),
  /** Working days to decide on a dissemination to the media. */
  'autorizacion-working-days': z.int().min(0).max(30),
  /** Working days for a centre to take note of a protocol, and to confirm that a material was removed. */
  'acuse-working-days': z.int().min(0).max(30),
  /** Working days to channel a request of the press, and to answer it; 0 = the same day. */
  'pedido-medio-working-days': z.int().min(0).max(30),
  /** Days after which the page is stale (DIR.5.5.d). */
  'pagina-days': z.int().min(1).max(366),
  /** Last day of the following month on which a contribution still goes into a month's edition (DIR.5.5.g). */
  'boletin-cutoff-day': z.int().min(1).max(28),
  /** Last day of the following month on which its edition is in time. */
  'boletin-publication-day': z.int().min(1).max(28),
  /** Working days without a confirmation after which the videos are silent (DIR.5.5.h). */
  'video-working-days': z.int().min(1).max(30),
  /** Working days after the service in which an attention is recorded and closed (DIR.4.1). */
  'attention-cutoff-working-days': z.int().min(0).max(60),
  /** Days without an attention after which a centre does not serve (DIR.4.4). */
  'attention-days': z.int().min(1).max(366),
  /** Days within which an organ proposes an improvement again (DIR.4.6). */
  'mejora-days': z.int().min(1).max(1_000),
  /** Working days in which a proposed improvement is decided on (DIR.4.6). */
  'mejora-working-days': z.int().min(1).max(90),
  /** Working days for each report on a new service (DIR.4.11). */
  'nuevo-servicio-report-working-days': z.int().min(1).max(60),
  /** Working days after an event to record that it was held (DIR.5.1.1.f). */
  'evento-record-working-days': z.int().min(0).max(30),
  /** Answers, or suggestions, below which a figure is not shown (k). */
  'anonymity-minimum': z.int().min(3).max(100),
  /** Days within which OGAUC applies a survey again. */
  'survey-interval-days': z.int().min(1).max(1_100),
  /** Mean of a survey's scales, in hundredths of 1 to 5, below which a centre owes an improvement plan. */
  'survey-low-score': z.int().min(100).max(500),
  /** Days to carry an improvement plan out. */
  'improvement-plan-days': z.int().min(1).max(730),
  /** Days within which a suggestion box is opened again. */
  'suggestion-box-days': z.int().min(1).max(365),
  /** Days to act upon a suggestion. */
  'suggestion-action-days': z.int().min(1).max(365),
  /** Whether one person may hold both coordinator posts of a centre at once (RM.2.b, RM.2.c). */
  'coordinator-posts': z.enum(['separate', 'together']),
  /** Days within which an organ trains each of its specialists again (DIR.5.1.1.c). */
  'internal-training-days': z.int().min(1).max(1_000),
  /** What every specialist needs to work with (DIR.5.1.2.c). */
  'specialist-kit': z.array(ResourceKind).min(1),
  /** Working days to put right what is broken (DIR.5.1.2.c). */
  'resource-fault-working-days': z.int().min(1).max(60),
  /** Working days to fulfil or reject a logistics request (RM.2.c). */
  'logistic-request-working-days': z.int().min(1).max(60),
  /** Working days from the beginning of a specialist's link to the first access (DIR.5.1.2.d). */
  'access-working-days': z.int().min(1).max(60),
  /** Days that an access lasts at most (DIR.5.1.2.d). */
  'access-max-days': z.int().min(1).max(1_000),
  /** Days within which an access is reviewed (DIR.5.1.2.d). */
  'access-review-days': z.int().min(1).max(1_000),
  /** Working days for each step of terms of reference: submission, endorsement. */
  'tdr-working-days': z.int().min(1).max(60),
  /** Working days in which a centre's coordinator conforms a report of activities and remits it. */
  'informe-conformity-working-days': z.int().min(1).max(30),
  'visto-bueno-working-days': z.int().min(1).max(30),
  'conformidad-working-days': z.int().min(1).max(30),
  /** Céntimos a day, by the date of departure. */
  'viatico-tariff-cents': z.int().min(1).max(1_000_000),
  /** Working days from the end of a commission to its rendition, and from an observation to its correction. */
  'rendicion-working-days': z.int().min(1).max(60),
  'rendicion-correction-working-days': z.int().min(1).max(60),
  /** Least part of what was spent that vouchers must prove; the rest may be declared. */
  'rendicion-voucher-percent': z.int().min(0).max(100),
} as const;

export type PolicyName = keyof typeof policyValues;
export const PolicyName = z.enum(Object.keys(policyValues) as [PolicyName, ...PolicyName[]]);

export type PolicyValue<N extends PolicyName> = z.infer<(typeof policyValues)[N]>;

/** Policies whose value is a number: of days, of a month. */
export type DaysPolicy = { [N in PolicyName]: PolicyValue<N> extends number ? N : never }[PolicyName];
