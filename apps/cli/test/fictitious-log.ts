import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const exampleMapping = join(import.meta.dirname, '../mappings/ejemplo.json');
export const exampleFile = join(import.meta.dirname, '../mappings/ejemplo.csv');

const header = 'caso;recibido;terminado;canal;dirigido a;folios;paso;actividad;cuándo;área;comentario';

/** A row of the example's log, complete unless told otherwise. Nothing in it is of a real case. */
export function row(change: Partial<Record<'case' | 'received' | 'ended' | 'channel' | 'organ' | 'folios' | 'step' | 'activity' | 'at' | 'area' | 'comment', string>> = {}): string {
  const of = { case: 'F-001', received: '03/10/2011 09:15', ended: '', channel: 'Ventanilla', organ: 'Técnica', folios: '12', step: 's1', activity: 'Registro', at: '03/10/2011 09:20', area: '-', comment: '', ...change };
  return [of.case, of.received, of.ended, of.channel, of.organ, of.folios, of.step, of.activity, of.at, of.area, of.comment].join(';');
}

export const csv = (...rows: string[]): string => [header, ...rows, ''].join('\n');

const activities = [['Registro', '-'], ['Pase a área', 'Técnica'], ['Toma el área', 'Técnica'], ['Llamada al usuario', 'Técnica'], ['Pase a área', 'Legal'], ['Informe', 'Legal']] as const;

/** Many cases of six steps, over two years, not in the order of their reception. */
export function manyCases(count: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const rows = Array.from({ length: count }, (_, i) => {
    const nth = (i * 7) % count;
    const year = nth % 2 === 0 ? 2011 : 2012;
    const day = `${two(1 + (nth % 28))}/${two(1 + (nth % 12))}/${year}`;
    return activities.map(([activity, area], step) => row({ case: `M-${nth}`, received: `${day} 08:${two(nth % 60)}`, step: `m${nth}-${step}`, activity, area, at: `${day} ${two(9 + step)}:00`, ended: nth % 3 === 0 ? `${day} 18:00` : '' }));
  });
  return csv(...rows.flat());
}

/** A folder of its own for a test, and how it goes. */
export function folder(): { readonly path: string; file(name: string, content: string | Buffer): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'import-'));
  return {
    path,
    file(name, content) {
      const target = join(path, name);
      writeFileSync(target, content);
      return target;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
