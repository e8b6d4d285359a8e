import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page, Request } from 'playwright-core';
import type { DocumentSheet } from '#contracts';
import { pdfSample } from '../samples.ts';
import { pickOrgan, receive, Screens, titleOf, wrongOf } from './screens.ts';

async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: pdf, verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  await document.loadingTask.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** What the page will get at an address: a body that it takes as a blob can't be read from its response. */
async function bodyAt(page: Page, address: RegExp): Promise<() => Promise<Uint8Array>> {
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  await page.route(address, async (route) => {
    const response = await route.fetch();
    resolve(new Uint8Array(await response.body()));
    await route.fulfill({ response });
  });
  return () => promise;
}

const isReceive = (request: Request): boolean => request.method() === 'POST' && request.url().endsWith('/receive');
/** The button says so while the kinds of trámite are still being loaded. */
async function register(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Registrar y dar cargo' }).waitFor();
  await page.keyboard.press('Control+Enter');
}

const panel = (page: Page) => page.getByRole('region', { name: /^Registrado/ });

/** Fills the form in as it is when nothing of it is remembered. */
async function fill(page: Page, about: string): Promise<void> {
  await page.getByLabel('Número', { exact: true }).fill('70012345');
  await page.getByLabel('Nombres y apellidos').fill('Persona Ficticia Escrita');
  await page.getByLabel('Asunto').fill(about);
  await pickOrgan(page.getByRole('combobox', { name: 'Dirigido a' }), 'dgpp');
  await page.getByLabel('Folios', { exact: true }).fill('4');
}

