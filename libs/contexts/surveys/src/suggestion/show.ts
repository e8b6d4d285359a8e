import { subjectOf } from '#personal-data';
import type { Caller, Scope } from '#platform';
import type { KnownSuggestion } from './state.ts';

const isModerated = ({ status }: KnownSuggestion): boolean => status !== 'dropped' && status !== 'withheld';

/** Before it is moderated: whoever may moderate it. */
const mayRead = (state: KnownSuggestion, { role }: Caller): boolean => isModerated(state) || role === 'ogauc' || role === 'data-officer' || (role === 'centre-coordinator' && state.status === 'dropped' && !state.concerns.includes(role));

/** What a reader is shown, with the words once they may be read; the code by which they can be erased to who may erase them. */
export async function showSuggestion(state: KnownSuggestion, { caller, services }: Scope): Promise<object> {
  const { sealed, ...rest } = state;
  if (!mayRead(state, caller)) return rest;
  const text = (await services.keys.open(sealed)) ?? '[texto suprimido]';
  return { ...rest, text, ...((caller.role === 'ogauc' || caller.role === 'data-officer') && { subject: subjectOf(sealed) }) };
}
