import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { goProgram, type GoProgram } from '../go-program.ts';
import { processEngine } from '../process-engine.ts';

const program: GoProgram = { name: 'versitygw', version: 'v1.8.0', package: 'github.com/versity/versitygw/cmd/versitygw' };
const user = { access: 'conectamef', secret: 'only-for-tests' };

/** An S3 server whose objects are files; a real one, kept by others. */
export async function versityGateway(): Promise<Engine> {
  return processEngine({
    name: 's3',
    about: `Versity S3 Gateway ${program.version} over a folder`,
    command: await goProgram(program),
    args: (port, folder) => ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', join(folder, 'meta'), join(folder, 'objects')],
    prepare: async (folder) => {
      for (const each of ['meta', 'objects']) await mkdir(join(folder, each), { recursive: true });
    },
    env: { ROOT_ACCESS_KEY: user.access, ROOT_SECRET_KEY: user.secret },
    url: (port) => `http://${user.access}:${user.secret}@127.0.0.1:${port}/`,
  });
}
