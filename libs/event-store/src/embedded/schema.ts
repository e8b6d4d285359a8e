import { crc32 } from 'node:zlib';
import type { NewEvent, RecordedEvent } from '#kernel';

/** `body` is the JSON of id, data and metadata; `crc` covers the whole row, so that damage shows on any read. */
export const schema = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
  CREATE TABLE IF NOT EXISTS commands (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    position INTEGER NOT NULL,
    count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export interface Row {
  position: number;
  stream: string;
  revision: number;
  type: string;
  recorded_at: string;
  body: string;
  crc: number;
}

/** Events that the file holds but that can no longer be trusted. */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog';
}

export const encodeBody = (event: NewEvent): string => JSON.stringify({ id: event.id, data: event.data, meta: event.meta });

export function checksum(row: Omit<Row, 'crc'>): number {
  return crc32(`${row.position}|${row.stream}|${row.revision}|${row.type}|${row.recorded_at}|${row.body}`);
}

export function decode(row: Row): RecordedEvent {
  if (checksum(row) !== row.crc) {
    throw new DamagedLog(`el evento de la posición ${row.position} (corriente ${row.stream}, revisión ${row.revision}) está dañado`);
  }
  const { id, data, meta } = JSON.parse(row.body) as Pick<RecordedEvent, 'id' | 'data' | 'meta'>;
  const { position, stream, revision, type } = row;
  return { id, type, data, meta, stream, revision, position, recordedAt: row.recorded_at };
}
