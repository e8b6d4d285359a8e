import { parseArgs, type ParseArgsConfig } from 'node:util';
import { DamagedLog } from '#event-store';
import { KeyStoreUnusable } from '#personal-data';
import { ConfigError, DataFolderError, readConfig } from '#platform';
import { connect, Refused, type Connection, type Post } from '../connect.ts';
import { JobFailed } from './follow-job.ts';

/** Something that a person can mend; its message (Spanish) is all that they need. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

/** What was asked on the command line. Throws {@link Sentence} with the usage. */
export function readOptions<O extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: O) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Sentence(`${(error as Error).message}\nUso: ${usage}`);
  }
}

/**
 * Runs a command of this machine, and ends the process with the code that the command answers, or with 1 where it could
 * not be done.
 */
export function runCommand(command: () => Promise<number>): void {
  // The platform may come up inside this command: its requests are no news here.
  process.env.LOG_LEVEL ??= 'silent';
  command().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(isSentence(error) ? error.message : error);
      process.exit(1);
    },
  );
}

/** With the platform of this machine's data folder, brought up for the while if it is not running. */
export async function withPlatform<T>(post: Post, work: (platform: Connection) => Promise<T>): Promise<T> {
  if (readConfig(process.env).oidc && !process.env.TOKEN) throw new Sentence('Con OIDC_ISSUER, ponga en TOKEN un token de administrador de su emisor.');
  const platform = await connect(post);
  try {
    return await work(platform);
  } finally {
    await platform.close();
  }
}

const told = [Sentence, JobFailed, Refused, ConfigError, DataFolderError, DamagedLog, KeyStoreUnusable];

/** Whether its message alone tells a person what to do. */
export const isSentence = (error: unknown): error is Error => told.some((kind) => error instanceof kind);