describe('The desk', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const sheet = (centre: string, id: string) => screens.operator(centre).see<DocumentSheet>(`documents/${id}`);
  const queue = (page: Page) => page.getByRole('region', { name: 'Cola de la mesa de partes' });
  const row = (page: Page, about: string) => queue(page).getByRole('row', { name: about });

  it('opens and closes for the day', async () => {
    const page = await screens.visit('demo-operador-TAC', '/mesa');
    await page.getByRole('button', { name: 'Abrir la mesa de partes' }).click();
    await page.getByText('Abierta', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cerrar la mesa de partes' }).click();
    await page.getByText('Cerrada', { exact: true }).waitFor();
  });

  it('says what an empty queue means', async () => {
    const page = await screens.visit('demo-operador-MOQ', '/mesa');
    await page.getByText('No hay documentos por derivar. Todo lo recibido ya está en su órgano.').waitFor();
    await page.getByRole('button', { name: 'Todos', exact: true }).click();
    await page.getByText('Esta mesa de partes todavía no ha recibido documentos.').waitFor();
  });

  it('registers, gives the cargo and routes by the keyboard alone, in less than 20 seconds', async () => {
    const page = await screens.visit('demo-operador-ARE', '/mesa');
    await page.getByRole('button', { name: 'Registrar y dar cargo' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-first'));
    const { keyboard } = page;
    const began = performance.now();
    await keyboard.type('70054321');
    await keyboard.press('Enter');
    await keyboard.type('Persona Ficticia Tecleada');
    await keyboard.press('Enter');
    await keyboard.type('Solicita opinión por teclado');
    await keyboard.press('Enter');
    await keyboard.type('dgpp');
    await keyboard.press('Enter');
    await keyboard.type('5');
    await register(page);
    await panel(page).waitFor();
    expect(await panel(page).locator('.received-number').innerText()).toMatch(/^N\.º 1-\d{4}$/);
    await page.waitForFunction(() => document.activeElement?.textContent === 'Imprimir cargo');
    const pdf = await bodyAt(page, /cargo\.pdf$/);
    const [tab] = await Promise.all([page.waitForEvent('popup'), keyboard.press('Enter')]);
    await tab.waitForURL(/^blob:/);
    const cargo = await textOf(await pdf());
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Registrar un documento' }).waitFor();
    expect((performance.now() - began) / 1000).toBeLessThan(20);
    for (const words of ['ARE-2026-000001'.replace('2026', String(new Date().getFullYear())), 'Persona Ficticia Tecleada', 'Solicita opinión por teclado', 'DEMOSTRACIÓN']) expect(cargo).toContain(words);
    await page.getByText('No hay documentos por derivar.').waitFor();
  });

  it('remembers the kind, the trámite and the organ for the next, and nothing of persons', async () => {
    const page = await screens.visit('demo-operador-ICA', '/mesa');
    await fill(page, 'Primero de dos');
    await page.getByLabel('Tipo').selectOption('carta');
    await register(page);
    await panel(page).getByRole('button', { name: 'Registrar otro' }).click();
    expect(await page.getByLabel('Tipo').inputValue()).toBe('carta');
    expect(await page.getByRole('combobox', { name: 'Dirigido a' }).inputValue()).toContain('DGPP');
    expect(await page.getByLabel('Nombres y apellidos').inputValue()).toBe('');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/Ficticia|70012345|Primero/);
  });

  it('says what is wrong next to each field, and loses nothing that was written', async () => {
    const page = await screens.visit('demo-operador-CUS', '/mesa');
    await page.getByLabel('Número', { exact: true }).fill('123');
    await page.getByText('El DNI tiene 8 dígitos; escribió 3.').waitFor();
    await page.getByLabel('Folios', { exact: true }).fill('0');
    await page.getByLabel('Asunto').fill('Con errores');
    await register(page);
    expect(await wrongOf(page.getByLabel('Folios', { exact: true }))).toMatch(/folio/i);
    expect(await wrongOf(page.getByLabel('Nombres y apellidos'))).not.toBe('');
    expect(await wrongOf(page.getByRole('combobox', { name: 'Dirigido a' }))).not.toBe('');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
    expect(await page.getByLabel('Asunto').inputValue()).toBe('Con errores');
    await page.getByLabel('Identidad').selectOption('RUC');
    await page.getByLabel('Número', { exact: true }).fill('20131370644');
    await page.getByText('El dígito verificador del RUC no coincide').waitFor();
  });

  it('keeps a draft over a lost connection, a lost answer and a reload, and registers it once', async () => {
    const page = await screens.visit('demo-operador-JUN', '/mesa');
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => isReceive(request) && keys.push(request.headers()['idempotency-key']));
    await fill(page, 'Una sola vez');
    await page.context().setOffline(true);
    await register(page);
    await page.getByText('No hay conexión con el servidor').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    expect(await page.getByLabel('Asunto').inputValue()).toBe('Una sola vez');
    let arrived = false;
    await page.route(/\/receive$/, async (route) => {
      await route.fetch();
      arrived = true;
      await route.abort('connectionreset');
    });
    await register(page);
    await page.getByText('No hay conexión con el servidor').waitFor();
    expect(arrived).toBe(true);
    await page.unroute(/\/receive$/);
    await page.reload();
    await page.getByLabel('Asunto').waitFor();
    await page.getByLabel('Asunto').focus();
    await register(page);
    await page.getByText('Ya estaba registrado: su primer envío sí había llegado.').waitFor();
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    const { documents } = await screens.operator('JUN').see<{ documents: object[] }>('documents?centre=JUN');
    expect(documents).toHaveLength(1);
  });

  it('tells that the first did arrive, when what is sent after a lost answer is something else', async () => {
    const page = await screens.visit('demo-operador-HUC', '/mesa');
    await fill(page, 'Con respuesta perdida');
    await page.route(/\/receive$/, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await register(page);
    await page.getByText('No hay conexión con el servidor').waitFor();
    await page.unroute(/\/receive$/);
    await page.getByLabel('Folios', { exact: true }).fill('0');
    await register(page);
    await wrongOf(page.getByLabel('Folios', { exact: true }));
    await page.getByLabel('Folios', { exact: true }).fill('9');
    await register(page);
    await page.getByText('Su envío anterior sí había llegado y quedó registrado.').waitFor();
    expect((await screens.operator('HUC').see<{ documents: object[] }>('documents?centre=HUC')).documents).toHaveLength(1);
  });

  it('takes scans and annexes, and says why a file is not taken', async () => {
    const page = await screens.visit('demo-operador-LOR', '/mesa');
    await fill(page, 'Con archivo');
    await page.locator('summary', { hasText: 'Anexos y archivos' }).click();
    await page.getByLabel('Archivos escaneados').setInputFiles([
      { name: 'escaneo.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfSample('pantalla')) },
      { name: 'malo.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no es un PDF') },
    ]);
    await page.getByText(/escaneo\.pdf.*guardado|guardado/).first().waitFor();
    await page.locator('li', { hasText: 'malo.pdf' }).getByRole('button', { name: 'Entendido' }).click();
    await page.getByRole('button', { name: 'Agregar un anexo' }).click();
    await page.getByLabel('Anexo 1').fill('Plano de ubicación');
    await register(page);
    await panel(page).getByRole('link', { name: 'Ver la hoja de trámite' }).click();
    const files = page.getByRole('region', { name: 'Anexos y archivos' });
    await files.getByText('Plano de ubicación').waitFor();
    const [tab] = await Promise.all([page.waitForEvent('popup'), files.getByRole('button', { name: 'escaneo.pdf' }).click()]);
    await tab.waitForURL(/^blob:/);
  });

  it('observes at reception, once, and after the remedy routes', async () => {
    const page = await screens.visit('demo-operador-PUN', '/mesa');
    await fill(page, 'Le falta la firma');
    await page.locator('summary', { hasText: 'Observar porque faltan requisitos' }).click();
    await page.getByLabel('Requisitos que faltan').fill('Firma del titular\nCopia del acuerdo');
    await register(page);
    await panel(page).getByText('La persona puede subsanar hasta el').waitFor();
    expect(await panel(page).getByRole('button', { name: 'Derivar al órgano' }).count()).toBe(0);
    await queue(page).getByRole('button', { name: 'Observados' }).click();
    await row(page, 'Le falta la firma').getByRole('button', { name: 'Subsanar' }).click();
    await page.getByRole('dialog').getByLabel('Folios que se agregan').fill('2');
    await page.getByRole('dialog').getByRole('button', { name: 'Registrar la subsanación' }).click();
    await queue(page).getByText('No hay documentos observados.').waitFor();
    await queue(page).getByRole('button', { name: 'Por derivar' }).click();
    await row(page, 'Le falta la firma').getByText('6 folios').waitFor();
    await row(page, 'Le falta la firma').getByRole('link').click();
    await page.getByRole('button', { name: 'Corregir folios' }).waitFor();
    expect(await page.getByRole('button', { name: /^Observar/ }).count()).toBe(0);
    await page.getByRole('button', { name: /^Derivar N/ }).click();
    await page.getByText('Derivado', { exact: true }).waitFor();
  });

  it('observes on the sheet, and refuses a text that names a person', async () => {
    const receipt = await receive(screens, 'PUN');
    const page = await screens.visit('demo-operador-PUN', `/documentos/${receipt.id}`);
    await page.getByRole('button', { name: `Observar ${titleOf(receipt)}` }).click();
    const dialog = page.getByRole('dialog');
    const requirements = dialog.getByLabel('Requisitos que faltan');
    await requirements.fill('Falta la firma de 70012345');
    await dialog.getByRole('button', { name: 'Observar', exact: true }).click();
    expect(await wrongOf(requirements)).toMatch(/personas|DNI/);
    await requirements.fill('Falta la firma');
    await dialog.getByRole('button', { name: 'Observar', exact: true }).click();
    await page.getByText('Falta subsanar hasta el').waitFor();
    expect(await sheet('PUN', receipt.id)).toMatchObject({ state: 'observed', observation: { requirements: ['Falta la firma'] } });
  });

  it('annuls a registration made by mistake, and says that its number stays used', async () => {
    const receipt = await receive(screens, 'PUN');
    const page = await screens.visit('demo-operador-PUN', `/documentos/${receipt.id}`);
    await page.getByRole('button', { name: /^Anular el registro/ }).click();
    await page.getByRole('dialog').getByText('El número queda usado y no se vuelve a dar.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Anular', exact: true }).click();
    await page.getByText('Complete: motivo.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await sheet('PUN', receipt.id)).state).toBe('received');
  });
});
