import { describe, expect, it } from '@jest/globals';
import QRCode from 'qrcode';
import { drawQr } from './qr.ts';

const url = 'https://tramite.example.pe/seguimiento/JUN-2026-000017?codigo=7K3M-9QXD';

class Squared {
  readonly rectangles: { x: number; y: number; width: number; height: number }[] = [];

  rect(x: number, y: number, width: number, height: number): this {
    this.rectangles.push({ x, y, width, height });
    return this;
  }

  fill(): this {
    return this;
  }
}

describe('a QR code drawn as vectors', () => {
  const canvas = new Squared();
  drawQr(canvas, url, { x: 50, y: 600, size: 112 });
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const module = 112 / (modules.size + 8);

  it('covers the dark modules, all of them and no other', () => {
    const dark = new Uint8Array(modules.size ** 2);
    for (const { x, y, width } of canvas.rectangles) {
      const [row, from] = [Math.round((y - 600) / module) - 4, Math.round((x - 50) / module) - 4];
      dark.fill(1, row * modules.size + from, row * modules.size + from + Math.round(width / module));
    }
    expect(dark).toEqual(Uint8Array.from(modules.data, Number));
  });

  it('keeps a quiet zone of four modules within its square', () => {
    const { rectangles } = canvas;
    expect(Math.min(...rectangles.map(({ x }) => x))).toBeCloseTo(50 + 4 * module);
    expect(Math.max(...rectangles.map(({ y, height }) => y + height))).toBeCloseTo(712 - 4 * module);
  });
});
