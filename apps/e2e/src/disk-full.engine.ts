import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person, signIn, type Receipt } from './client.ts';
import { submission } from './samples.ts';
import { ServerProcess } from './server.ts';

const ballastBytes = 64 * 1_048_576;
const pdf = (bytes: number) => new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes)]));

/** The embedded platform on a disk of its own, in memory and small; to mount it takes an administrator. */
describe('A full disk', () => {
  let disk: string;
  let server: ServerProcess;
  let operator: Person;
  const answered: Receipt[] = [];

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=112m', 'tmpfs', disk]);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(ballastBytes));
    server = new ServerProcess(join(disk, 'data'));
    const url = await server.ready();
    const { token } = await signIn(url, 'demo-operador-CUS');
    operator = new Person(() => url, async () => token);
  });

  afterAll(async () => {
    await server?.stop();
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true });
  });

  const register = (key = randomUUID()) => operator.send<Receipt & { readonly code: string }>('desks/CUS/receive', submission(), { key });

  it('refuses a file, and then a registration, with a sentence and nothing half written', async () => {
    let upload = await operator.upload(pdf(500_000), 'application/pdf');
    while (upload.status === 201) upload = await operator.upload(pdf(500_000), 'application/pdf');
    expect(upload).toMatchObject({ status: 503, body: { code: 'storage-unavailable' } });
    for (let refused = false, tries = 0; !refused && tries < 400; tries++) {
      const replies = await Promise.all(Array.from({ length: 20 }, () => register()));
      for (const { status, body } of replies) {
        if (status === 201) answered.push(body);
        else expect({ status, code: body.code }).toEqual({ status: 503, code: 'storage-unavailable' });
      }
      refused = replies.some(({ status }) => status !== 201);
    }
  }, 120_000);

  it('that has room again goes on where it was: all that was answered is there, and no number is missing', async () => {
    await rm(join(disk, 'ballast'));
    const key = randomUUID();
    let reply = await register(key);
    for (let tries = 0; reply.status !== 201 && tries < 100; tries++) {
      await delay(100);
      reply = await register(key);
    }
    expect(reply.status).toBe(201);
    answered.push(reply.body);
    const numbers = answered.map(({ number }) => number).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    const { position } = reply.body;
    for (const { id } of [answered[0]!, answered[Math.floor(answered.length / 2)]!, answered.at(-1)!]) {
      let sheet = await operator.look(`documents/${id}?at=${position}`);
      // The views try again by themselves, at most 10 s later.
      for (let tries = 0; sheet.status === 503 && tries < 60; tries++) {
        await delay(500);
        sheet = await operator.look(`documents/${id}?at=${position}`);
      }
      expect(sheet.status).toBe(200);
    }
    const { output } = await server.stop();
    server = new ServerProcess(join(disk, 'data'));
    await server.ready();
    expect(output).not.toContain('dañado');
  }, 120_000);
});
