import { refuse } from '#kernel';
import { isoOf, parseDay, type IsoDate } from './iso-date.ts';

export type Channel = 'desk' | 'digital' | 'post';

/** How the date of a submission is fixed, as a dated value: norms on this point have changed and contradict one another. */
export interface LegalDatePolicy {
  readonly id: string;
  readonly channel: Channel;
  /** Until when a submission of a working day counts on that day: the desk's closing, or 23:59:59 in Lima. */
  readonly closing: 'desk-close' | 'end-of-day';
  readonly validFrom?: IsoDate;
  readonly validTo?: IsoDate;
  /** The rule as people read it, in Spanish. */
  readonly rule: string;
  readonly norm: string;
  readonly verified: boolean;
}

const HOURS_NORM = 'Ley 27444, art. 138 (TUO D.S. 004-2019-JUS, art. 149)';

/** What applies while a centre adopts nothing else. There is no rule for the digital channel before 21 June 2023. */
export const DEFAULT_POLICIES: readonly LegalDatePolicy[] = [
  {
    id: 'desk-within-hours',
    channel: 'desk',
    closing: 'desk-close',
    rule: 'Lo entregado en ventanilla un día hábil, hasta el cierre de la atención, se tiene por presentado ese día; se atiende a quien llegó dentro del horario. Lo demás se tiene por presentado el día hábil siguiente.',
    norm: HOURS_NORM,
    verified: false,
  },
  {
    id: 'post-within-hours',
    channel: 'post',
    closing: 'desk-close',
    rule: 'Lo que llega por correo un día hábil, hasta el cierre de la atención, se tiene por presentado ese día; lo demás, el día hábil siguiente.',
    norm: HOURS_NORM,
    verified: false,
  },
  {
    id: 'digital-within-hours',
    channel: 'digital',
    closing: 'desk-close',
    validFrom: '2023-06-21',
    rule: 'La mesa digital recibe las 24 horas. Lo enviado entre las 00:00 y el término del horario de atención de un día hábil se tiene por recibido ese día; lo enviado después, o en día inhábil, el primer día hábil siguiente.',
    norm: 'D.S. 029-2021-PCM, modificado por el D.S. 075-2023-PCM',
    verified: true,
  },
];

/** The counter-rule of INDECOPI, which a centre adopts from a date on with `adoptPolicy`. */
export const DIGITAL_UNTIL_MIDNIGHT: LegalDatePolicy = {
  id: 'digital-until-midnight',
  channel: 'digital',
  closing: 'end-of-day',
  validFrom: '2024-08-02',
  rule: 'La mesa digital recibe las 24 horas. Lo enviado hasta las 23:59 de un día hábil se tiene por recibido ese día; lo enviado en día inhábil, el primer día hábil siguiente.',
  norm: 'Resolución 0518-2024/SEL-INDECOPI; Ley 27444, art. 123',
  verified: true,
};

/**
 * The policies with another adopted from a date on: those of its channel end the day before, or fall if they would begin later.
 * @throws DomainError `policy-not-in-force` before the policy's own validity
 */
export function adoptPolicy(policies: readonly LegalDatePolicy[], policy: LegalDatePolicy, from: IsoDate): LegalDatePolicy[] {
  const eve = isoOf(parseDay(from, 'from') - 1);
  if (policy.validFrom !== undefined && from < policy.validFrom) {
    throw refuse('invalid', 'policy-not-in-force', `La regla ${policy.id} no puede adoptarse antes del ${policy.validFrom}.`, { field: 'from', provision: policy.norm });
  }
  const kept = policies
    .filter(({ channel, validFrom }) => channel !== policy.channel || validFrom === undefined || validFrom < from)
    .map((old) => (old.channel === policy.channel && (old.validTo === undefined || old.validTo > eve) ? { ...old, validTo: eve } : old));
  return [...kept, { ...policy, validFrom: from }];
}

/**
 * The one policy of a channel on a date.
 * @throws DomainError `policy-missing` if there is none, `policy-ambiguous` if there are several
 */
export function policyInForce(policies: readonly LegalDatePolicy[], channel: Channel, date: IsoDate): LegalDatePolicy {
  const [policy, another] = policies.filter((p) => p.channel === channel && (p.validFrom ?? date) <= date && date <= (p.validTo ?? date));
  if (!policy) throw refuse('invalid', 'policy-missing', `No hay una regla de fecha legal vigente el ${date} para ese canal de presentación.`, { field: 'channel' });
  if (another) throw refuse('conflict', 'policy-ambiguous', `Hay más de una regla de fecha legal vigente el ${date} para ese canal: ${policy.id} y ${another.id}.`, { field: 'policies' });
  return policy;
}
