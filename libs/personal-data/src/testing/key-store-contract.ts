import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import { rucCheckDigit, type Identity } from '../identity.ts';
import { UnknownSubject, type KeyStore } from '../key-store.ts';
import { SealDamaged } from '../seal.ts';
import { subjectIdOf, tagBytes, type SubjectId } from '../subject-id.ts';

/** How an adapter is opened on the same store again and again. */
export interface KeyStoreHarness {
  open(): Promise<KeyStore>;
  /** Removes what the stores have left. */
  clean(): Promise<void>;
}

export const dni = (number: string): Identity => ({ kind: 'DNI', number });
export const maria = dni('45678912');
export const someone = (i: number): Identity => dni(String(10_000_000 + i));
/** A subject whom no store gave. */
export const stranger = (row = 9_999): SubjectId => subjectIdOf(row, randomBytes(tagBytes).toString('hex'));

const erasedError = expect.objectContaining({ code: 'subject-erased' });

/** What every key store promises; `name` says which one is held to it. */
export function keyStoreContract(name: string, harness: () => Promise<KeyStoreHarness>): void {
  describe(`${name} as a key store`, () => {
    let place: KeyStoreHarness;
    let store: KeyStore;

    beforeEach(async () => {
      place = await harness();
      store = await place.open();
    });

    afterEach(async () => {
      await store.close();
      await place.clean();
    });

    async function reopen(): Promise<void> {
      await store.close();
      store = await place.open();
    }

    describe('the subject of an identity', () => {
      it('is one and the same for requests that arrive together, later, and after a restart', async () => {
        const together = await Promise.all([store.subjectFor(maria), store.subjectFor(maria), store.subjectFor(maria)]);
        const later = await store.subjectFor(maria);
        await reopen();
        expect(new Set([...together, later, await store.subjectFor(maria)]).size).toBe(1);
        expect(await store.find(maria)).toBe(later);
      });

      it('is the same for a DNI and for the RUC that holds it', async () => {
        const ruc: Identity = { kind: 'RUC', number: `1045678912${rucCheckDigit('1045678912')}` };
        const [first, second] = await Promise.all([store.subjectFor(ruc), store.subjectFor(maria)]);
        expect(first).toBe(second);
      });

      it('is another for another person, and a new one each time without a document', async () => {
        const subjects = await Promise.all([
          ...Array.from({ length: 500 }, (_, i) => store.subjectFor(someone(i))),
          store.subjectFor({ kind: 'NONE' }),
          store.subjectFor({ kind: 'NONE' }),
        ]);
        expect(new Set([...subjects, await store.subjectFor({ kind: 'NONE' })]).size).toBe(503);
        expect(await Promise.all(subjects.slice(0, 500).map((_, i) => store.find(someone(i))))).toEqual(subjects.slice(0, 500));
      });

      it('is not made by asking for it, nor for a wrong number', async () => {
        expect(await store.find(maria)).toBeUndefined();
        expect(await store.find(maria)).toBeUndefined();
        await expect(store.subjectFor(dni('123'))).rejects.toThrow(DomainError);
        await expect(store.find(dni('123'))).rejects.toThrow(DomainError);
      });

      it('is answered to requests that were waiting when the store closes', async () => {
        const waiting = store.subjectFor(maria);
        await reopen();
        expect(await store.find(maria)).toBe(await waiting);
      });
    });

    describe('sealing', () => {
      it('opens after a restart, each with its own key', async () => {
        const subjects = await Promise.all(Array.from({ length: 20 }, (_, i) => store.subjectFor(someone(i))));
        const sealed = await Promise.all(subjects.map((subject, i) => store.seal(subject, { i })));
        await reopen();
        expect(await Promise.all(sealed.map((text) => store.open(text)))).toEqual(subjects.map((_, i) => ({ i })));
      });

      it('takes an altered text, or that of an unknown subject, for an error', async () => {
        const [subject, other] = await Promise.all([store.subjectFor(maria), store.subjectFor(someone(1))]);
        const sealed = await store.seal(subject, 'x');
        await expect(store.open(`${sealed.slice(0, -2)}AA`)).rejects.toThrow(SealDamaged);
        await expect(store.open(sealed.replace(subject, other))).rejects.toThrow(SealDamaged);
        await expect(store.open('María Quispe')).rejects.toThrow(SealDamaged);
        await expect(store.open(sealed.replace(subject, stranger()))).rejects.toThrow(UnknownSubject);
        await expect(store.seal(stranger(), 'x')).rejects.toThrow(UnknownSubject);
      });

      it('fails for one alone of those that ask together', async () => {
        const subject = await store.subjectFor(maria);
        const sealed = await store.seal(subject, 'x');
        const asked = await Promise.allSettled([store.open(sealed), store.open(sealed.replace(subject, stranger())), store.open(`${sealed.slice(0, -2)}AA`), store.open(sealed)]);
        expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      });
    });

    describe('erasure', () => {
      it('makes what was sealed unreadable for ever, and the person new on return', async () => {
        const subject = await store.subjectFor(maria);
        const sealed = await store.seal(subject, { name: 'María' });
        expect(await store.erase(subject)).toBe(true);
        expect(await store.open(sealed)).toBeUndefined();
        await expect(store.seal(subject, 'x')).rejects.toThrow(erasedError);
        await reopen();
        expect(await store.open(sealed)).toBeUndefined();
        expect(await store.find(maria)).toBeUndefined();
        expect(await store.subjectFor(maria)).not.toBe(subject);
        expect(await store.open(sealed)).toBeUndefined();
      });

      it('touches nobody else', async () => {
        const [subject, other] = await Promise.all([store.subjectFor(maria), store.subjectFor(someone(1))]);
        const sealed = await store.seal(other, 'suyo');
        await store.erase(subject);
        expect(await store.open(sealed)).toBe('suyo');
        expect(await store.find(someone(1))).toBe(other);
      });

      it('may be repeated, and applied to a store that never knew the person', async () => {
        const [subject, nameless] = await Promise.all([store.subjectFor(maria), store.subjectFor({ kind: 'NONE' })]);
        expect([await store.erase(subject), await store.erase(subject), await store.erase(nameless)]).toEqual([true, false, true]);
        const unknown = stranger();
        expect([await store.erase(unknown), await store.erase(unknown)]).toEqual([false, false]);
        await reopen();
        expect(await store.open(`v1.${unknown}.AAAA`)).toBeUndefined();
        await expect(store.seal(unknown, 'x')).rejects.toThrow(erasedError);
      });

      it('may be asked for by many at once', async () => {
        const subject = await store.subjectFor(maria);
        expect(await Promise.all([store.erase(subject), store.erase(subject), store.erase(subject)])).toContain(true);
        expect(await store.erase(subject)).toBe(false);
      });
    });
  });
}

