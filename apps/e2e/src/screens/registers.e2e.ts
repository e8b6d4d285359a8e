import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn, pickOrgan, Screens, wrongOf } from './screens.ts';

const charge = { person: 'demo-tecnico-dgpp', from: '2026-01-05', act: 'Memorando ficticio 1' };

describe('Registers, made from the catalogues', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const director = (organ: string) => screens.at(`demo-director-${organ}`);
  const designated = (organ: string) => director(organ).act(`technical-leads/${organ}/designate`, charge);
  const withdrawn = (organ: string) => director(organ).act(`technical-leads/${organ}/withdraw`, { on: '2026-06-01', reason: 'Cambio de puesto' });
  const record = async (organ: string, query = '') => {
    const page = await screens.visit(`demo-director-${organ}`, `/registros/technical-leads/${organ}${query}`);
    await page.getByRole('heading', { level: 1, name: /^Responsable técnico – / }).waitFor();
    return page;
  };
  const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
  const fill = async (page: Page, { person = 'demo-tecnico-dgpp', from = '2026-07-01', act = 'Memorando ficticio 2' } = {}) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Cuenta de la persona').fill(person);
    await dialog.getByLabel('Desde').fill(from);
    await dialog.getByLabel('Documento que lo designa').fill(act);
    return dialog;
  };

  it('begin with what waits: it appears by itself, leads to its form, and is gone once done', async () => {
    await designated('dgpp');
    const page = await screens.visit('demo-director-dgpp', '/inicio');
    await page.getByRole('heading', { level: 1, name: 'Lo que me espera' }).waitFor();
    await page.getByText('Conectado en vivo').waitFor();
    await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
    await withdrawn('dgpp');
    const waiting = page.getByRole('region', { name: 'Responsable técnico' }).getByRole('link', { name: /^Designar al responsable técnico/ });
    await waiting.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Designar al responsable técnico' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await fill(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Designado', { exact: true }).waitFor();
    const history = page.getByRole('region', { name: 'Historia' });
    await history.getByText('Responsable técnico designado').nth(1).waitFor();
    expect(await history.locator('li > p:first-child').allInnerTexts()).toEqual(['Responsable técnico designado', 'Responsable técnico retirado', 'Responsable técnico designado']);
    expect(await history.innerText()).toContain('demo-director-dgpp');
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: 'Lo que me espera' }).click();
    await page.getByText('Nada espera por usted.').waitFor();
    expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  });

  it('say which context did not answer, and show what the others did', async () => {
    await designated('dgcp');
    await withdrawn('dgcp');
    const page = await screens.visit('demo-director-dgcp', '/registros');
    await page.route(/\/api\/services\/inbox/, (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('link', { name: 'Lo que me espera' }).click();
    await page.getByRole('alert').filter({ hasText: 'Servicios: El servidor no pudo responder' }).waitFor({ timeout: 40_000 });
    await page.getByRole('region', { name: 'Responsable técnico' }).getByRole('link', { name: 'DGCP', exact: true }).waitFor();
    expect(await page.getByText('Nada espera por usted').count()).toBe(0);
  });

  it('land a refusal at its field, with what the server says, and take the focus there', async () => {
    await designated('dgetp');
    const page = await record('dgetp');
    const asked = page.getByRole('button', { name: 'Reemplazar al responsable técnico' });
    await asked.click();
    const dialog = await fill(page, { person: 'otra-cuenta', from: '2026-01-01' });
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    expect(await wrongOf(dialog.getByLabel('Desde'))).toContain('se cruza con un encargo anterior');
    expect(await dialog.getByLabel('Desde').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await dialog.getByRole('alert').innerText()).toContain('charge-overlaps');
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByLabel('Desde').fill('');
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    expect(await wrongOf(dialog.getByLabel('Desde'))).toContain('Complete: desde.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await asked.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('keep a draft: what tells of persons within the tab alone, the rest on the machine, until it is sent', async () => {
    await designated('dgmfpp');
    const page = await record('dgmfpp', '?hacer=replace');
    await fill(page, { person: 'persona-que-no-se-guarda', act: 'Memorando que se guarda' });
    await page.keyboard.press('Escape');
    expect(await stored(page)).toContain('Memorando que se guarda');
    expect(await stored(page)).not.toContain('persona-que-no-se-guarda');
    await page.goto('/registros/technical-leads/dgmfpp?hacer=replace');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Se recuperó lo que escribió').waitFor();
    expect(await dialog.getByLabel('Cuenta de la persona').inputValue()).toBe('persona-que-no-se-guarda');
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('conectamef.act')).forEach((key) => sessionStorage.removeItem(key)));
    await page.reload();
    await dialog.getByText('Se recuperó lo que escribió').waitFor();
    expect(await dialog.getByLabel('Documento que lo designa').inputValue()).toBe('Memorando que se guarda');
    expect(await dialog.getByLabel('Cuenta de la persona').inputValue()).toBe('');
    await dialog.getByRole('button', { name: 'Empezar de nuevo' }).click();
    expect(await dialog.getByLabel('Documento que lo designa').inputValue()).toBe('');
    await fill(page, { person: 'cuenta-nueva' });
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await stored(page)).not.toContain('conectamef.act');
  });

  it('do a thing once though its answer was lost and it was sent again after a reload', async () => {
    await designated('dgaeicyp');
    const page = await record('dgaeicyp', '?hacer=replace');
    await page.route(/\/replace$/, async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    const dialog = await fill(page, { person: 'cuenta-nueva' });
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'No hay conexión con el servidor' }).waitFor();
    await page.getByText('cuenta-nueva').first().waitFor(); // it was carried out, and the record behind the form shows it
    expect(await dialog.getByRole('alert').innerText()).toContain('Sin conexión');
    await page.reload();
    await dialog.getByText('Se recuperó lo que escribió').waitFor();
    await page.route(/\/replace$/, async (route) => {
      const response = await route.fetch();
      expect(await response.json()).toMatchObject({ repeated: true });
      await route.fulfill({ response });
    });
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { record: shown } = await director('dgaeicyp').see<{ record: { version: number } }>('technical-leads/dgaeicyp');
    expect(shown.version).toBe(2);
  });

  it('say that it changed while somebody was writing, and keep what was written', async () => {
    await designated('dggrp');
    const page = await record('dggrp', '?hacer=replace');
    await page.getByText('Conectado en vivo').waitFor();
    const dialog = await fill(page, { person: 'cuenta-nueva', from: '2026-09-01' });
    await director('dggrp').act('technical-leads/dggrp/replace', { ...charge, person: 'cuenta-de-otro', from: '2026-08-01' });
    await dialog.getByText('Cambió mientras tanto.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Seguir con lo nuevo' }).click();
    await dialog.getByRole('button', { name: 'Reemplazar al responsable técnico' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Datos' }).getByText('cuenta-nueva').waitFor();
  });

  it('begin a new record, asking for what the post does not tell, and lead to it', async () => {
    const page = await screens.visit('demo-ogauc', '/registros/technical-leads');
    await page.getByRole('button', { name: 'Designar al responsable técnico' }).click();
    const dialog = page.getByRole('dialog');
    await pickOrgan(dialog.getByRole('combobox', { name: 'Órgano' }), 'dgpi');
    await fill(page);
    await dialog.getByRole('button', { name: 'Designar al responsable técnico' }).click();
    await page.getByRole('heading', { level: 1, name: 'Responsable técnico – DGPI' }).waitFor();
    await page.goBack();
    await page.getByLabel('Órgano').selectOption('dgpi');
    await page.getByRole('row').nth(1).getByRole('link', { name: 'DGPI' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByLabel('Estado').selectOption('Vacante');
    await page.getByText('Nada coincide con lo que pidió.').waitFor();
  });

  it('take a file, whom it is for, and give the file out to its readers', async () => {
    const page = await screens.visit('demo-director-dgpp', '/registros/directivas');
    await page.getByRole('button', { name: 'Remitir a especialistas y coordinadores' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tipo').or(dialog.getByLabel('Clase')).first().selectOption({ index: 1 });
    await dialog.getByLabel('Asunto').fill('Cierre contable ficticio');
    await dialog.getByLabel('Resumen').fill('Plazos ficticios del cierre');
    await dialog.getByLabel('Archivo').setInputFiles({ name: 'cierre.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%ficticio\n%%EOF\n') });
    await dialog.getByText('Archivo guardado: cierre.pdf').waitFor();
    await dialog.getByRole('button', { name: 'Agregar Centros' }).click();
    await dialog.getByLabel('Centros 1').selectOption('CUS');
    await dialog.getByLabel('A los coordinadores de centro').uncheck();
    await dialog.getByRole('button', { name: 'Agregar Solo a los especialistas de estos órganos' }).click();
    await pickOrgan(dialog.getByRole('combobox', { name: 'Solo a los especialistas de estos órganos 1' }), 'dgpi');
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remitir a especialistas y coordinadores' }).click();
    await page.getByRole('heading', { level: 1, name: /Cierre contable ficticio/ }).waitFor();
    const facts = page.getByRole('region', { name: 'Datos' });
    expect(await facts.innerText()).toMatch(/CONECTAMEF Cusco[\s\S]*Especialista[\s\S]*DGPI/);
    expect(await facts.innerText()).not.toContain('Coordinador del Centro');
    const opened = page.context().waitForEvent('page');
    await facts.getByRole('button', { name: 'Abrir el archivo' }).click();
    await opened;
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('ask for lists within lists, and lead to what is wrong deep within them', async () => {
    const page = await screens.visit('demo-ogauc', '/registros/surveys');
    await page.getByRole('button', { name: 'Aplicar la encuesta' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Título').fill('Percepción ficticia');
    await dialog.getByLabel('Se responde hasta').fill('2099-12-31');
    const questions = dialog.getByRole('group', { name: /^Preguntas \d$/ });
    const before = await questions.count();
    await dialog.getByRole('button', { name: 'Agregar Preguntas' }).click();
    expect(await questions.count()).toBe(before + 1);
    expect(await questions.last().getByLabel('Código').evaluate((input) => input === document.activeElement)).toBe(true);
    await questions.first().getByLabel('Código').fill('trato');
    await dialog.getByRole('button', { name: 'Aplicar la encuesta' }).click();
    const problem = dialog.getByRole('alert').getByRole('button', { name: 'Preguntas 2, Pregunta: Complete: pregunta.' });
    await problem.click();
    expect(await questions.nth(1).getByLabel('Pregunta', { exact: true }).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await barriersOn(page)).toEqual([]);
    await questions.nth(1).getByRole('button', { name: /^Quitar/ }).click();
    expect(await questions.count()).toBe(before);
    expect(await dialog.getByRole('button', { name: 'Agregar Preguntas' }).evaluate((button) => button === document.activeElement)).toBe(true);
  });
});
