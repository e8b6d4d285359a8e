import { crc32 } from 'node:zlib';
import type { MediaType } from '../media-type.ts';

const text = (content: string): Uint8Array => Buffer.from(content, 'latin1');

interface Entry {
  readonly name: string;
  readonly content: string;
}

/** A ZIP archive whose entries are stored as they are. */
function zip(entries: readonly Entry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const [name, data] = [Buffer.from(entry.name), Buffer.from(entry.content)];
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(data), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(data.length, 8);
    sizes.writeUInt16LE(name.length, 12);
    const local = Buffer.concat([Buffer.from('504b03040a000000000000000000', 'hex'), sizes, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01020a000a000000000000000000', 'hex'), sizes, place, name]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

function officeOpenXml(part: string, mainType: string): Uint8Array {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${mainType}.main+xml"/></Types>`;
  return zip([
    { name: '[Content_Types].xml', content: types },
    { name: part, content: '<x/>' },
  ]);
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const odt = 'application/vnd.oasis.opendocument.text';

/** The smallest thing of each type that its magic numbers (and, of archives, its entries) make recognisable. */
export const samples: Readonly<Record<MediaType, Uint8Array>> = {
  'application/pdf': text('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  'image/png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'image/jpeg': Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  'image/tiff': Buffer.from('49492a00080000000100000104000100000001000000000000000000', 'hex'),
  [docx]: officeOpenXml('word/document.xml', docx),
  [xlsx]: officeOpenXml('xl/workbook.xml', xlsx),
  [odt]: zip([
    { name: 'mimetype', content: odt },
    { name: 'content.xml', content: '<x/>' },
  ]),
};

/** What no desk takes in, whatever it calls itself. */
export const unwanted: Readonly<Record<string, Uint8Array>> = {
  'plain text': text('Señor Ministro:'),
  HTML: text('<!DOCTYPE html><script>alert(1)</script>'),
  'an SVG image': text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'a program': Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(56)]),
  'an archive': zip([{ name: 'planilla.exe', content: 'MZ' }]),
  'an archive that breaks off': zip([{ name: '[Content_Types].xml', content: '<Types>' }]).subarray(0, 40),
  'a single byte': text('%'),
};
