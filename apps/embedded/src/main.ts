import 'reflect-metadata';
import { DamagedLog } from '#event-store';
import { KeyStoreUnusable } from '#personal-data';
import { ConfigError, DataFolderError, readConfig } from '#platform';
import { builtScreens, startPlatform } from './platform.ts';

/** Starts the platform and stops it in order on SIGINT or SIGTERM. A problem that a person can mend is a sentence, not a stack. */
async function main(): Promise<void> {
  const running = await startPlatform(readConfig(process.env), { webRoot: builtScreens() });
  console.log(`CONECTAMEF atiende en ${running.url} (descripción de la API en ${running.url}/docs)`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const said = [ConfigError, DataFolderError, DamagedLog, KeyStoreUnusable].some((kind) => error instanceof kind);
  const known = said || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(known ? sentenceOf(error as NodeJS.ErrnoException) : error);
  process.exit(1);
});

function sentenceOf(error: NodeJS.ErrnoException): string {
  return error.code === 'EADDRINUSE' ? 'El puerto ya está en uso por otro programa. Elija otro con PORT.' : error.message;
}
