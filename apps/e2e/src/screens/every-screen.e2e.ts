import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn, receive, routed, Screens } from './screens.ts';

/** Post, address and title of each screen; `:id` is a document of Cusco. */
const screensOf: readonly (readonly [post: string | undefined, path: string, heading: string | RegExp])[] = [
  [undefined, '/', 'Mesa de Partes de los centros CONECTAMEF'],
  [undefined, '/ingresar', 'Ingresar'],
  [undefined, '/seguimiento', 'Seguimiento de mi documento'],
  [undefined, '/buzon/CUS', 'Buzón de sugerencias'],
  [undefined, '/no-existe', 'Esta página no existe'],
  ['demo-operador-CUS', '/mesa', /^Mesa de Partes – /],
  ['demo-operador-CUS', '/documentos', 'Documentos'],
  ['demo-operador-CUS', '/documentos/:id', /^N\.º/],
  ['demo-coordinador-CUS', '/centros/CUS', 'CONECTAMEF Cusco'],
  ['demo-documentario-dgpp', '/bandeja', /^Bandeja – DGPP/],
  ['demo-ogauc', '/tablero', 'Tablero nacional'],
  ['demo-ogauc', '/sin-titular', 'Cola sin titular'],
  ['demo-ogauc', '/bandejas', 'Bandejas de los órganos'],
  ['demo-ogauc', '/referencia', 'Datos de referencia'],
  ['demo-oautda', '/centros/CUS', 'CONECTAMEF Cusco'],
  ['demo-oautda', '/bandejas', 'Bandejas de los órganos'],
  ['demo-datos', '/datos-personales', 'Datos personales'],
  ['demo-admin', '/operacion', 'Operación'],
  ['demo-director-dgpp', '/pendientes', 'Lo que me espera'],
  ['demo-ogauc', '/registros', 'Registros'],
  ['demo-ogauc', '/registros/technical-leads', 'Responsables técnicos'],
  ['demo-director-dgpp', '/registros/technical-leads/dgpp', 'Responsable técnico – DGPP'],
  ['demo-director-dgpp', '/registros/technical-leads/dgpp?hacer=replace', 'Responsable técnico – DGPP'],
  ['demo-ogauc', '/registros/no-existe', 'No se encontró ese registro'],
  ['demo-ogauc', '/directiva', 'Tablero de la Directiva'],
  ['demo-ogauc', '/directiva/lugar/CUS', 'CONECTAMEF Cusco'],
  ['demo-ogauc', '/directiva/DIR.5.1.1.a/dgpp', /^Cada órgano/],
];

interface Flaws {
  readonly unnamed: string[];
  readonly sharedIds: string[];
  readonly headings: number;
  readonly overflow: number;
  readonly lang: string;
}

/** Runs in the page. What a person with a screen reader, or a narrow screen, would stumble over. */
function flawsOf(): Flaws {
  const named = (element: Element): boolean => {
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])] : [];
    const texts = [element.getAttribute('aria-label'), element.textContent, ...labels.map((label) => label.textContent)];
    return texts.some((text) => text?.trim());
  };
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const needNames = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, dialog, th[scope=col]')].filter((element) => !element.closest('[aria-hidden=true]'));
  return {
    unnamed: needNames.filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 120)),
    sharedIds: ids.filter((id, i) => ids.indexOf(id) !== i),
    headings: document.querySelectorAll('h1').length,
    overflow: document.documentElement.scrollWidth - innerWidth,
    lang: document.documentElement.lang,
  };
}

/** Whether what has the focus is seen to have it. */
const focusShows = (page: Page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement!);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });

const sound = { unnamed: [], sharedIds: [], headings: 1, overflow: 0, lang: 'es-PE' };

describe('Every screen', () => {
  let screens: Screens;
  let id = '';
  beforeAll(async () => {
    screens = await Screens.open();
    ({ id } = await receive(screens, 'CUS', { annexes: [{ description: 'Informe técnico ficticio', folios: 2 }] }));
    await routed(screens, 'CUS');
    await screens.at('demo-director-dgpp').act('technical-leads/dgpp/designate', { person: 'demo-tecnico-dgpp', from: '2026-01-05', act: 'Memorando ficticio 1' });
  });
  afterAll(() => screens?.end());
  // Here nothing is refused: the console stays empty altogether.
  afterEach(async () => expect([...screens.problems, ...(await screens.clear())]).toEqual([]));

  const open = async (post: string | undefined, path: string, heading: string | RegExp, width?: number) => {
    const page = await screens.visit(post, path.replace(':id', id), width === undefined ? {} : { width });
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    return page;
  };

  it.each(screensOf)('of %s at %s has a name, names all its controls, and complains of nothing', async (post, path, heading) => {
    const page = await open(post, path, heading);
    expect(await page.evaluate(flawsOf)).toEqual(sound);
    expect(await barriersOn(page)).toEqual([]);
    expect(await page.title()).toMatch(/^.+ · CONECTAMEF$/);
  });

  it.each(screensOf.filter(([, path]) => ['/', '/mesa', '/documentos/:id', '/bandeja', '/tablero', '/referencia', '/centros/CUS', '/pendientes', '/registros', '/registros/technical-leads', '/registros/technical-leads/dgpp', '/registros/technical-leads/dgpp?hacer=replace', '/directiva', '/directiva/lugar/CUS', '/directiva/DIR.5.1.1.a/dgpp'].includes(path)))('of %s at %s fits the width of a telephone', async (post, path, heading) => {
    const page = await open(post, path, heading, 390);
    expect((await page.evaluate(flawsOf)).overflow).toBeLessThanOrEqual(0);
  });

  it('would be told of a barrier', async () => {
    const page = await open('demo-ogauc', '/registros', 'Registros');
    await page.evaluate(() => document.querySelector('main')!.append(document.createElement('select')));
    expect(await barriersOn(page)).toEqual([expect.stringMatching(/^select-name: /)]);
  });

  it('shows where the focus is, and begins with a way to skip the navigation', async () => {
    const page = await open('demo-operador-CUS', '/documentos', 'Documentos');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ir al contenido');
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      expect(await focusShows(page)).toBe(true);
    }
  });

  it('holds the focus within a dialog, and gives it back to what asked for it', async () => {
    const page = await open('demo-operador-CUS', '/documentos/:id', /^N\.º/);
    const asked = page.getByRole('button', { name: /^Observar/ });
    await asked.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    expect(await page.evaluate(flawsOf)).toEqual(sound);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await asked.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('loads no schema on the way to the desk, and nothing from elsewhere', async () => {
    const page = await open('demo-operador-CUS', '/mesa', /^Mesa de Partes/);
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const origin = new URL(page.url()).origin;
    expect(loaded.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    const scripts = await Promise.all(loaded.filter((url) => url.endsWith('.js')).map(async (url) => (await fetch(url)).text()));
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) expect(script).not.toMatch(/ZodError|\$ZodType/);
  });
});
