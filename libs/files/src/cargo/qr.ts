import QRCode from 'qrcode';

/** What of a PDF document the drawing of a QR code needs. */
interface Canvas {
  rect(x: number, y: number, width: number, height: number): Canvas;
  fill(color: string): Canvas;
}

/** White modules that the standard (ISO/IEC 18004) asks for around the code. */
const quietZone = 4;

/** Draws a QR code as vectors, quiet zone included, into a square of `size` points. */
export function drawQr(canvas: Canvas, text: string, { x, y, size }: { x: number; y: number; size: number }): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const module = size / (modules.size + 2 * quietZone);
  const at = (index: number): number => (index + quietZone) * module;
  for (let row = 0; row < modules.size; row += 1) {
    for (const { from, length } of darkRuns(row, modules)) {
      canvas.rect(x + at(from), y + at(row), length * module, module);
    }
  }
  canvas.fill('black');
}

/** Neighbours are drawn as one rectangle, so that no hairline shows between them. */
function* darkRuns(row: number, modules: { size: number; get(row: number, column: number): number | boolean }): Generator<{ from: number; length: number }> {
  let from = 0;
  while (from < modules.size) {
    let length = 0;
    while (from + length < modules.size && modules.get(row, from + length)) length += 1;
    if (length > 0) yield { from, length };
    from += length + 1;
  }
}
