import type { Counted, Service } from '../ballot/ballot.ts';
import type { View } from '#view-store';

/** Answers of one cell: a centre, a service and a quarter, to one version of one survey. */
export interface Cell {
  readonly centre: string;
  readonly service: Service;
  /** `2026-T1`. */
  readonly quarter: string;
  readonly n: number;
  /** By question, how often each value was given. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface PerceptionRecord extends Cell {
  readonly instrument: string;
}

export interface CommentRecord {
  readonly instrument: string;
  readonly centre: string;
  readonly service: Service;
  readonly quarter: string;
  readonly texts: Counted['texts'];
}

interface Received extends Counted {
  readonly survey: string;
  readonly version: number;
  readonly centre: string;
  readonly date: string;
}

export const instrumentOf = (survey: string, version: number): string => `${survey}v${version}`;

export const quarterOf = (date: string): string => `${date.slice(0, 4)}-T${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

const cellOf = ({ survey, version, centre, service, date }: Received) => ({ instrument: instrumentOf(survey, version), centre, service, quarter: quarterOf(date) });

type Counts = Cell['counts'];

const countOne = (counts: Counts, code: string, value: number): Counts => ({ ...counts, [code]: { ...counts[code], [value]: (counts[code]?.[value] ?? 0) + 1 } });

/** How people perceive the services (DIR.5.1.2.e): never shown as it is, but by `publish`. */
export const perceptionView: View<PerceptionRecord> = {
  name: 'survey-perception',
  version: 1,
  indexes: [{ fields: ['instrument'] }],
  events: ['RespuestaEncuestaReceived'],
  keysOf: ({ data }) => [Object.values(cellOf(data as Received)).join(' ')],
  fold(before, { data }) {
    const received = data as Received;
    const counts = Object.entries(received.answers).reduce((all, [code, value]) => countOne(all, code, value), before?.counts ?? {});
    return { ...cellOf(received), n: (before?.n ?? 0) + 1, counts };
  },
};

/** Free texts, sealed as they are. */
export const commentsView: View<CommentRecord> = {
  name: 'survey-comments',
  version: 1,
  indexes: [{ fields: ['instrument'] }],
  events: ['RespuestaEncuestaReceived'],
  keysOf: ({ id, data }) => ((data as Received).texts.length > 0 ? [id] : []),
  fold: (_, { data }) => ({ ...cellOf(data as Received), texts: (data as Received).texts }),
};
