import { lacksCharacters, missing, printable } from './printable.ts';
import { contentWidth, fonts, ink, page, type Pdf } from './sheet.ts';

export interface Frame {
  /** Printed at the head and foot of every page. */
  readonly banner?: string | undefined;
  /** At the head of every page but the first. */
  readonly continued: string;
  /** At the foot of every page. */
  readonly foot: string;
  /** All that the document says, to tell whether a character of it could not be printed. */
  readonly content: unknown;
}

/** What every page carries around its content: banner, number, page of pages. Written last, when the pages are counted. */
export function framePages(pdf: Pdf, frame: Frame): void {
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index);
    // Writing below the margin would otherwise start a page of its own.
    pdf.page.margins.bottom = 0;
    if (frame.banner !== undefined) drawBanner(pdf, frame.banner);
    if (index > 0) line(pdf, frame.continued, 52, 'left');
    drawFooter(pdf, frame, `Página ${index + 1} de ${count}`);
  }
}

function drawBanner(pdf: Pdf, banner: string): void {
  for (const y of [22, page.height - 36]) {
    pdf.rect(page.left, y, contentWidth, 18).fill('black');
    pdf.font(fonts.bold).fontSize(10).fillColor('white');
    pdf.text(printable(banner), page.left, y + 5, { width: contentWidth, height: 10, align: 'center', ellipsis: '…' });
  }
}

function drawFooter(pdf: Pdf, { foot, content }: Frame, pages: string): void {
  const y = page.height - 52;
  pdf.moveTo(page.left, y - 5).lineTo(page.width - page.right, y - 5).lineWidth(0.5).strokeColor(ink.rule).stroke();
  line(pdf, foot, y, 'left');
  line(pdf, pages, y, 'right');
  if (textsOf(content).some(lacksCharacters)) {
    line(pdf, `El signo ${missing} reemplaza un carácter que esta impresión no puede mostrar; el registro conserva el original.`, y - 15, 'left');
  }
}

function line(pdf: Pdf, text: string, y: number, align: 'left' | 'right'): void {
  pdf.font(fonts.regular).fontSize(8).fillColor(ink.label);
  pdf.text(printable(text), page.left, y, { width: contentWidth, height: 9, align, ellipsis: '…' });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
