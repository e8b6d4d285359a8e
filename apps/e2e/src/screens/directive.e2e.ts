import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { barriersOn, Screens } from './screens.ts';

describe('The board of the Directive', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const open = async (path = '/directiva') => {
    const page = await screens.visit('demo-ogauc', path);
    await page.getByText('Conectado en vivo').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Tablero de la Directiva' }).waitFor();
    return page;
  };
  const lead = '/directiva/DIR.5.1.1.a/dgpp';

  it('tells how each obligation stands by sign and word, live, and leads to the events that prove it and their record', async () => {
    const page = await open();
    const cell = page.locator(`a[href="${lead}"]`);
    expect(await cell.innerText()).toMatch(/✕\s*Incumplida\s*13\/04\/12/);
    expect(await cell.getAttribute('title')).toContain('No hay responsable técnico designado');
    await screens.at('demo-director-dgpp').act('technical-leads/dgpp/designate', { person: 'demo-tecnico-dgpp', from: '2026-01-05', act: 'Memorando ficticio 1' });
    await cell.filter({ hasText: 'Cumplida' }).waitFor();
    await cell.click();
    await page.getByRole('heading', { level: 1, name: /^Cada órgano de línea o de apoyo/ }).waitFor();
    expect(await page.getByRole('region', { name: 'Cómo está' }).innerText()).toContain('Cumplida');
    await page.getByRole('region', { name: 'Hechos que lo prueban' }).getByRole('link', { name: 'Ver: Responsable técnico' }).click();
    await page.getByRole('heading', { level: 1, name: 'Responsable técnico – DGPP' }).waitFor();
  });

  it('is filtered by state, provision and place, and an address keeps that', async () => {
    const page = await open();
    const all = await page.locator('.duty-grid tbody tr').count();
    await page.getByLabel('Disposición').selectOption('DIR.5.1.1.a');
    await page.getByLabel('Estado', { exact: true }).selectOption('breached');
    await page.getByLabel('Lugar').selectOption('dgcp');
    expect(await page.locator('.duty-grid tbody tr').count()).toBe(1);
    expect(all).toBeGreaterThan(10);
    expect(await page.locator('.duty').count()).toBe(1);
    await page.reload();
    await page.locator('.duty').waitFor();
    expect(await page.locator('.duty').count()).toBe(1);
    await page.getByLabel('Estado', { exact: true }).selectOption('due');
    await page.getByText('Ninguna obligación coincide con lo que pidió.').waitFor();
  });

  it('counts for each rule what its cells say', async () => {
    const page = await open('/directiva?norma=DIR.5.1.1.a');
    const row = page.locator('.duty-grid tbody tr').first();
    const cells = await row.locator('.duty.breached').count();
    expect(await row.locator('th .breached').innerText()).toMatch(new RegExp(`^✕ ${cells}\\s`));
  });

  it('has a page for each place, reached from the centre’s own', async () => {
    const page = await screens.visit('demo-coordinador-CUS', '/centros/CUS');
    const section = page.getByRole('region', { name: 'La Directiva en este centro' });
    await section.getByText(/^✕ Incumplidas: \d+$/).waitFor();
    await section.getByRole('link', { name: 'Ver todas sus obligaciones' }).click();
    await page.getByRole('heading', { level: 1, name: 'CONECTAMEF Cusco' }).waitFor();
    const { cells } = await screens.at('demo-ogauc').see<{ cells: { place: string }[] }>('directive');
    expect(await page.locator('.obligations > li').count()).toBe(cells.filter(({ place }) => place === 'CUS').length);
    expect(await page.locator('.obligations > li').first().innerText()).toContain('Incumplida');
  });

  it('draws how it went where that is recorded, with its numbers, and nothing where it is not', async () => {
    const page = await open();
    expect(await page.getByRole('heading', { name: 'Cómo evoluciona' }).count()).toBe(0);
    const told = await screens.visit('demo-ogauc', '/registros');
    const days = ['2026-10-01', '2026-10-02'].map((date, i) => ({ date, counts: { kept: 800 + i, due: 20, breached: 100 - i, 'not-applicable': 0, 'not-measurable': 0 } }));
    await told.route(/\/api\/directive\/trend/, (route) => route.fulfill({ json: { days } }));
    await told.getByRole('link', { name: 'Directiva', exact: true }).click();
    await told.getByText('Ver los números').click();
    expect(await told.getByRole('region', { name: 'Cómo evoluciona' }).getByRole('row').nth(2).innerText()).toMatch(/99\s+20\s+801/);
    await told.locator('.trend-chart svg').waitFor();
    expect(await barriersOn(told)).toEqual([]);
    const without = await screens.visit('demo-ogauc', '/registros');
    await without.route(/\/api\/directive\/trend/, (route) => route.fulfill({ status: 404, body: '' }));
    await without.getByRole('link', { name: 'Directiva', exact: true }).click();
    await without.locator('.duty').first().waitFor();
    expect(await without.getByRole('alert').count()).toBe(0);
  });
});
