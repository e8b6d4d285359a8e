/** A small file that is a PDF by its content, another one for each text. */
export const pdfSample = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`));

/** One pixel. */
export const pngSample = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));

let people = 0;

/** A submission such as a desk types it. The sender is fictitious, and another one each time. */
export function submission(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const n = ++people;
  return {
    channel: 'desk',
    kind: 'oficio',
    procedure: 'oficio',
    organ: 'dgpp',
    folios: 3,
    about: `Pide opinión sobre la partida ficticia ${n}`,
    sender: { name: `Persona Ficticia ${n}`, identity: { kind: 'DNI', number: String(70_000_000 + n) } },
    ...changes,
  };
}
