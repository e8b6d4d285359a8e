export interface FoliatedDocument {
  readonly id: string;
  readonly firstFolio: number;
  readonly folios: number;
}

interface Facts {
  readonly id: string;
  /** Folio numbers given so far. They never shrink: a document that left keeps its numbers. */
  readonly folios: number;
  readonly documents: readonly FoliatedDocument[];
  /** Expedientes that joined this one, each with its own foliation. */
  readonly absorbed: readonly string[];
}

export type Expediente =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'open' } & Facts)
  | ({ readonly status: 'joined'; readonly to: string } & Facts)
  | ({ readonly status: 'closed' } & Facts);

export type KnownExpediente = Exclude<Expediente, { status: 'unknown' }>;
export type OpenExpediente = Extract<Expediente, { status: 'open' }>;

/** Folios of a body at most (TUO Ley 27444, art. 163). */
export const foliosPerBody = 200;

/** Bodies (cuerpos) that so many folios make. */
export const bodiesOf = (folios: number): number => Math.ceil(folios / foliosPerBody);

/** Whether it may join another: it is open and has received none itself. */
export const isJoinable = (expediente: Expediente): boolean => expediente.status === 'open' && expediente.absorbed.length === 0;
