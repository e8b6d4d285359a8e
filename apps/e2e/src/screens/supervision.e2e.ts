import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ImportAnswer } from '#contracts';
import { pdfSample } from '../samples.ts';
import { receive, Screens, titleOf } from './screens.ts';

/** Another system's desk, its group, and one case of it: all fictitious. */
async function importHistory(screens: Screens): Promise<string> {
  const importer = screens.at('demo-import');
  const source = 'Ejemplo ficticio';
  await importer.act('centres/VIEJO/register', { code: 'VIEJO', name: 'Mesa de otro sistema (ficticia)', foreign: true, source, verified: false });
  await importer.act('organs/viejo-tecnica/register', { id: 'viejo-tecnica', siglas: 'TEC', name: 'Grupo técnico', type: 'externo', from: '2011-01-01', source, verified: false });
  // The directory must know each before the next: the centre and its group before the desk, the desk before the cases.
  const known = ({ position }: { readonly position: number }) => importer.see(`reference?at=${position}`);
  await known(await importer.act('procedures/historia-vieja/define', { id: 'historia-vieja', name: 'Trámite del otro sistema', silence: 'none', norm: source, verified: false, from: '2011-01-01' }));
  await known(await importer.act('desks/VIEJO/implement', { hours: [], from: '2011-01-01', source }));
  const answer = await importer.act<ImportAnswer>('imports/VIEJO/cases', {
    system: 'otro-sistema',
    source,
    cases: [
      {
        id: 'F-001', receivedAt: '2011-10-03T09:15:00-05:00', channel: 'desk', kind: 'solicitud', procedure: 'historia-vieja', organ: 'viejo-tecnica', about: 'Caso ficticio',
        steps: [{ id: 's1', at: '2011-10-04T10:00:00-05:00', activity: 'Revisión de requisitos', group: 'TEC' }],
      },
    ],
  });
  expect(answer.cases).toMatchObject([{ outcome: 'recorded', steps: ['recorded'] }]);
  return answer.cases[0]!.document!;
}

