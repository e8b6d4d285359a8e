import type { CargoData, CargoObservation } from './cargo-data.ts';
import { framePages } from './page-frame.ts';
import { drawQr } from './qr.ts';
import { bytesOf, contentWidth, ink, newDocument, page, Sheet } from './sheet.ts';
import { limaTime, longDate } from './spanish-date.ts';

/**
 * The cargo as a PDF of A4 pages (TUO of Law 27444, articles 135.2 and 136). The same data gives the same bytes, in any
 * process and time zone: its date and id come from the data, fonts are the standard ones, streams are not compressed
 * (compressors change between versions) and the QR code is drawn as vectors.
 */
export async function renderCargo(data: CargoData): Promise<Uint8Array> {
  const sheet = new Sheet(newDocument({ title: `Cargo de recepción N.° ${data.number}`, author: `CONECTAMEF ${data.centre}`, at: data.receivedAt }));
  writeHeading(sheet, data);
  writeReception(sheet, data);
  writeAnnexes(sheet, data);
  if (data.observation) writeObservation(sheet, data.observation);
  writeProof(sheet, data);
  const { banner, number, verificationCode } = data;
  framePages(sheet.pdf, { banner, continued: `Cargo de recepción N.° ${number} (continuación)`, foot: `Cargo N.° ${number} · Código de verificación ${verificationCode}`, content: data });
  return bytesOf(sheet.pdf);
}


function writeHeading(sheet: Sheet, { centre, number }: CargoData): void {
  sheet.pdf.y = 54;
  sheet.text(`Ministerio de Economía y Finanzas — CONECTAMEF ${centre}`, { font: 'bold', size: 12, align: 'center' });
  sheet.text('Mesa de Partes', { size: 10, color: ink.label, align: 'center' });
  sheet.gap(6);
  sheet.rule(ink.accent, 1.5);
  sheet.gap(14);
  sheet.text('CARGO DE RECEPCIÓN', { font: 'bold', size: 18, color: ink.accent, align: 'center' });
  sheet.gap(2);
  sheet.text(`Registro N.° ${number}`, { font: 'bold', size: 14, align: 'center' });
  sheet.gap(14);
  sheet.rule();
  sheet.gap(5);
}

function writeReception(sheet: Sheet, data: CargoData): void {
  const { sender, legalDate, document } = data;
  sheet.row('Fecha y hora de recepción', [`${limaTime(data.receivedAt)} (hora de Lima)`, ...(data.place ? [data.place] : [])]);
  sheet.row('Fecha legal', [longDate(legalDate.date), legalDate.norm]);
  sheet.row('Destinatario', data.addressee);
  sheet.row('Remitente', sender ? [sender.name, ...(sender.identity ? [sender.identity] : [])] : 'Datos personales eliminados');
  if (document) sheet.row('Documento', document);
  sheet.row('Asunto', data.subject);
  sheet.row('Folios', foliosIn(data.folios));
}

function writeAnnexes(sheet: Sheet, { annexes }: CargoData): void {
  const entries = annexes.map(({ description, folios }, i) => `${i + 1}. ${description}${folios === undefined ? '' : ` (${foliosIn(folios)})`}`);
  sheet.row(`Anexos (${annexes.length})`, entries.length > 0 ? entries : 'Ninguno');
}

const foliosIn = (count: number): string => (count === 1 ? '1 folio' : `${count} folios`);

/** Noted once only, with the term and the warning that the law asks for (TUO 136.2, 136.4). */
function writeObservation(sheet: Sheet, observation: CargoObservation): void {
  const { requirements, due, allegations, norm = 'TUO de la Ley N.° 27444, artículo 136' } = observation;
  sheet.ensure(90);
  sheet.gap(3);
  sheet.text('DOCUMENTO OBSERVADO', { font: 'bold', size: 11, color: ink.accent });
  sheet.gap(5);
  sheet.row(
    'Falta presentar',
    requirements.map((requirement, i) => `${i + 1}. ${requirement}`),
  );
  if (allegations) sheet.row('Alegaciones del administrado', allegations);
  sheet.row('Plazo para subsanar', `Hasta el ${longDate(due)}`);
  const warning = `ADVERTENCIA: si la observación no se subsana dentro del plazo, el documento se tendrá por no presentado (${norm}).`;
  sheet.ensure(sheet.heightOf(warning, { font: 'bold' }));
  sheet.text(warning, { font: 'bold' });
  sheet.gap(8);
}

const qrSize = 112;

/** Who received it, and how anyone verifies it. Kept together on one page. */
function writeProof(sheet: Sheet, data: CargoData): void {
  const x = page.left + qrSize + 14;
  const style = { x, width: contentWidth - qrSize - 14 };
  const url = { ...style, size: 9, color: '#123A7A', link: data.trackingUrl };
  const howTo = 'Para verificar este cargo y seguir su trámite, escanee el código QR o ingrese a la dirección siguiente con el número de registro y el código de verificación:';
  const signature = sheet.heightOf(data.operator, { font: 'bold' }) + 64;
  const text = 42 + sheet.heightOf(howTo, { ...style, size: 9 }) + sheet.heightOf(data.trackingUrl, url);
  sheet.ensure(signature + Math.max(qrSize, text) + 12);
  writeSignature(sheet, data.operator);
  const top = sheet.pdf.y;
  drawQr(sheet.pdf, data.trackingUrl, { x: page.left, y: top, size: qrSize });
  sheet.pdf.y = top + 8;
  sheet.text('Código de verificación', { ...style, font: 'bold', size: 9, color: ink.label });
  sheet.text(data.verificationCode, { ...style, font: 'code', size: 16 });
  sheet.gap(6);
  sheet.text(howTo, { ...style, size: 9 });
  sheet.text(data.trackingUrl, url);
}

function writeSignature(sheet: Sheet, operator: string): void {
  const width = 230;
  const x = page.width - page.right - width;
  sheet.gap(44);
  sheet.pdf.moveTo(x, sheet.pdf.y).lineTo(x + width, sheet.pdf.y).lineWidth(0.7).strokeColor(ink.text).stroke();
  sheet.gap(4);
  sheet.text(`Recibido por: ${operator}`, { x, width, align: 'center', font: 'bold' });
  sheet.gap(10);
}
