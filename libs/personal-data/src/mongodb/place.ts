import { KeyStoreUnusable } from '../key-store.ts';

/** Where a MongoDB is, for a person: without user and password, whatever the URL looks like. */
export interface Place {
  readonly hosts: string;
  readonly database: string;
}

export const inWords = ({ hosts, database }: Place): string => `el almacén de claves en MongoDB (${hosts}, base «${database}»)`;

/** @throws KeyStoreUnusable where the URL is none of a MongoDB; never repeats it */
export function placeOf(url: string, database?: string): Place {
  const match = /^mongodb(?:\+srv)?:\/\/(?:.*@)?([^@/?]+)(?:\/([^@/?]*))?(?:\?[^@]*)?$/.exec(url);
  if (!match) throw notAnAddress();
  return { hosts: match[1]!, database: database ?? (match[2] || 'conectamef-keys') };
}

const notAnAddress = () =>
  new KeyStoreUnusable('unavailable', 'la dirección del almacén de claves no es de MongoDB; su forma es mongodb://usuario:clave@servidor:27017/base');

const refusedCodes = { authentication: 18, permission: 13 };

/**
 * What the driver throws, as a sentence for an operator; anything else as it is. The server's own words may quote what is
 * stored. Of a socket that breaks while it is written to, the driver passes on what the system says (`EPIPE`).
 */
export function unavailable(error: unknown, place: Place): unknown {
  const { code, codeName } = codedIn(error) ?? {};
  const name = String((error as Failure | undefined)?.name);
  if (!name.startsWith('Mongo') && !/^E[A-Z]+$/.test(String(code))) return error;
  if (name === 'MongoParseError') return notAnAddress();
  const told = (message: string) => new KeyStoreUnusable('unavailable', message);
  if (code === refusedCodes.authentication) return told(`${inWords(place)} rechazó el usuario o la clave; revise las credenciales de la dirección configurada`);
  if (code === refusedCodes.permission) return told(`${inWords(place)} no permite la operación a este usuario; necesita leer y escribir en esa base`);
  if (typeof code === 'number') return told(`${inWords(place)} no pudo completar la operación (código ${code}${codeName ? `, ${codeName}` : ''})`);
  return told(`no hay conexión con ${inWords(place)}; revise que esté en marcha y que la dirección sea la correcta`);
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly codeName?: string;
  readonly cause?: unknown;
}

/** Mongoose wraps the driver's error, the driver the server's: the first that carries a code. */
function codedIn(error: unknown): Failure | undefined {
  const failure = error as Failure | undefined;
  return failure?.code === undefined && failure?.cause !== undefined ? codedIn(failure.cause) : failure;
}
