import { queryOptions } from '@tanstack/react-query';
import { count, counted } from '../app/format.ts';
import { query } from '../api/request.ts';

interface Difference {
  readonly view: string;
  readonly id: string;
  readonly problem: 'missing' | 'extra' | 'changed';
  readonly fields: readonly string[];
}

export interface RebuildReport {
  readonly events: number;
  readonly documents: number;
  readonly compared: readonly string[];
  readonly differences: readonly Difference[];
  readonly switched: boolean;
  readonly seconds: number;
}

interface Counted {
  readonly count: number;
  readonly first: readonly string[];
}

export interface VerificationReport {
  readonly sound: boolean;
  readonly log: { readonly events: number; readonly streams: number; readonly faults: readonly { readonly position: number; readonly problem: string }[]; readonly faultCount: number };
  readonly sealed: { readonly opened: number; readonly erased: number };
  readonly files: { readonly checked: number; readonly damaged: Counted; readonly missing: Counted };
  /** Absent when the log is damaged: there is nothing to compare the views with. */
  readonly views?: { readonly compared: readonly string[]; readonly documents: number; readonly differences: readonly Difference[] };
  readonly seconds: number;
}

interface Under {
  readonly startedAt: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number };
}

interface Over extends Under {
  readonly finishedAt: string;
}

export type Kind = 'rebuild' | 'verification';

/** The job under way, or the last one since the platform started. */
export type JobStatus =
  | { readonly state: 'none' }
  | ({ readonly state: 'running'; readonly kind: Kind } & Under)
  | ({ readonly state: 'failed'; readonly kind: Kind; readonly problem: string } & Over)
  | ({ readonly state: 'done'; readonly kind: 'rebuild'; readonly report: RebuildReport } & Over)
  | ({ readonly state: 'done'; readonly kind: 'verification'; readonly report: VerificationReport } & Over);

/** Asked for twice a second while something is under way: the feed tells of events, and a job writes none. */
export const jobQuery = queryOptions({
  queryKey: ['job'],
  queryFn: ({ signal }) => query<JobStatus>('/api/jobs/current', signal),
  refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? 500 : false),
});

export const kindNames: Readonly<Record<Kind, string>> = { rebuild: 'Reconstrucción de las vistas', verification: 'Verificación' };

export const phaseNames: Readonly<Record<string, string>> = {
  log: 'Revisando el registro de hechos',
  files: 'Revisando los archivos',
  views: 'Rehaciendo las vistas para compararlas',
  folding: 'Rehaciendo las vistas',
  indexing: 'Preparando las búsquedas',
  comparing: 'Comparando con las vistas que responden',
};

export interface Line {
  readonly good: boolean;
  readonly text: string;
}

const differenceWords = (differences: readonly Difference[]): string =>
  differences.length === 0 ? 'iguales a lo que dice el registro' : `${counted(differences.length, 'diferencia', 'diferencias')}: ${differences.map(({ view, id }) => `${view} ${id}`).join(', ')}`;

export function rebuildLines({ events, documents, compared, differences, switched }: RebuildReport): readonly Line[] {
  return [
    { good: true, text: `Se rehicieron ${counted(documents, 'ficha', 'fichas')} a partir de ${counted(events, 'hecho', 'hechos')}.` },
    { good: differences.length === 0, text: `${counted(compared.length, 'vista comparada', 'vistas comparadas')}: ${differenceWords(differences)}.` },
    { good: switched, text: switched ? 'Las vistas rehechas ya responden.' : 'No se cambió nada: siguen respondiendo las vistas anteriores.' },
  ];
}

export function verificationLines({ log, sealed, files, views }: VerificationReport): readonly Line[] {
  const bad = files.damaged.count + files.missing.count;
  return [
    { good: log.faultCount === 0, text: `Registro: ${counted(log.events, 'hecho', 'hechos')}, ${log.faultCount === 0 ? 'íntegro' : `${counted(log.faultCount, 'falta', 'faltas')}; la primera, en la posición ${log.faults[0]?.position ?? '?'}: ${log.faults[0]?.problem ?? ''}`}.` },
    { good: true, text: `Datos personales: ${counted(sealed.opened, 'texto se abre', 'textos se abren')}, ${count(sealed.erased)} de personas suprimidas.` },
    { good: bad === 0, text: `Archivos: ${counted(files.checked, 'revisado', 'revisados')}, ${counted(files.damaged.count, 'dañado', 'dañados')}, ${counted(files.missing.count, 'falta', 'faltan')}.` },
    views === undefined ? { good: false, text: 'Vistas: no se compararon, porque el registro está dañado.' } : { good: views.differences.length === 0, text: `Vistas: ${counted(views.documents, 'ficha', 'fichas')}, ${differenceWords(views.differences)}.` },
  ];
}
