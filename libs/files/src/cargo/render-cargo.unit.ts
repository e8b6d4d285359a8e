import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { longCargo, observedCargo, plainCargo } from '../testing/sample-cargos.ts';
import type { CargoData } from './cargo-data.ts';
import { renderCargo } from './render-cargo.ts';

interface Reading {
  readonly pages: readonly string[];
  readonly links: readonly string[];
  readonly title: unknown;
}

/** Text of each page with single spaces, as a reader of the PDF finds it. */
async function read(data: CargoData): Promise<Reading> {
  const task = getDocument({ data: new Uint8Array(await renderCargo(data)), verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  const links: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('').replaceAll(/\s+/g, ' '));
    links.push(...(await page.getAnnotations()).flatMap(({ url }: { url?: string }) => url ?? []));
  }
  const { info } = await pdf.getMetadata();
  await task.destroy();
  return { pages, links, title: 'Title' in info ? info.Title : undefined };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a cargo', () => {
  it('says on one page all that the law asks of it, in Spanish', async () => {
    const { pages, links, title } = await read(plainCargo);
    expect(pages).toHaveLength(1);
    for (const words of [
      'Ministerio de Economía y Finanzas — CONECTAMEF Junín',
      'CARGO DE RECEPCIÓN',
      'Registro N.° JUN-2026-000017',
      'martes 24 de noviembre de 2026, 09:05:30 horas (hora de Lima)',
      'Huancayo, Junín',
      'TUO de la Ley N.° 27444, artículo 149',
      'Dirección General de Presupuesto Público (DGPP)',
      'Municipalidad Distrital de Peñablanca — Ñusta Güemes Ibáñez',
      'DNI 00000017',
      'Oficio N.° 045-2026-MDP/A',
      '¿habrá transferencias?',
      '12 folios',
      '2. Acta de sesión de concejo (1 folio)',
      '3. Disco compacto',
      'Recibido por: Operador de Mesa de Partes 2',
      '7K3M-9QXD',
      'Para verificar este cargo',
      plainCargo.trackingUrl,
      'Página 1 de 1',
    ]) {
      expect(pages[0]).toContain(words);
    }
    expect(links).toEqual([plainCargo.trackingUrl]);
    expect(title).toBe('Cargo de recepción N.° JUN-2026-000017');
    expect(pages[0]).not.toContain('OBSERVADO');
  });

  it('shows an observation with its term, the allegations and the warning', async () => {
    const { pages } = await read(observedCargo);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('1. Firma del solicitante');
    expect(pages[0]).toContain('Indica que presentará el poder mañana.');
    expect(pages[0]).toContain('Hasta el jueves 26 de noviembre de 2026');
    expect(pages[0]).toContain('se tendrá por no presentado (TUO de la Ley N.° 27444, artículo 136)');
  });

  it('goes on over further pages with long texts and 100 annexes, each page with its banner and number', async () => {
    const { pages } = await read(longCargo);
    const text = pages.join(' ');
    expect(pages).toHaveLength(5);
    expect(text.match(/pliego/g)).toHaveLength(60 + 10 * 3);
    expect(text.match(/X/g)!.length).toBeGreaterThanOrEqual(300);
    expect(Array.from({ length: 100 }, (_, i) => i + 1).filter((i) => !text.includes(`${i}. Informe técnico`))).toEqual([]);
    pages.forEach((page, i) => {
      expect(page.match(/DATOS FICTICIOS — DEMOSTRACIÓN/g)).toHaveLength(2);
      expect(page).toContain(`Página ${i + 1} de 5`);
      if (i > 0) expect(page).toContain('Cargo de recepción N.° JUN-2026-000017 (continuación)');
    });
  });

  it('has no banner unless one is given', async () => {
    const { banner: _, ...real } = plainCargo;
    expect((await read(real)).pages[0]).not.toContain('FICTICIOS');
  });

  it('of an erased sender says so', async () => {
    const { sender: _, ...erased } = plainCargo;
    expect((await read(erased)).pages[0]).toContain('Datos personales eliminados');
  });

  it('shows a mark, explained, for each character that its font lacks', async () => {
    const { pages } = await read({ ...plainCargo, subject: 'Solicitud de 李明 y Łukasz' });
    expect(pages[0]).toContain('Solicitud de ¤¤ y ¤ukasz');
    expect(pages[0]).toContain('El signo ¤ reemplaza un carácter que esta impresión no puede mostrar');
    expect((await read(plainCargo)).pages[0]).not.toContain('¤');
  });

  it('is made of any text whatever', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (subject, name, operator) => {
        const bytes = await renderCargo({ ...plainCargo, subject, sender: { name }, operator, centre: name, verificationCode: subject });
        expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
      }),
      { numRuns: 30 },
    );
  });
});

describe('a reprint', () => {
  it('is the same to the last byte', async () => {
    for (const data of [plainCargo, observedCargo, longCargo]) {
      expect(Buffer.compare(await renderCargo(data), await renderCargo(structuredClone(data)))).toBe(0);
    }
  });

  it('differs when anything that it says differs', async () => {
    const changed: CargoData[] = [{ ...plainCargo, folios: 13 }, { ...plainCargo, receivedAt: '2026-11-24T14:05:31.000Z' }, { ...plainCargo, trackingUrl: 'https://example.pe' }];
    const prints = await Promise.all([plainCargo, ...changed].map(renderCargo));
    expect(new Set(prints.map(sha256)).size).toBe(4);
  });

  // A failure here means that cargos already handed out can't be reprinted alike: an update of a library, or of the
  // layout, needs a decision, not a new figure alone.
  it('is the one that was ever printed of this data', async () => {
    expect(sha256(await renderCargo(observedCargo))).toBe('94287743d6f62ce47c7b00c28e94b2aa7e4cf2a126aeca8685e860939472649b');
  });
});
