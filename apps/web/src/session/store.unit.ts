import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Session } from '#contracts';

/** A tab's storage, as much of it as is used. */
class TabStorage {
  readonly #items = new Map<string, string>();
  getItem = (key: string): string | null => this.#items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#items.set(key, value);
  removeItem = (key: string): void => void this.#items.delete(key);
  clear = (): void => this.#items.clear();
}

const tab = new TabStorage();
Object.defineProperty(globalThis, 'sessionStorage', { value: tab, configurable: true });
const { expire, signIn, signOut, token } = await import('./store.ts');

const session = (id: string): Session => ({ token: `token of ${id}`, expiresAt: '2999-01-01T00:00:00Z', actor: { id, name: id, role: 'operator', centre: 'LIM' } });
const draft = 'conectamef.draft';

describe('a session in a tab', () => {
  beforeEach(() => signOut());

  it('gives its token to requests until it ends', () => {
    signIn(session('ana'));
    expect(token()).toBe('token of ana');
    expire();
    expect(token()).toBeUndefined();
  });

  it('keeps the draft for the same person who signs in again', () => {
    signIn(session('ana'));
    tab.setItem(draft, '{}');
    expire();
    signIn(session('ana'));
    expect(tab.getItem(draft)).toBe('{}');
  });

  it('shows nobody what another person left', () => {
    signIn(session('ana'));
    tab.setItem(draft, '{}');
    expire();
    signIn(session('luis'));
    expect(tab.getItem(draft)).toBeNull();
  });

  it('leaves nothing behind after signing out', () => {
    signIn(session('ana'));
    tab.setItem(draft, '{}');
    signOut();
    expect([tab.getItem(draft), token()]).toEqual([null, undefined]);
  });
});
