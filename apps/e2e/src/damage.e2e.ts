import { cp, mkdtemp, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receipt } from './client.ts';
import { ServerProcess, type Ended } from './server.ts';
import { submission } from './samples.ts';
import { emptyFolder, openWorld, receive, World } from './world.ts';

/** The folder as a crash at this moment would leave it: files, journals and all. */
async function snapshot(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'conectamef-e2e-'));
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** How much of a log its main file holds by itself. */
async function eventsWithoutJournal(folder: string): Promise<number> {
  const alone = await mkdtemp(join(tmpdir(), 'conectamef-e2e-'));
  await cp(join(folder, 'log.db'), join(alone, 'log.db'));
  const db = new DatabaseSync(join(alone, 'log.db'));
  const { events } = db.prepare('SELECT count(*) AS events FROM events').get() as { events: number };
  db.close();
  await rm(alone, { recursive: true });
  return events;
}

/**
 * Whether the journal holds the log's first page: it does once the log has grown since the journal began anew. Only then can a
 * crash leave a first page that was moved before the pages that it counts. (SQLite's file format: a header of 32 bytes, then
 * frames of 24 bytes and a page; those of before have other salts.)
 */
async function journalHasFirstPage(folder: string): Promise<boolean> {
  const wal = await readFile(join(folder, 'log.db-wal'));
  const salts = wal.subarray(16, 24);
  for (let at = 32; at + 24 <= wal.length && wal.subarray(at + 8, at + 16).equals(salts); at += 24 + 4_096) if (wal.readUInt32BE(at) === 1) return true;
  return false;
}

async function overwrite(file: string, at: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, at);
  await handle.close();
}

const sizeOf = async (file: string) => (await stat(file)).size;

