import 'reflect-metadata';
import { DamagedLog } from '#event-store';
import { KeyStoreUnusable } from '#personal-data';
import { ConfigError, DataFolderError, readConfig } from '#platform';
import { builtScreens, startPlatform } from './platform.ts';

/** Starts the platform and stops it in order on SIGINT or SIGTERM. A problem that a person can mend is a sentence, not a stack. */
async function main(): Promise<void> {
  const running = await startPlatform(readConfig(process.env), { webRoot: builtScreens() });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // Last: whoever reads it may stop the platform at once, and it is to stop in order.
  console.log(`CONECTAMEF atiende en ${running.url} (descripción de la API en ${running.url}/docs)`);
}

main().catch((error: unknown) => {
  const said = [ConfigError, DataFolderError, DamagedLog, KeyStoreUnusable].some((kind) => error instanceof kind);
  const { code = '', message } = error as NodeJS.ErrnoException;
  console.error(listening[code] ?? (said ? message : error));
  process.exit(1);
});

const listening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'El puerto ya está en uso por otro programa. Elija otro con PORT.',
  EACCES: 'No hay permiso para escuchar en ese puerto. Elija otro con PORT.',
  ENOTFOUND: 'HOST no es una dirección de esta máquina. Use 127.0.0.1, o 0.0.0.0 para toda la red.',
  EADDRNOTAVAIL: 'HOST no es una dirección de esta máquina. Use 127.0.0.1, o 0.0.0.0 para toda la red.',
};
