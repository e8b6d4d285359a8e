import { hash } from 'node:crypto';
import type { z } from 'zod';
import { limaDate } from '#calendar';
import type { Services } from '#platform';
import { catalogueEntry, type Founding } from './entry.ts';

type Row = z.infer<typeof Founding> & { readonly id: string };

const from = '2012-04-13';
const service = (id: string, name: string, numeral: string): Row => ({ id, kind: 'servicio', name, from, source: `Directiva 02-2012-EF/45.01, numeral ${numeral}`, verified: true });
const supposed = 'la Directiva habla de los sistemas administrativos de competencia del MEF sin nombrarlos; lista de 2012 y órgano, sin cotejar con la fuente';
const system = (id: string, name: string, organ: string): Row => ({ id, kind: 'sistema', name, organ, from, source: supposed, verified: false });

/** What the Directive names, and the systems and applications of 2012, each with what was read of it. No topic: none has a source. */
export const foundingEntries: readonly Row[] = [
  service('informacion', 'Información', '4.1'),
  service('comunicacion', 'Comunicación', '4.1'),
  service('capacitacion', 'Capacitación', '4.1'),
  service('asistencia-tecnica', 'Asistencia técnica', '4.1'),
  service('consulta', 'Consultas', '4.4'),
  service('recepcion-documental', 'Recepción de documentos', '4.5'),
  system('presupuesto', 'Presupuesto público', 'dgpp'),
  system('tesoreria', 'Tesorería', 'dgetp'),
  system('endeudamiento', 'Endeudamiento público', 'dgetp'),
  system('contabilidad', 'Contabilidad', 'dgcp'),
  system('inversion-publica', 'Inversión pública', 'dgpi'),
  { id: 'siaf', kind: 'aplicativo', name: 'SIAF', organ: 'ogti', from, source: 'RM 288-2012-EF/45, art. 2, literal e): Implantadores SIAF – SIGA, a cargo de la OGTI', verified: true },
  { id: 'siga', kind: 'aplicativo', name: 'SIGA', organ: 'ogti', from, source: 'RM 288-2012-EF/45, art. 2, literal e): Implantadores SIAF – SIGA, a cargo de la OGTI', verified: true },
  { id: 'banco-de-proyectos', kind: 'aplicativo', name: 'Banco de Proyectos', organ: 'dgpi', from, source: 'Aplicativo del SNIP en 2012, sin cotejar con la fuente', verified: false },
];

const actor = { kind: 'system', id: 'seed', role: 'system' } as const;

/** Gives a new platform its catalogue, once: each row carries its mark, so that a start in between, or a second one, adds nothing. */
export async function seedCatalogue({ config, executor, clock }: Services): Promise<() => void> {
  const now = clock().toISOString();
  const found = async ({ id, ...given }: Row) => {
    const mark = { id: hash('sha256', `catalogue ${id}`), fingerprint: hash('sha256', JSON.stringify(given)) };
    const { state } = await executor.load(catalogueEntry, id);
    if (state.status !== 'never-defined') return;
    await executor.execute(catalogueEntry, id, { type: 'found', data: { id, input: given, facts: undefined, actor, now, today: limaDate(now) } }, { actor, correlationId: mark.id, mark });
  };
  if (config.seed) await Promise.all(foundingEntries.map(found));
  return () => undefined;
}
