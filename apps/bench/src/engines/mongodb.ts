import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { supervision } from '#contexts/supervision';
import { EmbeddedEventStore } from '#event-store';
import { viewsOf } from '#platform';
import { openMongoViewStore, ViewGroup, type ViewStore } from '#view-store';
import { History } from '../history.ts';
import { inTurn, type Figure } from '../measure.ts';
import { sealedSample } from '../rebuild.ts';

const events = 6_000;
/** As many writes a command as the adapter sends to FerretDB, so that the two differ in what they do and not in how it is sent. */
const atOnce = 20;

/** Every document of a group's live views. */
async function documentsOf(store: ViewStore, group: string): Promise<object[]> {
  const all: object[] = [];
  for (const collection of (await store.group(group)).live) {
    let cursor: string | undefined;
    do {
      const page = await store.find(collection, { limit: 500, ...(cursor && { cursor }) });
      all.push(...page.documents);
      cursor = page.next;
    } while (cursor);
  }
  return all;
}

/** A rebuild of the views of supervision into MongoDB, beside a bare ordered bulkWrite of the documents that come of it. */
export async function benchMongo(url: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const log = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  await new History(sealedSample).append(log, events);
  const store = await openMongoViewStore(url, { database: `bench-${randomUUID()}` });
  const group = new ViewGroup({ name: 'bench', ...viewsOf([supervision]), log, store });
  await group.start();
  await group.ready();
  const documents = await documentsOf(store, 'bench');
  const bare = await mongoose.createConnection(url, { dbName: `bench-${randomUUID()}` }).asPromise();

  const rebuilt = async (): Promise<number> => {
    const { seconds } = await group.rebuild();
    return documents.length / seconds;
  };
  const written = async (): Promise<number> => {
    const collection = bare.collection(randomUUID());
    const start = performance.now();
    for (let i = 0; i < documents.length; i += atOnce) await collection.bulkWrite(documents.slice(i, i + atOnce).map((document) => ({ insertOne: { document: { ...document } } })), { ordered: true });
    return documents.length / ((performance.now() - start) / 1_000);
  };
  const { whole, alone } = await inTurn(3, { alone: written, whole: rebuilt });
  await bare.close();
  await group.stop();
  await store.close();
  await log.close();
  rmSync(folder, { recursive: true });
  return [
    { name: `bare ordered bulkWrite of ${documents.length} documents, ${atOnce} a command`, value: alone, unit: 'documents/s' },
    { name: `rebuild from the log, ${events} events, compared and switched`, value: whole, unit: 'documents/s' },
    { name: 'rebuild ÷ bare bulkWrite', value: whole / alone, unit: 'ratio', target: { atLeast: 0.5 } },
  ];
}
