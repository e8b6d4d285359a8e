import { hash } from 'node:crypto';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import type { Activity } from './events.ts';

/** What this context needs to know of an attention that another one recorded. */
interface Attention {
  readonly atencion: string;
  readonly specialist: string;
  readonly date: string;
  readonly kind: string;
  readonly sistema?: string;
  readonly tema?: string;
  readonly meta?: string;
}

/** Attentions of a specialist in a month. */
export interface AttentionMonth {
  /** Of each: id, kind, sistema, tema and meta, those that are not told empty, separated by `|`. */
  readonly attentions: readonly string[];
}

export const monthKey = (specialist: string, month: string): string => `${specialist} ${month}`;

/** Attentions recorded at the counters, by specialist and month; one that was annulled no longer counts. */
export const attentionMonths: View<AttentionMonth> = {
  name: 'attention-months',
  version: 1,
  indexes: [],
  events: ['AtencionRecorded', 'AtencionAnnulled'],
  keysOf({ data }: RecordedEvent) {
    const { specialist, date } = data as Attention;
    return [monthKey(specialist, date.slice(0, 7))];
  },
  fold(before, { type, data }) {
    const { atencion, kind, sistema = '', tema = '', meta = '' } = data as Attention;
    const attentions = before?.attentions ?? [];
    if (type === 'AtencionAnnulled') return { attentions: attentions.filter((each) => !each.startsWith(`${atencion}|`)) };
    return { attentions: [...attentions, [atencion, kind, sistema, tema, meta].join('|')] };
  },
};

export interface Activities {
  readonly activities: readonly Activity[];
  readonly attentions: number;
  readonly digest: string;
}

/** The attentions of a month, counted by kind, matter and meta, the most frequent first. Nobody types them. */
export function activitiesOf({ attentions }: AttentionMonth): Activities {
  const ids: string[] = [];
  const counts = new Map<string, number>();
  for (const each of attentions) {
    const at = each.indexOf('|');
    ids.push(each.slice(0, at));
    const group = each.slice(at + 1);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const activities = [...counts].map(([group, count]): Activity => {
    const [kind = '', sistema, tema, meta] = group.split('|');
    return { kind, ...(sistema && { sistema }), ...(tema && { tema }), ...(meta && { meta }), count };
  });
  return { activities: activities.sort((a, b) => b.count - a.count), attentions: ids.length, digest: hash('sha256', ids.sort().join('\n')) };
}