/** What a store promises besides that several processes may have open at once. */
export function sharedKeyStoreContract(name: string, harness: () => Promise<KeyStoreHarness>): void {
  describe(`${name} as a key store of several processes`, () => {
    let place: KeyStoreHarness;
    let stores: readonly [KeyStore, KeyStore, KeyStore];

    beforeEach(async () => {
      place = await harness();
      // All at once on a store that nobody made yet: they agree on its secret.
      stores = await Promise.all([place.open(), place.open(), place.open()]);
    });

    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await place.clean();
    });

    it('gives a person one subject, whichever meets them first, and all at once', async () => {
      const people = Array.from({ length: 60 }, (_, i) => someone(i));
      const asked = await Promise.all(stores.map((store, s) => Promise.all((s === 1 ? people.toReversed() : people).map((person) => store.subjectFor(person)))));
      expect(asked[1]!.toReversed()).toEqual(asked[0]);
      expect(asked[2]).toEqual(asked[0]);
      expect(new Set(asked.flat()).size).toBe(60);
      const found = await Promise.all(people.map((person, i) => stores[i % 3]!.find(person)));
      expect(found).toEqual(asked[0]);
    });

    it('opens in one what another sealed', async () => {
      const sealed = await stores[0].seal(await stores[1].subjectFor(maria), 'de María');
      expect(await stores[2].open(sealed)).toBe('de María');
    });

    it('keeps a key that one erased in the memory of no other', async () => {
      const subject = await stores[0].subjectFor(maria);
      const sealed = await stores[0].seal(subject, 'de María');
      expect(await Promise.all(stores.map((store) => store.open(sealed)))).toEqual(['de María', 'de María', 'de María']);
      expect(await stores[1].erase(subject)).toBe(true);
      expect(await Promise.all(stores.map((store) => store.open(sealed)))).toEqual([undefined, undefined, undefined]);
      expect(await Promise.all(stores.map((store) => store.find(maria)))).toEqual([undefined, undefined, undefined]);
      for (const store of stores) await expect(store.seal(subject, 'x')).rejects.toThrow(erasedError);
      const back = await Promise.all(stores.map((store) => store.subjectFor(maria)));
      expect(new Set([...back, subject]).size).toBe(2);
    });

    it('erases for all who ask at once, also whom nobody knew', async () => {
      const subject = await stores[0].subjectFor(maria);
      expect(await Promise.all(stores.map((store) => store.erase(subject)))).toContain(true);
      expect(await Promise.all(stores.map((store) => store.erase(subject)))).toEqual([false, false, false]);
      const unknown = stranger();
      expect(await Promise.all(stores.map((store) => store.erase(unknown)))).toEqual([false, false, false]);
      expect(await stores[0].open(`v1.${unknown}.AAAA`)).toBeUndefined();
    });

    it('gives who comes back, while others erase, a subject that can be used', async () => {
      for (let round = 0; round < 10; round++) {
        const subject = await stores[0].subjectFor(maria);
        const [, during] = await Promise.all([stores[1].erase(subject), stores[2].subjectFor(maria)]);
        const after = await stores[2].subjectFor(maria);
        expect(after).not.toBe(subject);
        expect([subject, after]).toContain(during);
        expect(await stores[0].open(await stores[1].seal(after, round))).toBe(round);
      }
    });
  });
}
