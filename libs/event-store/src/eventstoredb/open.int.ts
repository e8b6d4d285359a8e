import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const index = join(import.meta.dirname, '../index.ts');

/** What a fresh process has loaded of gRPC after it ran this code with the library's `index`. */
async function loaded(code: string): Promise<unknown> {
  const script = `
    import { createRequire } from 'node:module';
    const { openEventStoreDb } = await import(${JSON.stringify(index)});
    ${code}
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => /@grpc|@eventstore/.test(file));
    console.log(JSON.stringify({ client: loaded.length > 0, http2: process.moduleLoadList.includes('NativeModule http2') }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
  return JSON.parse(stdout);
}

describe('The client of EventStoreDB', () => {
  it('is not loaded by whoever uses the embedded store', async () => {
    expect(await loaded('')).toEqual({ client: false, http2: false });
  });

  it('is loaded by whoever opens EventStoreDB, and not for a connection string that is wrong', async () => {
    expect(await loaded("await openEventStoreDb('esdb://x?tls=maybe').catch(() => undefined);")).toEqual({ client: false, http2: false });
    expect(await loaded("await openEventStoreDb('esdb://127.0.0.1:1?tls=false').catch(() => undefined);")).toEqual({ client: true, http2: true });
  });
});
