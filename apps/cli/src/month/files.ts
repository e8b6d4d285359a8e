import type { Hand } from './stage.ts';

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A document of its own for each text; answers with its SHA-256. */
export const document = (hand: Hand, text: string): Promise<string> => hand.upload(`%PDF-1.4\n% ${text}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`);

/** A picture of one pixel. */
export const photo = (hand: Hand): Promise<string> => hand.upload(pixel, 'image/png');
