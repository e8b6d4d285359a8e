import type { Contribution, Rollup } from '#view-store';
import { documentsView, type DocumentRecord } from './documents.ts';

/** Pending documents of a centre, by state, with those overdue. Key: the centre. */
export const centreLoad: Rollup<DocumentRecord> = {
  name: 'centre-load',
  version: 1,
  of: documentsView,
  contributions: ({ centre, pending, state, overdue }) => [{ key: centre, counts: { all: 1, ...(pending && { pending: 1, [state]: 1 }), ...(overdue && { overdue: 1 }) } }],
};

/** Pending documents of an organ. Key: the organ. */
export const organLoad: Rollup<DocumentRecord> = {
  name: 'organ-load',
  version: 2,
  of: documentsView,
  contributions: ({ organ, inTray, overdue, origin }) => (inTray && !origin ? [{ key: organ, counts: { pending: 1, ...(overdue && { overdue: 1 }) } }] : []),
};

/** What a centre did on a day: received, routed, answered. Key: `<centre> <date in Lima>`. */
export const centreDays: Rollup<DocumentRecord> = {
  name: 'centre-days',
  version: 1,
  of: documentsView,
  contributions({ centre, receivedOn, routedOn, answeredOn }) {
    const found: Contribution[] = [{ key: dayKey(centre, receivedOn), counts: { received: 1 } }];
    if (routedOn) found.push({ key: dayKey(centre, routedOn), counts: { routed: 1 } });
    if (answeredOn) found.push({ key: dayKey(centre, answeredOn), counts: { answered: 1 } });
    return found;
  },
};

export const dayKey = (centre: string, date: string): string => `${centre} ${date}`;
