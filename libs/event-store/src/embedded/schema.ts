import { crc32 } from 'node:zlib';
import type { NewEvent, RecordedEvent } from '#kernel';

/**
 * `body` is the JSON of id, data and metadata; `command`, on the first event of a command that had a mark, is how many
 * events it recorded, the mark's id and its fingerprint; `crc` covers the whole row, so that damage shows on any read.
 * `marks` finds a command's position by 60 bits of its mark's digest; it is filled after the events, up to `marked.position`.
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    command TEXT,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
  CREATE TABLE IF NOT EXISTS marks (id INTEGER PRIMARY KEY, position INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS marked (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
`;

export interface Row {
  position: number;
  stream: string;
  revision: number;
  type: string;
  recorded_at: string;
  body: string;
  command: string | null;
  crc: number;
}

/** What one append writes. The writer works out the checksums. */
export type Entry = readonly Omit<Row, 'crc'>[];

/** Events that the file holds but that can no longer be trusted. */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog';
  /** The place that the damaged row claims, where one row is to blame. */
  readonly place: Pick<RecordedEvent, 'position' | 'stream' | 'revision'> | undefined;

  constructor(message: string, place?: Pick<RecordedEvent, 'position' | 'stream' | 'revision'>) {
    super(message);
    this.place = place;
  }
}

export const encodeBody = (event: NewEvent): string => JSON.stringify({ id: event.id, data: event.data, meta: event.meta });

export function checksum(row: Omit<Row, 'crc'>): number {
  return crc32(`${row.position}|${row.stream}|${row.revision}|${row.type}|${row.recorded_at}|${row.body}|${row.command ?? ''}`);
}

export function decode(row: Row): RecordedEvent {
  if (checksum(row) !== row.crc) {
    throw new DamagedLog(`el evento de la posición ${row.position} (corriente ${row.stream}, revisión ${row.revision}) está dañado`, row);
  }
  const { id, data, meta } = JSON.parse(row.body) as Pick<RecordedEvent, 'id' | 'data' | 'meta'>;
  const { position, stream, revision, type } = row;
  return { id, type, data, meta, stream, revision, position, recordedAt: row.recorded_at };
}
