import { badUrl } from './errors.ts';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface ConnectionString {
  /** With more than one, or with `discover`, the node is chosen by gossip. */
  readonly hosts: readonly Endpoint[];
  readonly discover: boolean;
  readonly tls: boolean;
  /** File of the authority that signed the engine's certificate; the system's own unless told. */
  readonly tlsCaFile: string | undefined;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  /** Milliseconds that one append may take. */
  readonly defaultDeadline: number | undefined;
  /** For messages: the hosts, without credentials. */
  readonly where: string;
}

const shape = /^esdb(?<discover>\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/;
const example = 'esdb://usuario:clave@equipo:2113?tls=true';
const options = ['tls', 'tlscafile', 'defaultdeadline'];

/**
 * Reads `esdb://user:password@host:port?option=value` or `esdb+discover://…`. An option that would be ignored is refused: the
 * client warns of it with the whole string, password included.
 * @throws EventStoreDbError of reason `url`
 */
export function readConnectionString(text: string): ConnectionString {
  const parts = shape.exec(text.trim())?.groups;
  if (!parts) throw badUrl(`se esperaba algo como ${example}`);
  const hosts = parts.hosts!.split(',').map(readHost);
  const given = new Map([...new URLSearchParams(parts.options ?? '')].map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of given.keys()) if (!options.includes(name)) throw badUrl(`no se conoce la opción ${name}; se admiten tls, tlsCAFile y defaultDeadline`);
  const tls = readTls(given.get('tls'));
  if (tls && !parts.user) throw badUrl(`con TLS hacen falta usuario y clave, como en ${example}`);
  return {
    hosts,
    discover: parts.discover !== undefined,
    tls,
    tlsCaFile: given.get('tlscafile'),
    credentials: parts.user ? { username: decode(parts.user), password: decode(parts.password!) } : undefined,
    defaultDeadline: readDeadline(given.get('defaultdeadline')),
    where: hosts.map(({ address, port }) => `${address}:${port}`).join(', '),
  };
}

function readHost(text: string): Endpoint {
  const [address = '', port = '2113', ...rest] = text.split(':');
  if (!address || rest.length > 0 || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw badUrl(`«${text}» no es un equipo con su puerto`);
  return { address, port: Number(port) };
}

function readTls(value = 'true'): boolean {
  if (value !== 'true' && value !== 'false') throw badUrl('tls es true o false');
  return value === 'true';
}

function readDeadline(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw badUrl('defaultDeadline es un número de milisegundos');
  return Number(value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badUrl('el usuario o la clave no están bien codificados (%40 por @)');
  }
}
