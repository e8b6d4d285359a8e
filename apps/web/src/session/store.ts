import { useSyncExternalStore } from 'react';
import type { Session } from '#contracts';
import { forgetPositions } from '../api/horizon.ts';

/** In sessionStorage: each tab has its own post, and closing the tab signs out. */
const place = 'conectamef.session';
/** Who was last signed in here: what they left unfinished is theirs alone. */
const lastPlace = 'conectamef.last';

export type SessionState =
  | { readonly kind: 'out' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'in'; readonly session: Session };

function stored(): SessionState {
  const text = sessionStorage.getItem(place);
  if (text === null) return { kind: 'out' };
  const session = JSON.parse(text) as Session;
  return Date.parse(session.expiresAt) > Date.now() ? { kind: 'in', session } : { kind: 'expired' };
}

let state: SessionState | undefined;
const listeners = new Set<() => void>();

function current(): SessionState {
  state ??= stored();
  return state;
}

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function signIn(session: Session): void {
  forgetPositions();
  if (sessionStorage.getItem(lastPlace) !== session.actor.id) sessionStorage.clear();
  sessionStorage.setItem(lastPlace, session.actor.id);
  sessionStorage.setItem(place, JSON.stringify(session));
  become({ kind: 'in', session });
}

export function signOut(): void {
  sessionStorage.clear(); // the draft too: it may hold personal data
  forgetPositions();
  become({ kind: 'out' });
}

/** The server refused the token. The draft stays, for the same person signing in again. */
export function expire(): void {
  sessionStorage.removeItem(place);
  become({ kind: 'expired' });
}

export function token(): string | undefined {
  const now = current();
  return now.kind === 'in' ? now.session.token : undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, current);
}

export type Actor = Session['actor'];

/** Who is signed in. Only within the screens that need it; throws elsewhere. */
export function useActor(): Actor {
  const now = useSessionState();
  if (now.kind !== 'in') throw new Error('No session here');
  return now.session.actor;
}
