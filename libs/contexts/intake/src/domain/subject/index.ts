import { publicText, type SubjectEvent } from '#contracts';
import type { Aggregate } from '#kernel';

export const eraseReason = publicText(500, 5);

export interface EraseSubject {
  readonly type: 'EraseSubject';
  readonly data: { readonly subject: string; readonly reason: string };
}

/** A person as the log knows them: an opaque id whose key seals what tells of them. Erased once, for good. */
export const subject: Aggregate<{ readonly erased: boolean }, EraseSubject, SubjectEvent> = {
  name: 'subject',
  events: { SubjectErased: { version: 1, provision: 'LEY.29733' } },
  initialState: { erased: false },
  decide: ({ data }, { erased }) => (erased ? [] : [{ type: 'SubjectErased', data }]),
  evolve: () => ({ erased: true }),
};
