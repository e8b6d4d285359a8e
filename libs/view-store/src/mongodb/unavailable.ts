import { ViewStoreUnavailable } from '../errors.ts';

/** Where a MongoDB is, for a person: without user and password, whatever the URL looks like. */
export interface Place {
  readonly hosts: string;
  readonly database: string;
}

/** Throws {@link ViewStoreUnavailable} for what is no URL of a MongoDB. */
export function placeOf(url: string, database?: string): Place {
  const match = /^mongodb(?:\+srv)?:\/\/(?:.*@)?([^@/?]+)(?:\/([^@/?]*))?(?:\?[^@]*)?$/.exec(url);
  if (!match) throw notAnAddress();
  return { hosts: match[1]!, database: database ?? (match[2] || 'conectamef') };
}

const notAnAddress = () => new ViewStoreUnavailable('La dirección de MongoDB no es válida; debe tener la forma mongodb://usuario:clave@servidor:27017/base.');

const refusedCodes = { authentication: 18, permission: 13 };

/** What the driver throws, as a sentence for an operator; anything else as it is. The server's words may quote documents: they are left out. */
export function unavailable(error: unknown, { hosts, database }: Place): unknown {
  const { name = '', code: sign } = (error ?? {}) as { readonly name?: string; readonly code?: unknown };
  // The driver lets some errors of the network through as they are.
  const isNetwork = typeof sign === 'string' && /^E[A-Z]+$/.test(sign);
  if (!name.startsWith('Mongo') && !isNetwork) return error;
  if (name === 'MongoParseError') return notAnAddress();
  const { code, codeName } = rootOf(error as Error);
  const where = `MongoDB en ${hosts} (base «${database}»)`;
  if (code === refusedCodes.authentication) return new ViewStoreUnavailable(`${where} rechazó el usuario o la clave; revise las credenciales de la dirección configurada.`);
  if (code === refusedCodes.permission) return new ViewStoreUnavailable(`${where} no permite la operación a este usuario; necesita leer y escribir en esa base.`);
  if (typeof code === 'number') return new ViewStoreUnavailable(`${where} no pudo completar la operación (código ${code}${codeName ? `, ${codeName}` : ''}).`);
  return new ViewStoreUnavailable(`No hay conexión con ${where}; revise que esté en marcha y que la dirección sea la correcta.`);
}

/** Mongoose wraps the driver's error, the driver the server's. */
function rootOf(error: Error): { readonly code?: unknown; readonly codeName?: string } {
  const { cause, code } = error as { cause?: unknown; code?: unknown };
  return code === undefined && cause ? rootOf(cause as Error) : (error as { code?: unknown; codeName?: string });
}
