import { useSyncExternalStore } from 'react';

/** What assistive technology is told politely, such as that a document was registered. */
let said = '';
const listeners = new Set<() => void>();

export function announce(text: string): void {
  said = said === text ? `${text}\u00a0` : text; // the same words twice must be heard twice
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAnnouncement = (): string => useSyncExternalStore(subscribe, () => said);
