/** The double as a process of its own. Settings come as one JSON argument; it tells its port on standard output. */
import { readFileSync } from 'node:fs';
import { startDouble } from './server.ts';

export interface DoubleSettings {
  readonly file: string;
  readonly port: number;
  /** Decimal digits. */
  readonly base?: string;
  readonly tls?: { readonly key: string; readonly certificate: string; readonly user: string; readonly password: string };
}

const { file, port, base, tls } = JSON.parse(process.argv[2]!) as DoubleSettings;
const double = await startDouble({
  file,
  port,
  ...(base && { base: BigInt(base) }),
  ...(tls && { tls: { ...tls, key: readFileSync(tls.key), certificate: readFileSync(tls.certificate) } }),
});
const stop = () => void double.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
// Whoever started it is gone.
process.stdin.once('end', stop).resume();
process.stdout.write(`${double.port}\n`);
