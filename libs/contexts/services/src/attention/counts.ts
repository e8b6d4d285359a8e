import { recordView, type InstanceRecord } from '#serving';
import type { Rollup } from '#view-store';
import { attention } from './attention.ts';
import type { Attention } from './state.ts';

type Counted = InstanceRecord<Attention>;

export const monthKey = (centre: string, month: string): string => `${centre} ${month}`;
export const metaKey = (organ: string, year: string, meta: string): string => `${organ} ${year} ${meta}`;

/** How a consulta stands: resolved at the centre, answered by the organ, with the organ, or still open. */
const outcomeOf = ({ status, resolvedBy }: { readonly status: string; readonly resolvedBy?: string }): 'resolved' | 'answered' | 'escalated' | 'open' =>
  status === 'closed' ? (resolvedBy === 'organ' ? 'answered' : 'resolved') : status === 'escalated' ? 'escalated' : 'open';

/**
 * Attentions of a centre and month (of the service), annulled ones left out. `all`, `attendees`; `<sistema or aplicativo> <kind>`;
 * of the consultas, `resolved`, `answered`, `escalated`, `open`.
 */
export const attentionMonths: Rollup<Counted> = {
  name: 'attention-counts',
  version: 1,
  of: recordView(attention),
  contributions({ state }) {
    if (state.status === 'never-recorded' || state.status === 'annulled') return [];
    const { centre, date, kind, attendees, sistema, aplicativo } = state;
    const consulta = kind === 'consulta' && state.status !== 'no-attendance' ? { [outcomeOf(state)]: 1 } : {};
    return [{ key: monthKey(centre, date.slice(0, 7)), counts: { all: 1, attendees, [`${sistema ?? aplicativo} ${kind}`]: 1, ...consulta } }];
  },
};

/** What was done for each meta of an organ's POI (DIR.4.10): attentions, and people who attended. Never typed by anybody. */
export const metaProgress: Rollup<Counted> = {
  name: 'meta-progress',
  version: 1,
  of: recordView(attention),
  contributions({ state }) {
    if (state.status === 'never-recorded' || state.status === 'annulled' || state.status === 'no-attendance' || !state.meta) return [];
    const { organ, date, meta, attendees } = state;
    return [{ key: metaKey(organ, date.slice(0, 4), meta), counts: { attentions: 1, attendees } }];
  },
};
