import { join } from 'node:path';
import { openLogReader, verifyLog } from '#event-store';
import { readConfig } from '#platform';
import { upcasters } from '../../embedded/src/contexts.ts';
import { progressBar } from './import/progress.ts';
import { followJob } from './jobs/follow-job.ts';
import { isSentence, readOptions, runCommand, withPlatform } from './jobs/run-command.ts';
import { logWords, verificationWords } from './jobs/words.ts';

/** `npm run verify`. Ends with 0 if all is sound, 2 if damage or differences were found, 1 if it could not be verified. */
runCommand(async () => {
  readOptions('npm run verify', {});
  try {
    return await verify();
  } catch (error) {
    if (isSentence(error)) throw error;
    console.error(`No se pudo verificar con la plataforma: ${(error as Error).message}\nSe lee solo el registro.`);
    return verifyLogAlone();
  }
});

function verify(): Promise<number> {
  return withPlatform({ id: 'administrador-local', role: 'administrator' }, async (platform) => {
    const { report } = await followJob(platform, 'verification', {}, progressBar());
    console.log(verificationWords(report));
    return report.sound ? 0 : 2;
  });
}

/** A log so damaged that the platform does not come up can still be read for all that is wrong with it. */
async function verifyLogAlone(): Promise<number> {
  const log = openLogReader(join(readConfig(process.env).dataDir, 'log.db'), upcasters);
  try {
    console.log(logWords(await verifyLog(log.reader)).join('\n'));
    return 1;
  } finally {
    log.close();
  }
}
