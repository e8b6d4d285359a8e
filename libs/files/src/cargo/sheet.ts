import PDFDocument from 'pdfkit';
import { printable } from './printable.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

/** A4, in points. `top` and `bottom` leave room for what every page carries (see page-frame.ts). */
export const page = { width: 595.28, height: 841.89, left: 56, right: 56, top: 74, bottom: 70 } as const;
export const contentWidth = page.width - page.left - page.right;
const bottomLine = page.height - page.bottom;

export const ink = { text: '#111111', label: '#444444', rule: '#B8B8B8', accent: '#8A1519' } as const;
export const fonts = { regular: 'Helvetica', bold: 'Helvetica-Bold', italic: 'Helvetica-Oblique', code: 'Courier-Bold' } as const;

interface TextStyle {
  readonly font?: keyof typeof fonts;
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'center';
  readonly x?: number;
  readonly width?: number;
  readonly link?: string;
}

/** An empty document that is the same to the last byte whenever the same is written in it. `at`: instant, ISO 8601. */
export function newDocument({ title, author, at }: { readonly title: string; readonly author: string; readonly at: string }): Pdf {
  return new PDFDocument({
    size: [page.width, page.height],
    margins: { top: page.top, bottom: page.bottom, left: page.left, right: page.right },
    compress: false,
    bufferPages: true,
    lang: 'es-PE',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'CONECTAMEF', CreationDate: new Date(at) },
  });
}

/** A document written from top to bottom, page after page. */
export class Sheet {
  readonly pdf: Pdf;

  constructor(pdf: Pdf) {
    this.pdf = pdf;
  }

  /** Starts another page unless `height` points are left on this one. */
  ensure(height: number): void {
    if (this.pdf.y + height > bottomLine) this.pdf.addPage();
  }

  /** Writes a paragraph, on to the next pages if need be. */
  text(text: string, style: TextStyle = {}): void {
    const { x = page.left, width = contentWidth, align = 'left', color = ink.text, link } = style;
    this.#use(style).fillColor(color).text(printable(text), x, this.pdf.y, { width, align, ...(link !== undefined && { link }) });
  }

  /** Height in points that a paragraph would take. */
  heightOf(text: string, style: TextStyle = {}): number {
    return this.#use(style).heightOfString(printable(text), { width: style.width ?? contentWidth });
  }

  /** A label with its value beside it, which may be long. */
  row(label: string, value: string | readonly string[], { indent = 126 } = {}): void {
    this.ensure(26);
    const { y: top, page: first } = this.pdf;
    this.text(label, { font: 'bold', size: 9, color: ink.label, width: indent - 10 });
    const labelEnd = this.pdf.y;
    this.pdf.y = top;
    for (const line of typeof value === 'string' ? [value] : value) {
      this.ensure(13);
      this.text(line, { x: page.left + indent, width: contentWidth - indent });
    }
    if (this.pdf.page === first) this.pdf.y = Math.max(this.pdf.y, labelEnd);
    this.gap(4);
    this.rule();
    this.gap(5);
  }

  rule(color: string = ink.rule, thickness = 0.5): void {
    const { y } = this.pdf;
    this.pdf.moveTo(page.left, y).lineTo(page.width - page.right, y).lineWidth(thickness).strokeColor(color).stroke();
  }

  gap(points: number): void {
    this.pdf.y += points;
  }

  #use({ font = 'regular', size = 10 }: TextStyle): Pdf {
    return this.pdf.font(fonts[font]).fontSize(size);
  }
}

/** All bytes of a document that nobody has written to any more. */
export async function bytesOf(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  pdf.end();
  for await (const chunk of pdf as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
