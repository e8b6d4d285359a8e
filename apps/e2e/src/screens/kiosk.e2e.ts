import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Screens } from './screens.ts';

const questions = [
  { code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' },
  { code: 'espera', words: '¿Cuánto esperó?', kind: 'choice', options: ['Poco', 'Mucho'] },
  { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' },
];

/** What a page left behind in the browser, or sent along. */
const traces = (page: Page) => page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie }));

describe('At a kiosk, without a session', () => {
  let screens: Screens;
  let tokens: string[] = [];
  beforeAll(async () => {
    screens = await Screens.open();
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await screens.at('demo-ogauc').act('surveys/kiosco2026/launch', { title: 'Percepción de los servicios', until, questions });
    const issued = await screens.at('demo-coordinador-CUS').act<{ tokens: { token: string; url: string }[] }>('survey-tokens', { survey: 'kiosco2026', centre: 'CUS', count: 5 });
    tokens = issued.tokens.map(({ token }) => token);
    expect(issued.tokens[0]!.url).toMatch(/\/kiosco\/CUS-kiosco2026v1\./);
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  describe('a survey (DIR.5.1.2.e)', () => {
    it('is answered by touch on a tablet, once', async () => {
      const page = await screens.visit(undefined, `/kiosco/${tokens[0]}`, { width: 800, height: 1_280 });
      await page.getByRole('heading', { level: 1, name: 'Percepción de los servicios' }).waitFor();
      await page.getByText('Capacitación', { exact: true }).click();
      await page.getByRole('group', { name: '¿Cómo lo trataron?' }).getByText('5 Muy bueno').click();
      await page.getByText('Poco', { exact: true }).click();
      await page.getByLabel('¿Qué mejoraría?').fill('Llamen al 984 000 111');
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await page.getByRole('button', { name: 'Enviar mi respuesta' }).click();
      await page.getByRole('heading', { level: 1, name: 'Gracias por su respuesta' }).waitFor();
      await page.getByText('retiramos de su texto').waitFor();
      expect(Object.keys(await (await sent).allHeaders()).filter((name) => ['authorization', 'cookie', 'referer', 'idempotency-key'].includes(name))).toEqual([]);
      expect(await traces(page)).toEqual({ local: {}, session: {}, cookies: '' });
      await page.reload();
      await page.getByRole('alert').getByText('Esta ficha ya se usó').waitFor();
    });

    it('is answered with the keyboard alone', async () => {
      const page = await screens.visit(undefined, `/kiosco/${tokens[1]}`);
      await page.getByRole('radio', { name: 'Información' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('radio', { name: '4 Bueno' }).isChecked()).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Gracias por su respuesta' }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Gracias por su respuesta');
    });

    it('says which answers are missing, and sends nothing until they are there', async () => {
      const page = await screens.visit(undefined, `/kiosco/${tokens[2]}`);
      await page.getByRole('button', { name: 'Enviar mi respuesta' }).click();
      await page.getByText('Elija un servicio.').waitFor();
      expect(await page.getByText('Falta responder esta pregunta.').count()).toBe(2);
      await page.reload();
      await page.getByRole('button', { name: 'Enviar mi respuesta' }).waitFor();
    });

    it('is not there for a token that is none', async () => {
      const page = await screens.visit(undefined, '/kiosco/CUS-kiosco2026v1.AAAA-AAAA-AAAA-AAAA');
      await page.getByRole('alert').getByText('Esta ficha no existe').waitFor();
    });

    it('keeps what was answered while there is no connection', async () => {
      const page = await screens.visit(undefined, `/kiosco/${tokens[3]}`);
      await page.getByRole('radio', { name: 'Consulta' }).check();
      await page.getByRole('radio', { name: '3 Regular' }).check();
      await page.getByRole('radio', { name: 'Mucho' }).check();
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Enviar mi respuesta' }).click();
      await page.getByText('No hay conexión en este momento').waitFor();
      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Enviar mi respuesta' }).click();
      await page.getByRole('heading', { level: 1, name: 'Gracias por su respuesta' }).waitFor();
    });
  });

  describe('the suggestion box (DIR.5.5.e)', () => {
    it('takes a suggestion, says what was taken out of it, and is empty for the next person', async () => {
      const page = await screens.visit(undefined, '/buzon/CUS', { width: 390, height: 800 });
      await page.getByRole('button', { name: 'Dejar mi sugerencia' }).click();
      await page.getByText('Elija una opción.').waitFor();
      await page.getByText('Escriba al menos 10 letras.').waitFor();
      await page.getByText('La atención de quien me atendió').click();
      await page.getByText('Especialista', { exact: true }).click();
      await page.getByLabel('Su sugerencia').fill('Explicó muy bien. Mi correo es ana@correo.pe');
      await page.getByRole('button', { name: 'Dejar mi sugerencia' }).click();
      await page.getByRole('heading', { level: 1, name: 'Gracias por su sugerencia' }).waitFor();
      await page.getByText('retiramos de su texto').waitFor();
      expect(await traces(page)).toEqual({ local: {}, session: {}, cookies: '' });
      await page.getByRole('button', { name: 'Dejar otra sugerencia' }).click();
      expect(await page.getByLabel('Su sugerencia').inputValue()).toBe('');
      expect(await page.getByRole('radio', { name: 'Un servicio' }).isChecked()).toBe(false);
    });

    it('forgets what somebody was writing who went away', async () => {
      const page = await screens.visit(undefined, '/');
      await page.clock.install();
      await page.goto('/buzon/CUS');
      await page.getByLabel('Su sugerencia').fill('Algo a medio escribir');
      await page.clock.runFor(121_000);
      expect(await page.getByLabel('Su sugerencia').inputValue()).toBe('');
    });

    it('is not there where there is no centre', async () => {
      const page = await screens.visit(undefined, '/buzon/XXX');
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('Su sugerencia').count()).toBe(0);
    });
  });
});
