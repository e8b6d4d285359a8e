import { crc32 } from 'node:zlib';
import type { Rule } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import { stepOf, type Step } from './record-view.ts';

/** What the events say of an obligation and a place. How it stands is judged from this when somebody asks. */
export interface DutyRecord {
  readonly rule: string;
  readonly place: string;
  readonly state: unknown;
  /** The newest events that say so, oldest first. */
  readonly evidence: readonly (Step & { readonly stream: string })[];
}

const kept = 30;

/** Raised whenever what is kept of each event changes. */
const shape = 2;

export const dutyKey = (rule: string, place: string): string => `${rule} ${place}`;

const placesOf = (rule: Rule, event: RecordedEvent): readonly string[] => {
  if (rule.placesOf) return rule.placesOf(event);
  const place = rule.of === 'nation' ? 'nation' : event.meta[rule.of];
  return place === undefined ? [] : [place];
};

/** All obligations of the Directive, by rule and place, as a view like any other. */
export function dutiesView(rules: readonly Rule[]): View<DutyRecord> {
  const byType = new Map<string, Rule[]>();
  for (const rule of rules) for (const type of rule.events) byType.set(type, [...(byType.get(type) ?? []), rule]);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    name: 'duties',
    version: crc32(Buffer.from(`${shape}|${rules.map(({ id, version, events, of }) => [id, version, of, ...events].join(' ')).sort().join('|')}`)),
    indexes: [{ fields: ['rule'] }],
    events: [...byType.keys()],
    keysOf: (event) => (byType.get(event.type) ?? []).flatMap((rule) => placesOf(rule, event).map((place) => dutyKey(rule.id, place))),
    fold(before, event, key) {
      const [id = '', place = ''] = key.split(' ');
      const rule = byId.get(id)!;
      const known = before?.state ?? rule.initial;
      const state = rule.fold(known, event, place);
      // What says nothing new proves nothing either.
      if (state === known) return before;
      return { rule: id, place, state, evidence: [...(before?.evidence ?? []), { ...stepOf(event), stream: event.stream }].slice(-kept) };
    },
  };
}
