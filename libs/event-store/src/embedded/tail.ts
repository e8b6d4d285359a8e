import type { CommandMark } from '../port.ts';
import type { Row } from './schema.ts';

export interface MarkedCommand {
  readonly fingerprint: string;
  /** Of the first event that it recorded. */
  readonly position: number;
  readonly count: number;
}

/** Where an event of a stream lies. */
export interface Place {
  readonly revision: number;
  readonly position: number;
}

export type Indexable = Pick<Row, 'position' | 'stream' | 'revision' | 'command'>;

/** As the first event of a command holds its mark. */
export const writeMark = ({ id, fingerprint }: CommandMark, count: number): string => `${count} ${id} ${fingerprint}`;

export function readMark(position: number, command: string): MarkedCommand & { readonly id: string } {
  const [count, id = '', fingerprint = ''] = command.split(' ');
  return { id, fingerprint, position, count: Number(count) };
}

/** The newest events' places and marks, in memory for as long as no index on the disk has them. */
export class Tail {
  readonly marks = new Map<string, MarkedCommand>();
  readonly #streams = new Map<string, Place[]>();
  /** Position of the newest event. */
  newest = 0;
  size = 0;

  add({ position, stream, revision, command }: Indexable): void {
    const places = this.#streams.get(stream);
    if (places) places.push({ revision, position });
    else this.#streams.set(stream, [{ revision, position }]);
    if (command) {
      const { id, ...marked } = readMark(position, command);
      this.marks.set(id, marked);
    }
    this.newest = position;
    this.size++;
  }

  /** In order of revision. */
  of(stream: string): readonly Place[] {
    return this.#streams.get(stream) ?? [];
  }

  /** In order of stream and revision: neighbours share a page. */
  places(): { readonly stream: string; readonly place: Place }[] {
    const streams = [...this.#streams].sort(([a], [b]) => (a < b ? -1 : 1));
    return streams.flatMap(([stream, places]) => places.map((place) => ({ stream, place })));
  }

  /** An index has everything up to here. */
  forget(upTo: number): void {
    for (const [id, { position }] of this.marks) if (position <= upTo) this.marks.delete(id);
    this.size = 0;
    for (const [stream, places] of this.#streams) {
      const left = places.filter(({ position }) => position > upTo);
      this.size += left.length;
      if (left.length > 0) this.#streams.set(stream, left);
      else this.#streams.delete(stream);
    }
  }
}