describe('A data folder that is not as it was left', () => {
  let source: World;
  let clean: string;
  let crashed: string;
  let registered = 0;
  const folders: string[] = [];
  beforeAll(async () => {
    source = await openWorld();
    // Files are checkpointed several times a second; the crash is to come when the last registration, and the log's growth, are in the journal.
    do {
      await receive(source, 'LIM');
      registered++;
      await source.settle();
      if (registered < 40) continue;
      crashed = await copyOf(source.folder);
    } while (registered < 40 || (await eventsWithoutJournal(crashed)) >= (await source.head()) || !(await journalHasFirstPage(crashed)));
    await source.stop();
    clean = await copyOf(source.folder);
    folders.push(source.folder);
  });
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  const copyOf = async (folder: string) => {
    const copy = await snapshot(folder);
    folders.push(copy);
    return copy;
  };
  /** What the platform says instead of starting. */
  const refusal = async (folder: string): Promise<string> => {
    const world = new World(folder, {});
    const error = await world.start().then(async () => {
      const left = (await world.history(`register-LIM-${new Date().getFullYear()}`)).length;
      await world.stop();
      return new Error(left === registered ? 'it started, whole' : `it started, with ${left} of ${registered} registrations`);
    }, (failure: Error) => failure);
    return error.message;
  };
  const startsWhole = async (folder: string) => {
    const world = await new World(folder, {}).start();
    expect(await world.history(`register-LIM-${new Date().getFullYear()}`)).toHaveLength(registered);
    expect((await receive(world, 'LIM')).number).toBe(registered + 1);
    await world.stop();
  };
  const expectKept = async (folder: string, size: number) => {
    const [aside] = (await readdir(folder)).filter((name) => name.startsWith('damaged-'));
    expect(aside).toBeDefined();
    expect(await sizeOf(join(folder, aside!, 'log.db'))).toBe(size);
    expect(await sizeOf(join(folder, 'log.db'))).toBe(size);
  };

  it('is no trouble after a crash: everything that was answered for is there', async () => {
    await startsWhole(await copyOf(crashed));
    await startsWhole(await copyOf(clean));
  });

  it('whose log was cut off while its journal was being moved into it starts whole: the journal has the rest', async () => {
    const folder = await copyOf(crashed);
    const file = join(folder, 'log.db');
    const pages = new Uint8Array(4);
    new DataView(pages.buffer).setUint32(0, (await sizeOf(file)) / 4_096 + 25);
    // The first page, which tells the new size, is written before the pages that it counts.
    await overwrite(file, 28, pages);
    await startsWhole(folder);
  });

  it('with a log that was cut short and a journal beside it is refused, or whole', async () => {
    const size = await sizeOf(join(crashed, 'log.db'));
    for (const left of [4_096, 20_480, Math.floor(size / 2), size - 4_096, size - 1]) {
      const folder = await copyOf(crashed);
      await truncate(join(folder, 'log.db'), left);
      expect({ left, message: await refusal(folder) }).toEqual({ left, message: expect.stringMatching(/faltan eventos|dañado|it started, whole/) });
    }
  });

  it('with a log that was cut short is refused, at any length; a copy is kept', async () => {
    const size = await sizeOf(join(clean, 'log.db'));
    for (const left of [1, 50, 99, 100, 4_095, 4_096, 10_000, Math.floor(size / 2), size - 4_096, size - 1]) {
      const folder = await copyOf(clean);
      await truncate(join(folder, 'log.db'), left);
      const message = await refusal(folder);
      expect({ left, message }).toEqual({ left, message: expect.stringMatching(/está dañado: .+ Se guardó una copia en .+ no se inició nada/s) });
      await expectKept(folder, left);
    }
  });

  it('with a log that was emptied is refused', async () => {
    const folder = await copyOf(clean);
    await truncate(join(folder, 'log.db'), 0);
    expect(await refusal(folder)).toMatch(/dañado|faltan eventos|Falta el registro/);
  });

  it('with a log whose first page is gone is refused', async () => {
    const folder = await copyOf(clean);
    await overwrite(join(folder, 'log.db'), 0, new Uint8Array(4_096));
    expect(await refusal(folder)).toMatch(/está dañado/);
  });

  it('with a page of the log zeroed or scribbled over is found out, and nothing starts on less', async () => {
    const size = await sizeOf(join(clean, 'log.db'));
    for (const filling of [0, 0x5a]) {
      for (const page of [2, 5, Math.floor(size / 4_096 / 2), size / 4_096 - 2]) {
        const folder = await copyOf(clean);
        await overwrite(join(folder, 'log.db'), page * 4_096, new Uint8Array(4_096).fill(filling));
        const message = await refusal(folder);
        expect({ page, filling, message }).toEqual({ page, filling, message: expect.stringMatching(/está dañado/) });
      }
    }
  });

  it('with one bit of an event turned is found out', async () => {
    const folder = await copyOf(clean);
    const file = join(folder, 'log.db');
    const at = (await readFile(file)).indexOf('DocumentReceived', 4_096);
    expect(at).toBeGreaterThan(0);
    await overwrite(file, at + 4, new Uint8Array([0x4d]));
    expect(await refusal(folder)).toMatch(/está dañado/);
  });

  it('without its log is refused, whatever else is left of it', async () => {
    for (const gone of [['log.db'], ['log.db', 'log.db-wal', 'log.db-shm'], ['log.db', 'log.db-wal', 'log.db-shm', 'views.db', 'views.db-wal', 'views.db-shm']]) {
      const folder = await copyOf(crashed);
      for (const name of gone) await rm(join(folder, name), { force: true });
      expect({ gone, message: await refusal(folder) }).toEqual({ gone, message: expect.stringMatching(/Falta el registro/) });
    }
  });

  it('whose log lost its journal after a crash is refused: the views had seen more', async () => {
    const folder = await copyOf(crashed);
    await rm(join(folder, 'log.db-wal'), { force: true });
    await rm(join(folder, 'log.db-shm'), { force: true });
    expect(await refusal(folder)).toMatch(/faltan eventos|dañado/);
  });

  it('whose log’s journal was cut short after a crash is refused, or whole', async () => {
    // What follows its last frame is room that was made in advance.
    const size = (await readFile(join(crashed, 'log.db-wal'))).findLastIndex((byte) => byte !== 0) + 1;
    for (const left of [0, 32, 5_000, Math.floor(size / 2), size - 4_200, size - 1]) {
      const folder = await copyOf(crashed);
      await truncate(join(folder, 'log.db-wal'), left);
      expect({ left, message: await refusal(folder) }).toEqual({ left, message: expect.stringMatching(/faltan eventos|dañado|it started, whole/) });
    }
  });

  it('without its keys is refused, and says what it would mean', async () => {
    const folder = await copyOf(clean);
    await rm(join(folder, 'keys'), { recursive: true });
    expect(await refusal(folder)).toMatch(/falta el almacén de claves .+ sin él no se lee ningún dato personal/);
  });

  it('with damaged keys is refused', async () => {
    const folder = await copyOf(clean);
    await overwrite(join(folder, 'keys', 'keys.db'), 0, new Uint8Array(512).fill(0x5a));
    expect(await refusal(folder)).toMatch(/almacén de claves .+ dañado/);
  });

  it('with views that are gone or damaged starts all the same: they are made again from the log', async () => {
    const gone = await copyOf(clean);
    for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) await rm(join(gone, name), { force: true });
    await startsWhole(gone);
    for (const [at, bytes] of [[0, 4_096], [8_192, 4_096], [4_096 * 20, 40_960]] as const) {
      const folder = await copyOf(clean);
      await overwrite(join(folder, 'views.db'), at, new Uint8Array(bytes).fill(0x5a));
      await startsWhole(folder);
    }
    const cut = await copyOf(clean);
    await truncate(join(cut, 'views.db'), 5_000);
    await startsWhole(cut);
  });
});

