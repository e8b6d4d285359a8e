import type { KeyObject } from 'node:crypto';
import { KeyStoreUnusable } from '../key-store.ts';
import { isDuplicate, type Collections } from './collections.ts';
import { inWords, type Place } from './place.ts';
import type { Secret } from './secret.ts';

/**
 * The pepper of the store. Where there is none it is made, with all else that the store needs, once for all processes.
 * @throws KeyStoreUnusable
 */
export async function openPepper(collections: Collections, place: Place, secret: Secret, create: boolean): Promise<KeyObject> {
  const { subjects, secrets } = collections;
  const stored = (await secrets.findOne({ _id: 'pepper' })) ?? (await make(collections, place, secret, create));
  // What makes one subject of two first appearances; a restored copy may lack it.
  await subjects.createIndex({ mac: 1 }, { unique: true, sparse: true });
  try {
    return secret.unwrap('pepper', stored.value);
  } catch {
    throw new KeyStoreUnusable('locked', `${inWords(place)} se hizo con otro KEYS_SECRET; ponga aquel, sin él no se lee ningún dato personal`);
  }
}

async function make({ subjects, secrets }: Collections, place: Place, secret: Secret, create: boolean) {
  if (await subjects.findOne({}, { projection: { _id: 1 } })) {
    // There is no subject before the pepper: unless another process has made both just now, it was lost.
    const stored = await secrets.findOne({ _id: 'pepper' });
    if (stored) return stored;
    throw new KeyStoreUnusable('damaged', `${inWords(place)} perdió su secreto (secrets); restaure una copia de respaldo`);
  }
  if (!create) throw new KeyStoreUnusable('missing', `falta ${inWords(place)}: sin él no se lee ningún dato personal`);
  for (;;) {
    try {
      const stored = await secrets.findOneAndUpdate({ _id: 'pepper' }, { $setOnInsert: { value: secret.wrapNew('pepper') } }, { upsert: true, returnDocument: 'after' });
      return stored!;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
