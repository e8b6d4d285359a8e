import { describe, expect, it } from '@jest/globals';
import { renderPaymentFile, soles, type PaymentFileData } from './render-payment-file.ts';

const data: PaymentFileData = {
  period: '2026-03',
  centre: 'Cusco',
  organ: 'DGPP',
  person: 'cuenta-ana',
  name: 'Ana Ficticia Ñusta',
  contract: { number: 1, monthlyCents: 600_000 },
  from: '2026-03-01',
  to: '2026-03-31',
  status: 'Remitido a la OGAUC',
  report: { attentions: 2, digest: 'a'.repeat(64), activities: ['Consulta, presupuesto: 2'], text: 'Viajó a Quillabamba.' },
  recibo: { number: 'E001-12', ruc: '10254824220', amountCents: 600_000, on: '2026-03-31' },
  steps: [{ title: 'Informe conformado', by: 'cuenta-luis' }],
  remittedOn: '2026-04-02',
};

/** The words that a PDF shows: pdfkit writes them as hexadecimal strings, parted where letters are kerned. */
const wordsOf = (pdf: Uint8Array): string =>
  [...Buffer.from(pdf).toString('latin1').matchAll(/\[(.*?)\] TJ/g)].map(([, parts = '']) => [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join('')).join('\n');

describe('A payment file (DIR.5.2.d)', () => {
  it('is the same to the last byte from the same data', async () => {
    expect(Buffer.compare(await renderPaymentFile(data), await renderPaymentFile(structuredClone(data)))).toBe(0);
  });
  it('says whose it is, what was done, what it is paid and who agreed', async () => {
    const words = wordsOf(await renderPaymentFile(data));
    for (const said of ['EXPEDIENTE DE PAGO', 'Ana Ficticia Ñusta', 'Consulta, presupuesto: 2', 'E001-12', '10254824220', 'S/ 6 000.00', 'Cuenta cuenta-luis']) expect(words).toContain(said);
  });
  it('goes on over as many pages as it takes', async () => {
    const long = await renderPaymentFile({ ...data, report: { ...data.report, activities: Array.from({ length: 200 }, (_, i) => `Consulta ${i}: 1`) } });
    expect(wordsOf(long)).toMatch(/Página 4 de 4/);
  });
});

describe('Soles', () => {
  it.each([[0, 'S/ 0.00'], [5, 'S/ 0.05'], [32_000, 'S/ 320.00'], [123_456_789, 'S/ 1 234 567.89']])('%i céntimos are %s', (cents, text) => expect(soles(cents)).toBe(text));
});
