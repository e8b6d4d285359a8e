import { rule, type Judged, type Rule } from '#aggregates';
import { limaDate } from '#calendar';
import type { RecordedEvent } from '#kernel';
import { inForceOn, type Term } from '../dates.ts';

/** The fields of an event that these rules read. */
export interface Told {
  readonly centre: string;
  readonly organ: string;
  readonly person: string;
  readonly from: string;
  readonly on: string;
  readonly until?: string;
}

export const told = ({ data }: RecordedEvent): Told => data as Told;
export const atCentre = (event: RecordedEvent): readonly string[] => [told(event).centre];
export const dayOf = ({ meta }: RecordedEvent): string => limaDate(meta.occurredAt);

/** Terms by person. */
export type Terms = Readonly<Record<string, Term>>;

export const without = <V>(all: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> => Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));
export const inForce = (terms: Terms, date: string): readonly (readonly [string, Term])[] => Object.entries(terms).filter(([, term]) => inForceOn(term, date));

interface Held {
  readonly terms: Terms;
}

interface HeldDuty extends Pick<Rule, 'id' | 'provision' | 'title'> {
  /** How each event that begins one says its term. */
  readonly begins: Readonly<Record<string, (data: Told) => Term>>;
  readonly ends: readonly string[];
  /** es-PE. */
  readonly missing: string;
}

/** Somebody has to hold a post at the centre on the day: begun, and not ended yet. */
export const heldDuty = ({ begins, ends, missing, ...named }: HeldDuty): Rule =>
  rule<Held>({
    ...named,
    of: 'centre',
    version: 1,
    events: [...Object.keys(begins), ...ends],
    placesOf: atCentre,
    initial: { terms: {} },
    fold({ terms }, event) {
      const data = told(event);
      const term = begins[event.type]?.(data) ?? (terms[data.person] && { ...terms[data.person]!, end: data.on });
      return { terms: term ? { ...terms, [data.person]: term } : terms };
    },
    assess: ({ terms }, judged) => assessHeld(terms, judged, missing),
  });

function assessHeld(terms: Terms, { today, boundSince }: Judged, missing: string) {
  const held = inForce(terms, today).map(([, { from }]) => from).sort();
  if (held[0] !== undefined) return { standing: 'kept' as const, since: held[0] };
  const [last] = Object.values(terms).flatMap(({ end }) => (end !== undefined && end <= today ? [end] : [])).sort().reverse();
  return { standing: 'breached' as const, since: last ?? boundSince, why: missing };
}