describe('Supervision and administration', () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await Screens.open();
  });
  afterAll(() => screens?.end());
  afterEach(async () => expect(await screens.clear()).toEqual([]));

  const dialog = (page: Page) => page.getByRole('dialog');

  it('visits a desk, raises a finding of the visit, and closes it with evidence', async () => {
    const page = await screens.visit('demo-oautda', '/centros/AYA');
    const region = page.getByRole('region', { name: 'Supervisión' });
    await region.getByText('La OAUTDA todavía no ha registrado visitas').waitFor();
    await region.getByRole('button', { name: 'Registrar una visita' }).click();
    await dialog(page).getByLabel('Entrega del cargo').check();
    await dialog(page).getByRole('button', { name: 'Registrar la visita' }).click();
    await region.getByText('Con incumplimientos').waitFor();
    await page.reload();
    await region.getByRole('button', { name: /^Registrar un hallazgo/ }).click();
    await dialog(page).getByRole('textbox', { name: 'Hallazgo' }).fill('Los folios no se numeran al recibirlos');
    await dialog(page).getByLabel('Gravedad').selectOption('major');
    await dialog(page).getByRole('button', { name: 'Registrar el hallazgo' }).click();
    await page.getByText('1 hallazgo abierto').waitFor();
    await region.getByRole('button', { name: 'Cerrar con evidencia' }).click();
    await dialog(page).getByLabel('Acción tomada').fill('Se instruyó al personal de la mesa');
    await dialog(page).getByLabel('Evidencia').setInputFiles({ name: 'acta.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfSample('acta')) });
    await dialog(page).getByText('Archivo guardado: acta.pdf').waitFor();
    await dialog(page).getByRole('button', { name: 'Cerrar el hallazgo' }).click();
    await region.getByText('Cerrado.').waitFor();
    expect(await region.innerText()).toContain('Se instruyó al personal de la mesa');
  });

  it('shows the visits to whoever does not supervise, without the means to act', async () => {
    const page = await screens.visit('demo-coordinador-AYA', '/centros/AYA');
    const region = page.getByRole('region', { name: 'Supervisión' });
    await region.getByText('Últimas visitas').waitFor();
    expect(await region.getByRole('button').count()).toBe(0);
  });

  it('shows a person who was erased as erased, and the document as it was', async () => {
    const identity = { kind: 'DNI', number: '70777888' };
    const receipt = await receive(screens, 'AYA', { about: 'Asunto que se suprime', sender: { name: 'Ficticia Suprimida', identity } });
    const desk = await screens.visit('demo-operador-AYA', '/mesa');
    await desk.getByText('Asunto que se suprime').waitFor();
    const page = await screens.visit('demo-datos', '/datos-personales');
    await page.getByRole('button', { name: 'Suprimir los datos de una persona' }).click();
    await dialog(page).getByLabel('Número').fill(identity.number);
    await dialog(page).getByLabel('Motivo').fill('Solicitud ficticia 1');
    await dialog(page).getByRole('button', { name: 'Suprimir definitivamente' }).click();
    await page.getByText('Los datos de la persona se suprimieron.').waitFor();
    await desk.goto(`/documentos/${receipt.id}`);
    await desk.getByRole('region', { name: 'Remitente' }).getByText('[datos suprimidos]').waitFor();
    await desk.getByRole('heading', { level: 1, name: titleOf(receipt) }).waitFor();
    await desk.getByRole('region', { name: 'Historia' }).getByText('Recibido en mesa de partes').waitFor();
    const shown = await desk.locator('body').innerText();
    for (const secret of ['Asunto que se suprime', 'Ficticia Suprimida', '70777888']) expect(shown).not.toContain(secret);
  });

  it('says that nothing is kept of a person whom nobody knows', async () => {
    const page = await screens.visit('demo-datos', '/datos-personales');
    await page.getByRole('button', { name: 'Suprimir los datos de una persona' }).click();
    await dialog(page).getByLabel('Número').fill('79999999');
    await dialog(page).getByLabel('Motivo').fill('Solicitud ficticia 2');
    await dialog(page).getByRole('button', { name: 'Suprimir definitivamente' }).click();
    await dialog(page).getByText('No hay datos de un titular con ese documento').waitFor();
  });

  it('marks another system’s history wherever it is shown, and lets nobody act on it', async () => {
    const document = await importHistory(screens);
    const page = await screens.visit('demo-ogauc', '/tablero');
    const region = page.getByRole('region', { name: 'Historia importada de otros sistemas' });
    await region.getByText('Mesa de otro sistema (ficticia)').waitFor();
    expect(await region.innerText()).toContain('no se suman a los totales');
    await region.getByRole('link', { name: 'Mesa de otro sistema (ficticia)' }).click();
    await page.getByText('Historia importada de otro sistema: no es un centro del MEF').waitFor();
    await page.goto(`/documentos/${document}`);
    await page.getByText('Origen: otro-sistema, caso F-001.').waitFor();
    await page.getByText('Revisión de requisitos (TEC)').waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await page.getByText('La fecha que dio el sistema de origen').waitFor();
  });

  it('registers, amends and closes an organ, each with its source', async () => {
    const page = await screens.visit('demo-admin', '/referencia');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^ZZP/ }) });
    await page.getByRole('button', { name: 'Registrar un órgano' }).click();
    const box = dialog(page);
    await box.getByLabel('Código interno').fill('zz-prueba');
    await box.getByLabel('Siglas').fill('ZZP');
    await box.getByLabel('Nombre').fill('Oficina ficticia de prueba');
    await box.getByLabel('Rige desde').fill('2026-01-05');
    await box.getByLabel('Fuente', { exact: true }).fill('Norma ficticia');
    await box.getByRole('button', { name: 'Registrar', exact: true }).click();
    await row.getByText('No verificado').waitFor();
    await row.getByRole('button', { name: 'Modificar' }).click();
    expect(await box.getByLabel('Siglas').inputValue()).toBe('ZZP');
    await box.getByLabel('Nombre').fill('Oficina ficticia con otro nombre');
    await box.getByLabel('He leído la fuente y lo confirma').check();
    await box.getByRole('button', { name: 'Modificar', exact: true }).click();
    await row.getByText('Oficina ficticia con otro nombre').waitFor();
    await row.getByText('Verificado', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Cerrar' }).click();
    await box.getByLabel('Primer día en que ya no rige').fill('2026-01-06');
    await box.getByLabel('Fuente', { exact: true }).fill('Norma ficticia');
    await box.getByRole('button', { name: 'Cerrar el órgano' }).click();
    await row.getByText('No vigente desde 2026-01-06').waitFor();
  });

  it('declares a day without work and takes it back', async () => {
    const page = await screens.visit('demo-admin', '/referencia');
    await page.getByRole('button', { name: 'Días no laborables' }).click();
    await page.getByRole('button', { name: 'Declarar un día no laborable' }).click();
    const box = dialog(page);
    await box.getByLabel('Código interno').fill('dia-ficticio');
    await box.getByLabel('Nombre').fill('Día ficticio de prueba');
    await box.getByLabel('Fecha').fill('2026-12-23');
    await box.getByLabel('Dónde rige').selectOption('department');
    await box.getByLabel('Departamento o centro').fill('08');
    await box.getByLabel('Norma').fill('Norma ficticia');
    await box.getByRole('button', { name: 'Declarar', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'Día ficticio de prueba' });
    await row.getByText('Departamento 08').waitFor();
    await row.getByRole('button', { name: /^Retirar/ }).click();
    await box.getByLabel('Motivo').fill('Era una prueba');
    await box.getByRole('button', { name: 'Retirar', exact: true }).click();
    await row.getByText('Retirado').waitFor();
  });

  it('sets a policy from a date on', async () => {
    const page = await screens.visit('demo-admin', '/referencia');
    await page.getByRole('button', { name: 'Políticas' }).click();
    await page.getByRole('button', { name: 'Fijar: Días hábiles para subsanar una observación' }).click();
    const box = dialog(page);
    await box.getByLabel('Valor').fill('3');
    await box.getByLabel('Rige desde').fill('2099-01-01');
    await box.getByLabel('Norma').fill('Norma ficticia');
    await box.getByRole('button', { name: 'Fijar', exact: true }).click();
    await page.getByRole('row').filter({ hasText: '2099-01-01' }).getByText('3', { exact: true }).waitFor();
  });

  it('verifies all that is kept and rebuilds the views while the platform works, and tells what came of it', async () => {
    const page = await screens.visit('demo-admin', '/operacion');
    await page.getByText('Ninguno desde que se inició la plataforma.').waitFor();
    await page.getByRole('button', { name: 'Verificar ahora' }).click();
    await page.getByText('Verificación: todo está en orden.').waitFor({ timeout: 30_000 });
    await page.getByText(/Registro: [\d,]+ hechos, íntegro\./).waitFor();
    await page.getByRole('button', { name: 'Reconstruir' }).click();
    await page.getByText('Reconstrucción de las vistas: todo está en orden.').waitFor({ timeout: 30_000 });
    await page.getByText('Las vistas rehechas ya responden.').waitFor();
    await page.getByText('No hay mensajes apartados.').waitFor();
  });

  it('shows the messages that wait, and lets each go with a reason', async () => {
    const page = await screens.visit('demo-admin', '/inicio');
    let messages = [{ id: 'otro.v1/0/7', key: 'otro.v1/0', reason: 'Mensaje ilegible en otro.v1, partición 0, posición 7: no es un CloudEvent 1.0.' }];
    // Only what comes from Kafka is parked: here stands what a service would answer.
    await page.route(/\/api\/parked(\?|$)/, (route) => route.fulfill({ json: { messages } }));
    await page.route('**/api/parked/discard', (route) => {
      const { key, id } = route.request().postDataJSON() as { readonly key: string; readonly id: string };
      messages = messages.filter((message) => message.key !== key || message.id !== id);
      return route.fulfill({ json: { id } });
    });
    await page.goto('/operacion');
    await page.getByRole('row').filter({ hasText: 'no es un CloudEvent 1.0' }).getByRole('button', { name: /Descartar/ }).click();
    const box = dialog(page);
    await box.getByRole('button', { name: 'Descartar', exact: true }).click();
    await box.getByText(/Motivo/).first().waitFor();
    expect(messages).toHaveLength(1);
    await box.getByLabel('Motivo').fill('Prueba de otro sistema');
    await box.getByRole('button', { name: 'Descartar', exact: true }).click();
    await page.getByText('No hay mensajes apartados.').waitFor();
  });
});
