import { EmbeddedEventStore } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { readConfig } from '#platform';
import { connect, type Connection } from '../src/connect.ts';
import { startPlatform } from '../../embedded/src/platform.ts';

/** A platform of this process on a folder, which {@link connect} finds as it would find any other. */
export async function platformOn(dataDir: string): Promise<{ importer(): Promise<Connection>; ogauc(): Promise<Connection>; close(): Promise<void> }> {
  process.env.DATA_DIR = dataDir;
  process.env.LOG_LEVEL = 'silent';
  const running = await startPlatform({ ...readConfig(process.env), port: 0 });
  const importer = () => connect({ id: 'importador', role: 'importer' });
  return { importer, ogauc: async () => (await importer()).as({ id: 'supervisora', role: 'ogauc' }), close: () => running.close() };
}

/** All that a closed platform has on record. */
export async function logOf(dataDir: string): Promise<readonly RecordedEvent[]> {
  const store = new EmbeddedEventStore({ file: `${dataDir}/log.db` });
  try {
    return await store.readAll(0, 1_000_000);
  } finally {
    await store.close();
  }
}

/** What a log says, without what is random or of the hour of its recording: keys, codes, ids, positions. By stream. */
export function historyOf(events: readonly RecordedEvent[]): Record<string, unknown[]> {
  const history: Record<string, unknown[]> = {};
  for (const { stream, type, data, meta } of events.filter((event) => event.meta.actor.role === 'importer')) {
    const { sender: _sender, code: _code, ...told } = data as Record<string, unknown>;
    (history[stream] ??= []).push({ type, told, actor: meta.actor, ...(type.startsWith('Document') || type.startsWith('Foreign') ? { at: meta.occurredAt } : {}) });
  }
  return history;
}
