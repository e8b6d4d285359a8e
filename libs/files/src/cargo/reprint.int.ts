import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { longCargo } from '../testing/sample-cargos.ts';
import { renderCargo } from './render-cargo.ts';

const script = `
  import { createHash } from 'node:crypto';
  const { renderCargo } = await import(process.argv[1]);
  process.stdout.write(createHash('sha256').update(await renderCargo(JSON.parse(process.argv[2]))).digest('hex'));
`;

async function renderedElsewhere(environment: Record<string, string>): Promise<string> {
  const module = pathToFileURL(join(import.meta.dirname, 'render-cargo.ts')).href;
  const args = ['--input-type=module', '--no-warnings', '-e', script, module, JSON.stringify(longCargo)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '', ...environment } });
  return stdout;
}

describe('a reprint in another process', () => {
  it('is the same to the last byte, in any time zone and language', async () => {
    const here = createHash('sha256').update(await renderCargo(longCargo)).digest('hex');
    const elsewhere = await Promise.all([
      renderedElsewhere({ TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' }),
      renderedElsewhere({ TZ: 'America/Lima', LANG: 'C' }),
    ]);
    expect(elsewhere).toEqual([here, here]);
  });
});
