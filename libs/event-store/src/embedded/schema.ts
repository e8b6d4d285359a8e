import { crc32 } from 'node:zlib';
import type { NewEvent, RecordedEvent } from '#kernel';

/**
 * `body` is the JSON of everything else; `command`, on the first event of a command that had a mark, is how many
 * events it recorded, the mark's id and its fingerprint; `crc` covers the whole row, so that damage shows on any read.
 * `streams` finds the events of a stream, `marks` a command's first event by 60 bits of its mark's digest; both are filled after
 * the events, up to `indexed.position`.
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    command TEXT,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS streams (stream TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, revision)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS marks (id INTEGER PRIMARY KEY, position INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS indexed (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
`;

export interface Row {
  position: number;
  stream: string;
  revision: number;
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

/** What a row's `body` holds. */
type Body = Pick<RecordedEvent, 'id' | 'type' | 'recordedAt' | 'data' | 'meta'>;

export const encodeBody = ({ id, type, data, meta }: NewEvent, recordedAt: string): string => JSON.stringify({ id, type, recordedAt, data, meta } satisfies Body);

/** Of bytes, never of a string: Node 24's compiled path of `crc32` on strings gives wrong sums now and then, or ends the process. */
export function checksum(row: Omit<Row, 'crc'>): number {
  return crc32(Buffer.from(`${row.position}|${row.stream}|${row.revision}|${row.body}|${row.command ?? ''}`));
}

/** @throws DamagedLog */
export function check(row: Row): void {
  const { position, stream, revision } = row;
  if (checksum(row) !== row.crc) throw new DamagedLog(`el evento de la posición ${position} (corriente ${stream}, revisión ${revision}) está dañado`, { position, stream, revision });
}

/** @throws DamagedLog */
export function decode(row: Row): RecordedEvent {
  check(row);
  const { id, type, recordedAt, data, meta } = JSON.parse(row.body) as Body;
  const { position, stream, revision } = row;
  return { id, type, data, meta, stream, revision, position, recordedAt };
}
