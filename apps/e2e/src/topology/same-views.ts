import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore, type EventLog } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { viewsOf, type Context } from '#platform';
import { EmbeddedViewStore, ViewGroup, type Collection, type ViewStore } from '#view-store';

async function wholeLog(log: EventLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let page = await log.readAll(0, 500); page.length > 0; page = await log.readAll(page.at(-1)!.position, 500)) events.push(...page);
  return events;
}

/** Positions as the order of the events, for those of another engine are other numbers; keys in one order. */
function inOrder(value: unknown, order: ReadonlyMap<number, number>): unknown {
  if (Array.isArray(value)) return value.map((each) => inOrder(each, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, key === 'position' && typeof each === 'number' ? (order.get(each) ?? each) : inOrder(each, order)]));
}

async function documentsOf(store: ViewStore, collection: Collection): Promise<readonly object[]> {
  const all: object[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find(collection, { limit: 1_000, ...(cursor && { cursor }) });
    all.push(...page.documents);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** Every document of every view and rollup of a group, as `view document`. */
async function allDocuments(store: ViewStore, group: string, order: ReadonlyMap<number, number>): Promise<readonly string[]> {
  const { live } = await store.group(group);
  const found = await Promise.all(live.map(async (collection) => (await documentsOf(store, collection)).map((document) => `${collection.name} ${JSON.stringify(inOrder(document, order))}`)));
  return found.flat().toSorted();
}

/** The documents of a group, and those that the embedded topology makes of the same events: equal, or something was lost. */
export async function bothTopologies(log: EventLog, store: ViewStore, group: string, contexts: readonly Context[]): Promise<{ readonly distributed: readonly string[]; readonly embedded: readonly string[] }> {
  const events = await wholeLog(log);
  const folder = await mkdtemp(join(tmpdir(), 'same-views-'));
  let recordedAt = '';
  const copy = new EmbeddedEventStore({ file: join(folder, 'log.db'), clock: () => new Date(recordedAt) });
  for (const { stream, revision, id, type, data, meta, recordedAt: at } of events) {
    recordedAt = at;
    await copy.append({ stream, expected: revision === 0 ? 'none' : revision - 1, events: [{ id, type, data, meta }] });
  }
  const views = new EmbeddedViewStore({ file: join(folder, 'views.db') });
  const folded = new ViewGroup({ name: group, ...viewsOf(contexts), log: copy, store: views });
  await folded.start();
  await folded.ready();
  const order = new Map(events.map(({ position }, i) => [position, i + 1]));
  const result = { distributed: await allDocuments(store, group, order), embedded: await allDocuments(views, group, new Map()) };
  await folded.stop();
  await views.close();
  await copy.close();
  await rm(folder, { recursive: true });
  return result;
}
