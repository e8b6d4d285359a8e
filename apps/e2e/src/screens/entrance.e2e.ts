import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { receive, routed, Screens } from './screens.ts';

describe('Coming in', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  it('says that the posts are a demonstration, and takes one', async () => {
    const page = await screens.visit(undefined, '/');
    await page.getByText('MODO DEMOSTRACIÓN').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Ingresar' }).click();
    await page.getByLabel('Buscar un puesto').fill('arequipa');
    await page.getByRole('button', { name: 'Mesa de partes – CONECTAMEF Arequipa' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mesa de Partes – CONECTAMEF Arequipa' }).waitFor();
    expect(await page.title()).toBe('Mesa de Partes · CONECTAMEF');
    expect(await page.getByText('MODO DEMOSTRACIÓN').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByRole('heading', { name: 'Seguimiento de mi documento' }).waitFor();
  });

  it('sends whoever is not signed in to sign in first, and then where they were going', async () => {
    const page = await screens.visit(undefined, '/referencia');
    await page.getByRole('button', { name: 'Administración de la plataforma' }).click();
    await page.getByRole('heading', { level: 1, name: 'Datos de referencia' }).waitFor();
  });

  it('tells of a session that is over, and keeps what was being written for the same person', async () => {
    const page = await screens.visit('demo-operador-CUS', '/mesa');
    await page.getByLabel('Asunto').fill('Texto que no debe perderse');
    await page.evaluate(() => {
      const session = JSON.parse(sessionStorage.getItem('conectamef.session')!) as object;
      sessionStorage.setItem('conectamef.session', JSON.stringify({ ...session, token: 'x.y.z' }));
    });
    await page.reload();
    await page.getByText('Su sesión terminó').waitFor();
    await page.getByRole('button', { name: 'Mesa de partes – CONECTAMEF Cusco' }).click();
    await page.getByRole('heading', { level: 1, name: /Cusco/ }).waitFor();
    expect(await page.getByLabel('Asunto').inputValue()).toBe('Texto que no debe perderse');
  });

  it.each([
    ['demo-ogauc', '/mesa', 'Operador de Mesa de Partes'],
    ['demo-operador-CUS', '/sin-titular', 'OGAUC'],
    ['demo-operador-CUS', '/bandeja', 'Coordinador documentario'],
    ['demo-documentario-sg', '/datos-personales', 'Oficial de datos personales'],
    ['demo-oautda', '/operacion', 'Administrador'],
  ])('tells %s that %s is another post’s screen, and whose', async (post, path, whose) => {
    const page = await screens.visit(post, path);
    await page.getByRole('heading', { level: 1, name: 'Esta pantalla es de otro puesto' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(whose);
    await page.getByRole('link', { name: 'Ir a su puesto' }).click();
    await page.getByRole('heading', { level: 1, name: 'Esta pantalla es de otro puesto' }).waitFor({ state: 'detached' });
  });

  it('tells an organ nothing of a document that is another’s, not even that there is one', async () => {
    const { id } = await routed(screens, 'CUS', 'dgpp');
    const said = async (document: string) => {
      const page = await screens.visit('demo-documentario-sg', `/documentos/${document}`);
      return page.getByRole('alert').innerText();
    };
    expect(await said(id)).toBe(await said('CUS-2026-999999'));
  });

  it('says that an address does not exist', async () => {
    const page = await screens.visit(undefined, '/no-existe');
    await page.getByRole('heading', { level: 1, name: 'Esta página no existe' }).waitFor();
  });

  describe('for the public', () => {
    const secrets = { about: 'Reclama por la obra reservada', sender: { name: 'Ficticia Reservada Prueba', identity: { kind: 'DNI', number: '71234567' }, phone: '984000111', address: 'Jirón Inventado 123' } };

    it('tells where a document is, by the number and the code of its cargo, and nothing of persons', async () => {
      const { id, code } = await receive(screens, 'PIU', secrets);
      await screens.operator('PIU').act(`documents/${id}/route`, { organ: 'dgpp' });
      const page = await screens.visit(undefined, '/');
      await page.getByLabel('Número del documento').fill(id.toLowerCase());
      await page.getByLabel('Código de verificación').fill(code.toLowerCase());
      await page.keyboard.press('Enter');
      await page.getByText('Su documento fue enviado al órgano que lo atenderá').waitFor();
      const shown = `${await page.locator('body').innerText()} ${await page.title()} ${await page.content()}`;
      expect(shown).toContain('Recibido en mesa de partes');
      for (const secret of [secrets.about, 'Reservada', '71234567', '984000111', 'Inventado']) expect(shown).not.toContain(secret);
      await page.getByRole('link', { name: 'Consultar otro documento' }).click();
      expect(await page.getByLabel('Número del documento').inputValue()).toBe('');
    });

    it('follows the address of the QR as well', async () => {
      const { id, code, trackingUrl } = await receive(screens, 'PIU');
      expect(trackingUrl).toContain(`id=${id}&code=${code}`);
      const page = await screens.visit(undefined, `/seguimiento?${trackingUrl.split('?')[1]}`);
      await page.getByText('Su documento fue recibido').waitFor();
    });

    it('says the same of a wrong code and of a number that there is not, and asks again', async () => {
      const { id } = await receive(screens, 'PIU');
      const said = async (number: string) => {
        const page = await screens.visit(undefined, `/seguimiento?id=${number}&code=XXXXX-XXXXX`);
        const words = await page.getByRole('alert').innerText();
        expect(await page.getByLabel('Número del documento').inputValue()).toBe(number);
        return words;
      };
      expect(await said(id)).toBe(await said('PIU-2026-999999'));
    });

    it('asks for both before it looks', async () => {
      const page = await screens.visit(undefined, '/seguimiento');
      await page.getByRole('button', { name: 'Ver en qué está' }).click();
      await page.getByText('Escriba el número que está en su cargo.').waitFor();
      await page.getByText('Escriba el código que está en su cargo.').waitFor();
    });
  });
});
