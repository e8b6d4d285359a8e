import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Board } from '#contracts';
import { receive, routed, Screens } from './screens.ts';

describe('The national board', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const open = async (post = 'demo-ogauc') => {
    const page = await screens.visit(post, '/tablero');
    await page.getByText('Conectado en vivo').waitFor();
    return page;
  };
  const tile = (page: Page, centre: string) => page.locator('.tile').filter({ has: page.locator(`a[href="/centros/${centre}"]`) });
  const figure = (page: Page, centre: string, label: string) => tile(page, centre).locator('.tile-figures > div').filter({ hasText: label }).locator('dd');
  const shows = (page: Page, centre: string, label: string, value: string) => figure(page, centre, label).filter({ hasText: new RegExp(`^${value}$`) }).waitFor();

  it('shows all 25 centres and the map of departments, and says when nobody waits', async () => {
    const page = await open();
    expect(await page.locator('.tile').count()).toBe(25);
    await page.locator('.peru-map path').nth(24).waitFor({ state: 'attached' });
    await tile(page, 'MDD').getByText('Nadie espera.').waitFor();
    await page.getByText('al día').waitFor();
  });

  it('changes while another page registers and routes, without being loaded again', async () => {
    const page = await open();
    await shows(page, 'PUN', 'Recibidos hoy', '0');
    await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
    const desk = await screens.visit('demo-operador-PUN', '/mesa');
    await desk.getByRole('button', { name: 'Abrir la mesa de partes' }).click();
    await tile(page, 'PUN').getByText('Abierta', { exact: true }).waitFor();
    await desk.getByLabel('Número', { exact: true }).fill('70012345');
    await desk.getByLabel('Nombres y apellidos').fill('Persona Ficticia');
    await desk.getByLabel('Asunto').fill('Se ve en el tablero');
    await desk.getByRole('combobox', { name: 'Dirigido a' }).fill('dgpp');
    await desk.getByRole('button', { name: 'Registrar y dar cargo' }).waitFor();
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('Código de verificación').waitFor();
    await shows(page, 'PUN', 'Recibidos hoy', '1');
    await tile(page, 'PUN').getByText('Recibido: 1').waitFor();
    await desk.getByRole('button', { name: 'Derivar al órgano' }).click();
    await tile(page, 'PUN').getByText('Derivado: 1').waitFor();
    expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  });

  it('finds a centre by its name without accents, by its department and by what is late', async () => {
    const page = await open();
    await page.getByLabel('Buscar un centro').fill('huanuco');
    await page.getByText('1 centro', { exact: true }).waitFor();
    await page.getByLabel('Buscar un centro').fill('');
    await page.getByLabel('Mostrar').selectOption('overdue');
    await page.getByText('Ningún centro coincide con lo que pidió.').waitFor();
  });

  it('says since when it is cut off, and after the server is back shows what it missed', async () => {
    const page = await open();
    await shows(page, 'TAC', 'Recibidos hoy', '0');
    await screens.stopServer();
    await page.getByText('Sin conexión en vivo desde las').waitFor();
    await screens.startServer();
    await receive(screens, 'TAC');
    await page.getByText('Conectado en vivo').waitFor({ timeout: 30_000 });
    await shows(page, 'TAC', 'Recibidos hoy', '1');
    await receive(screens, 'TAC');
    await shows(page, 'TAC', 'Recibidos hoy', '2');
  });

  it('says how much it does not reflect yet', async () => {
    const page = await screens.visit('demo-ogauc', '/inicio');
    await page.getByText('al día').waitFor();
    await page.route(/\/api\/board/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as Board), lag: 3 } });
    });
    await receive(screens, 'ANC');
    await page.getByText('faltan reflejar 3 hechos registrados').waitFor();
  });

  it('tells an answer that did not come, and keeps what was there', async () => {
    const page = await open();
    await page.route(/\/api\/board/, (route) => route.fulfill({ status: 503, body: '' }));
    await receive(screens, 'ANC');
    await page.getByRole('alert').waitFor({ timeout: 30_000 });
    expect(await page.locator('.tile').count()).toBe(25);
  });

  it('leads to a centre, with its last fourteen days in numbers and what it has pending', async () => {
    await routed(screens, 'LAM');
    const page = await open();
    await tile(page, 'LAM').getByRole('link', { name: 'Lambayeque' }).click();
    await page.getByRole('heading', { level: 1, name: 'CONECTAMEF Lambayeque' }).waitFor();
    await page.getByText('Ver los números').click();
    expect(await page.getByRole('region', { name: 'Últimos 14 días' }).getByRole('row').count()).toBe(15);
    await page.getByRole('region', { name: 'Documentos pendientes' }).getByText('Derivado').waitFor();
  });

  it('is for every post, and shows an operator the same figures', async () => {
    const page = await open('demo-operador-LAM');
    await tile(page, 'LAM').getByText('Derivado: 1').waitFor();
  });
});
