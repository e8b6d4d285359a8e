import { framePages } from '../cargo/page-frame.ts';
import { bytesOf, ink, newDocument, Sheet } from '../cargo/sheet.ts';
import { longDate } from '../cargo/spanish-date.ts';

/** All that a payment file says of a month of service. Everything in it is ready to be shown: sealed data was opened by the caller. */
export interface PaymentFileData {
  /** `2026-03`. */
  readonly period: string;
  readonly centre: string;
  readonly organ: string;
  /** Account of the person, and the name while it can be opened. */
  readonly person: string;
  readonly name: string;
  readonly contract: { readonly number: number; readonly monthlyCents: number };
  /** Days served, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly report: { readonly attentions: number; readonly digest: string; readonly activities: readonly string[]; readonly text: string };
  readonly recibo: { readonly number: string; readonly ruc: string; readonly amountCents: number; readonly on: string; readonly file?: string };
  /** Who did each step, by account, in order. */
  readonly steps: readonly { readonly title: string; readonly by: string }[];
  /** Date of remission, `YYYY-MM-DD`: the document's own. */
  readonly remittedOn: string;
  readonly banner?: string;
}

/** `123456` → `S/ 1 234.56`. */
export function soles(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `S/ ${whole}.${String(cents % 100).padStart(2, '0')}`;
}

/** The payment file of a month as one PDF (DIR.5.2.d, 5.2.e). The same data gives the same bytes. */
export async function renderPaymentFile(data: PaymentFileData): Promise<Uint8Array> {
  const title = `Expediente de pago ${data.period} – ${data.person}`;
  const sheet = new Sheet(newDocument({ title, author: `CONECTAMEF ${data.centre}`, at: `${data.remittedOn}T05:00:00Z` }));
  writeHeading(sheet, data);
  writeService(sheet, data);
  writeReport(sheet, data);
  writeRecibo(sheet, data);
  writeSteps(sheet, data);
  framePages(sheet.pdf, { banner: data.banner, continued: `${title} (continuación)`, foot: title, content: data });
  return bytesOf(sheet.pdf);
}

function writeHeading(sheet: Sheet, { centre, period }: PaymentFileData): void {
  sheet.pdf.y = 54;
  sheet.text(`Ministerio de Economía y Finanzas — CONECTAMEF ${centre}`, { font: 'bold', size: 12, align: 'center' });
  sheet.gap(8);
  sheet.rule(ink.accent, 1.5);
  sheet.gap(12);
  sheet.text('EXPEDIENTE DE PAGO', { font: 'bold', size: 18, color: ink.accent, align: 'center' });
  sheet.text(`Servicio de ${period}`, { font: 'bold', size: 14, align: 'center' });
  sheet.gap(12);
  sheet.rule();
  sheet.gap(5);
}

function heading(sheet: Sheet, title: string): void {
  sheet.ensure(60);
  sheet.gap(6);
  sheet.text(title, { font: 'bold', size: 11, color: ink.accent });
  sheet.gap(4);
}

function writeService(sheet: Sheet, { name, person, organ, contract, from, to, status, remittedOn }: PaymentFileData): void {
  sheet.row('Prestador', [name, `Cuenta ${person}`]);
  sheet.row('Órgano técnico', organ);
  sheet.row('Contrato', `N.° ${contract.number} de la persona, ${soles(contract.monthlyCents)} mensuales`);
  sheet.row('Días servidos', `Del ${longDate(from)} al ${longDate(to)}`);
  sheet.row('Remitido a la OGAUC', longDate(remittedOn));
  sheet.row('Situación', status);
}

function writeReport(sheet: Sheet, { report }: PaymentFileData): void {
  heading(sheet, 'Informe de actividades');
  sheet.row(`Atenciones (${report.attentions})`, report.activities.length > 0 ? report.activities : 'Sin atenciones registradas');
  sheet.row('Huella de las atenciones', report.digest);
  sheet.row('El informe agrega', report.text);
}

function writeRecibo(sheet: Sheet, { recibo }: PaymentFileData): void {
  heading(sheet, 'Recibo por honorarios');
  sheet.row('Recibo', `${recibo.number}, del ${longDate(recibo.on)}`);
  sheet.row('RUC del emisor', recibo.ruc);
  sheet.row('Monto', soles(recibo.amountCents));
  if (recibo.file !== undefined) sheet.row('Huella del archivo', recibo.file);
}

function writeSteps(sheet: Sheet, { steps }: PaymentFileData): void {
  heading(sheet, 'Conformidades');
  for (const { title, by } of steps) sheet.row(title, `Cuenta ${by}`);
}
