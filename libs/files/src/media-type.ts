import { fileTypeFromFile } from 'file-type';
import { refuse } from '#kernel';

/** What a desk takes in: scans, and the office documents that come with them. */
const names = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
} as const;

export type MediaType = keyof typeof names;

export const acceptedByDefault: readonly MediaType[] = Object.keys(names) as MediaType[];

const otherSpellings: Readonly<Record<string, string>> = { 'image/jpg': 'image/jpeg', 'application/x-pdf': 'application/pdf' };

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(names, text);

/** The type that a file's bytes tell; `undefined` for one that the platform doesn't know. */
export async function sniff(path: string): Promise<MediaType | undefined> {
  try {
    const mime = (await fileTypeFromFile(path))?.mime;
    return mime !== undefined && isMediaType(mime) ? mime : undefined;
  } catch (error) {
    // A disk that fails is not a file of an unknown type; a file that confuses the parser is.
    if (error instanceof Error && 'syscall' in error) throw error;
    return undefined;
  }
}

/**
 * Holds what the content is against what is allowed and what was declared.
 * @throws DomainError `file-type-not-allowed`, `file-type-mismatch`
 */
export function checkMediaType(
  found: MediaType | undefined,
  { allowed = acceptedByDefault, declared, field = 'file' }: { allowed?: readonly MediaType[]; declared?: string; field?: string },
): MediaType {
  const claim = normalise(declared);
  const accepted = found !== undefined && allowed.includes(found);
  if (accepted && (claim === undefined || claim === found)) return found;
  const claimsAllowed = allowed.some((type) => type === claim);
  if (accepted || claimsAllowed) {
    const content = found ? ` (${names[found]})` : '';
    throw refuse('invalid', 'file-type-mismatch', `El contenido del archivo${content} no corresponde al tipo declarado.`, { field });
  }
  const list = new Intl.ListFormat('es-PE').format(allowed.map((type) => names[type]));
  throw refuse('invalid', 'file-type-not-allowed', `Este tipo de archivo no se admite. Tipos admitidos: ${list}.`, { field });
}

/** Without parameters, in its usual spelling; a type that says nothing is no claim. */
function normalise(declared: string | undefined): string | undefined {
  const bare = declared?.split(';')[0]!.trim().toLowerCase();
  if (!bare || bare === 'application/octet-stream') return undefined;
  return otherSpellings[bare] ?? bare;
}