describe('A server that cannot start', () => {
  const servers: ServerProcess[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.kill();
  });

  const serve = (folder: string, env: Record<string, string> = {}) => {
    const server = new ServerProcess(folder, env);
    servers.push(server);
    return server;
  };
  const expectSentence = ({ code, signal, output }: Ended, sentence: RegExp) => {
    expect({ code, signal, output }).toEqual({ code: 1, signal: null, output: expect.stringMatching(sentence) });
    expect(output).not.toMatch(/\n\s+at .+:\d+:\d+/);
  };

  it('because its folder is in use says so, and leaves the other one be', async () => {
    const folder = await emptyFolder();
    const first = serve(folder);
    const url = await first.ready();
    expectSentence(await serve(folder).ended(), /ya está en uso por otro proceso.+DATA_DIR/s);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).toMatchObject({ url: expect.stringContaining(new URL(url).port) });
    expect(await first.stop()).toMatchObject({ code: 0 });
    const third = serve(folder);
    expect((await fetch(`${await third.ready()}/health/live`)).status).toBe(200);
    await third.kill();
    await rm(folder, { recursive: true });
  });

  it('because its port is in use says so', async () => {
    const [one, two] = [await emptyFolder(), await emptyFolder()];
    const { port } = new URL(await serve(one).ready());
    expectSentence(await serve(two, { PORT: port }).ended(), /El puerto ya está en uso.+PORT/s);
  });

  it.each([
    ['PORT', 'abc'], ['PORT', '70000'], ['PORT', '-1'], ['PORT', '3.5'], ['PUBLIC_URL', 'no-es-url'], ['LOG_LEVEL', 'mucho'], ['MAX_FILE_BYTES', '0'], ['MAX_FILE_BYTES', '1e99'], ['OIDC_ISSUER', 'ftp://x'], ['SEED', 'tal vez'],
  ])('because %s=%s makes no sense says which variable it is', async (name, value) => {
    const folder = await emptyFolder();
    expectSentence(await serve(folder, { [name]: value }).ended(), new RegExp(`Configuración inválida:\\s+${name}: `));
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('because its folder cannot be made says so', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'archivo'), 'no es una carpeta');
    expectSentence(await serve(join(folder, 'archivo', 'datos')).ended(), /No se puede crear la carpeta de datos/);
    await rm(folder, { recursive: true });
  });

  it('because of damage says it in a sentence, not in a stack', async () => {
    const folder = await emptyFolder();
    const first = serve(folder);
    const url = await first.ready();
    expect(url).toMatch(/^http/);
    // Stopped in order as soon as it says that it answers: nothing is left in a journal, which could make up for what is cut off.
    expect((await first.stop()).code).toBe(0);
    await truncate(join(folder, 'log.db'), 10_000);
    expectSentence(await serve(folder).ended(), /está dañado: el archivo está truncado/);
    await rm(join(folder, 'keys'), { recursive: true });
    await rm(folder, { recursive: true });
    const keyless = await emptyFolder();
    const second = serve(keyless);
    await second.ready();
    await second.stop();
    await rm(join(keyless, 'keys'), { recursive: true });
    expectSentence(await serve(keyless).ended(), /falta el almacén de claves/);
    await rm(keyless, { recursive: true });
  });

  it('stops in order when it is told to, with what is under way answered', async () => {
    const folder = await emptyFolder();
    const world = await new World(folder, {}).start();
    const under: Promise<Receipt | undefined>[] = Array.from({ length: 40 }, () => world.operator('LIM').act<Receipt>('desks/LIM/receive', submission()).catch(() => undefined));
    await under[0];
    await world.stop();
    const answered = (await Promise.all(under)).filter((receipt) => receipt !== undefined);
    await world.start();
    const recorded = (await world.log()).filter(({ type }) => type === 'DocumentReceived').map(({ data }) => (data as { document: string }).document);
    for (const { id } of answered) expect(recorded).toContain(id);
    await world.end();
  });
});
