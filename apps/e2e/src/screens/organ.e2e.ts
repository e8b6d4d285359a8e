import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Receipt } from '../client.ts';
import { pickOrgan, receive, routed, Screens, titleOf, wrongOf } from './screens.ts';

describe('An organ', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const tray = (page: Page) => page.getByRole('region', { name: 'Documentos de la bandeja' });
  const rowOf = (page: Page, { id }: Pick<Receipt, 'id'>) => page.getByRole('row').filter({ has: page.locator(`a[href="/documentos/${id}"]`) });
  const accepted = async (centre: string, organ = 'dgpp') => {
    const receipt = await routed(screens, centre, organ);
    await screens.organ(organ).act(`documents/${receipt.id}/accept`);
    return receipt;
  };

  it('is told when its tray is empty, and when nobody owns it', async () => {
    const page = await screens.visit('demo-documentario-ogti', '/bandeja');
    await tray(page).getByText('No hay documentos pendientes en esta bandeja.').waitFor();
    await page.getByText('Este órgano no tiene coordinador documentario designado.').waitFor();
  });

  it('sees what is routed to it at once, accepts, answers and archives it, and the sheet tells it all', async () => {
    const page = await screens.visit('demo-documentario-dgpp', '/bandeja');
    await tray(page).getByText('No hay documentos pendientes en esta bandeja.').waitFor();
    const receipt = await routed(screens, 'PIU');
    await rowOf(page, receipt).getByRole('button', { name: 'Aceptar' }).click();
    await rowOf(page, receipt).getByRole('button', { name: 'Atender' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Registrar la atención' }).click();
    expect(await wrongOf(dialog.getByLabel('Número del documento'))).not.toBe('');
    await dialog.getByLabel('Número del documento').fill('Oficio 10-2026-EF/50.01');
    await dialog.getByRole('button', { name: 'Registrar la atención' }).click();
    await rowOf(page, receipt).waitFor({ state: 'detached' });
    await tray(page).getByRole('button', { name: 'Atendidos' }).click();
    await rowOf(page, receipt).getByRole('button', { name: 'Archivar' }).click();
    await tray(page).getByText('No hay documentos atendidos por archivar.').waitFor();
    await tray(page).getByRole('button', { name: 'Archivados' }).click();
    await rowOf(page, receipt).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: titleOf(receipt) }).waitFor();
    const history = page.getByRole('region', { name: 'Historia' });
    const steps = await history.locator('li > p:first-child').allInnerTexts();
    expect(steps).toEqual(['Archivado', 'Atendido', 'Aceptado por el órgano', 'Derivado al órgano', 'Recibido en mesa de partes']);
    expect(await history.innerText()).toContain('Oficio 10-2026-EF/50.01');
    expect(await history.innerText()).toContain('Operador de Mesa de Partes');
  });

  it('says what takes effect on the day and by which rule', async () => {
    const receipt = await routed(screens, 'PIU');
    const page = await screens.visit('demo-documentario-dgpp', `/documentos/${receipt.id}`);
    const facts = page.getByRole('region', { name: 'Documento', exact: true });
    await facts.getByText('Lo tiene ahora').waitFor();
    expect(await facts.innerText()).toContain('Dirección General de Presupuesto Público');
    expect(await facts.locator('.sheet-rule').innerText()).toMatch(/^Fecha legal: [A-ZÁÉÍÓÚ].*\(.*\)$/);
  });

  it('gives a document back with its reason, and the desk routes it again', async () => {
    const receipt = await routed(screens, 'TUM');
    const page = await screens.visit('demo-documentario-dgpp', `/documentos/${receipt.id}`);
    const desk = await screens.visit('demo-operador-TUM', '/mesa');
    await page.getByRole('button', { name: 'Devolver a mesa de partes' }).click();
    await page.getByRole('dialog').getByLabel('Motivo').fill('Corresponde a otro órgano');
    await page.getByRole('dialog').getByRole('button', { name: 'Devolver', exact: true }).click();
    await page.getByText('Motivo: Corresponde a otro órgano').waitFor();
    await desk.getByRole('button', { name: 'Devueltos por el órgano' }).click();
    await rowOf(desk, receipt).getByRole('button', { name: 'Derivar de nuevo' }).click();
    await pickOrgan(desk.getByRole('dialog').getByRole('combobox', { name: 'Órgano' }), 'dgcp');
    await desk.getByRole('dialog').getByRole('button', { name: 'Derivar', exact: true }).click();
    await rowOf(desk, receipt).waitFor({ state: 'detached' });
    const other = await screens.visit('demo-documentario-dgcp', '/bandeja');
    await rowOf(other, receipt).getByText('Derivado').waitFor();
  });

  it('says that another was faster, with what is true now on the screen', async () => {
    const receipt = await accepted('TUM');
    const page = await screens.visit('demo-documentario-dgpp', `/documentos/${receipt.id}`);
    await page.getByRole('button', { name: /^Atender/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Se atiende con').selectOption('conocimiento');
    await screens.organ('dgpp').act(`documents/${receipt.id}/answer`, { kind: 'conocimiento' });
    await dialog.getByRole('button', { name: 'Registrar la atención' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancelar' }).click();
    await page.getByText('Atendido', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /^Archivar/ }).waitFor();
  });

  it('keeps an expediente: opens it, adds to it, takes out of it, joins another to it and closes it', async () => {
    const [first, second, third] = [await accepted('CAJ'), await accepted('CAJ'), await accepted('CAJ')];
    await screens.organ('dgpp').act(`expedientes/${third.id}/open`);
    const page = await screens.visit('demo-documentario-dgpp', `/documentos/${first.id}`);
    const section = page.getByRole('region', { name: /^Expediente/ });
    const dialog = page.getByRole('dialog');
    await section.getByRole('button', { name: 'Abrir expediente' }).click();
    await dialog.getByRole('button', { name: 'Abrir el expediente' }).click();
    await section.getByText('3 folios en 1 cuerpo').waitFor();
    await section.getByRole('button', { name: 'Agregar un documento' }).click();
    await dialog.getByLabel('Documento', { exact: true }).fill(second.id.toLowerCase());
    await dialog.getByRole('button', { name: 'Agregar', exact: true }).click();
    await section.getByText('6 folios en 1 cuerpo').waitFor();
    expect(await rowOf(page, second).innerText()).toMatch(/4\s+6/);
    await section.getByRole('button', { name: `Desglosar ${second.id}` }).click();
    await dialog.getByLabel('Motivo').fill('Va a otro expediente');
    await dialog.getByRole('button', { name: 'Desglosar', exact: true }).click();
    await rowOf(page, second).getByText('Desglosado').waitFor();
    await section.getByRole('button', { name: 'Acumular otro expediente' }).click();
    await dialog.getByLabel('Expediente que se acumula').fill(third.id);
    await dialog.getByRole('button', { name: 'Acumular', exact: true }).click();
    await section.getByText('Se le acumularon').waitFor();
    await section.getByRole('button', { name: 'Cerrar el expediente' }).click();
    await dialog.getByLabel('Motivo').fill('Caso concluido');
    await dialog.getByRole('button', { name: 'Cerrar el expediente' }).click();
    await section.getByText(/^Cerrado el/).waitFor();
    expect(await section.getByRole('button').count()).toBe(0);
    await section.getByRole('link', { name: third.id }).click();
    await section.getByText('Acumulado al').waitFor();
  });

  it('takes a document into an expediente from the document’s own sheet, and is told when there is none', async () => {
    const [first, second] = [await accepted('CAJ'), await accepted('CAJ')];
    await screens.organ('dgpp').act(`expedientes/${first.id}/open`);
    const page = await screens.visit('demo-documentario-dgpp', `/documentos/${second.id}`);
    await page.getByRole('button', { name: 'Agregar a un expediente' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Expediente', { exact: true }).fill('CAJ-2026-999999');
    await dialog.getByRole('button', { name: 'Agregar', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Expediente', { exact: true }).fill(first.id);
    await dialog.getByRole('button', { name: 'Agregar', exact: true }).click();
    await page.getByRole('heading', { name: `Expediente ${first.id}` }).waitFor();
  });

  it('without a coordinator has its documents seen by OGAUC, until one is designated', async () => {
    const receipt = await routed(screens, 'UCA', 'dgpm');
    const page = await screens.visit('demo-ogauc', '/sin-titular');
    const watched = await screens.visit('demo-documentario-dgpm', '/bandeja');
    await rowOf(page, receipt).waitFor();
    await page.getByRole('button', { name: 'Designar un coordinador documentario' }).click();
    const dialog = page.getByRole('dialog');
    await pickOrgan(dialog.getByRole('combobox', { name: 'Órgano' }), 'dgpm');
    await dialog.getByLabel('Cuenta de la persona').fill('demo-documentario-dgpm');
    await dialog.getByLabel('Desde').fill('2026-01-05');
    await dialog.getByLabel('Documento de designación').fill('Memorando ficticio 1');
    await dialog.getByRole('button', { name: 'Designar', exact: true }).click();
    await rowOf(page, receipt).waitFor({ state: 'detached' });
    await watched.getByText('Coordinador documentario a cargo').waitFor();
  });

  it('is passed over by OGAUC to another, with a reason that all see', async () => {
    const receipt = await routed(screens, 'UCA', 'dgcp');
    const page = await screens.visit('demo-ogauc', `/documentos/${receipt.id}`);
    await page.getByRole('button', { name: /^Derivar a otro órgano/ }).click();
    const dialog = page.getByRole('dialog');
    await pickOrgan(dialog.getByRole('combobox', { name: 'Órgano' }), 'dgetp');
    await dialog.getByLabel('Motivo').fill('Materia de tesoro público');
    await dialog.getByRole('button', { name: 'Derivar', exact: true }).click();
    await page.getByText('De DGCP a DGETP').waitFor();
  });

  it('reads the subject and the name, and whoever only supervises does not', async () => {
    const receipt = await receive(screens, 'UCA', { about: 'Asunto que solo lee quien atiende', sender: { name: 'Ficticia Apellido Segundo', identity: { kind: 'DNI', number: '70099887' } } });
    const own = await screens.visit('demo-operador-UCA', `/documentos/${receipt.id}`);
    await own.getByText('Asunto que solo lee quien atiende').waitFor();
    const page = await screens.visit('demo-ogauc', `/documentos/${receipt.id}`);
    await page.getByText('Asunto reservado a quienes atienden el documento').waitFor();
    const shown = await page.locator('body').innerText();
    for (const secret of ['Asunto que solo lee quien atiende', 'Apellido', '70099887']) expect(shown).not.toContain(secret);
  });
});
