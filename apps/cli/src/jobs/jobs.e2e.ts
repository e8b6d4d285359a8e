import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { limaDate } from '#calendar';
import { localIssuer, signDemoToken } from '#platform';
import { platformOn } from '../../test/platform.ts';
import { connect, Refused, type Connection } from '../connect.ts';
import { followJob } from './follow-job.ts';

const administrator = { id: 'administrador-local', role: 'administrator' } as const;
const bar = { start: () => undefined, at: () => undefined, stop: () => undefined };

/** Another hand on a file of the data folder. */
function tamper(folder: string, file: string, sql: string): void {
  const db = new DatabaseSync(join(folder, file));
  db.exec(`PRAGMA busy_timeout = 2000; ${sql}`);
  db.close();
}

function tableOf(folder: string, view: string): string {
  const db = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
  const rows = db.prepare('SELECT id, spec FROM generations WHERE live = 1').all() as { id: number; spec: string }[];
  db.close();
  return `g${rows.find(({ spec }) => (JSON.parse(spec) as { name: string }).name === view)!.id}`;
}

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

async function upload(url: string, secret: Uint8Array): Promise<string> {
  const { token } = await signDemoToken(localIssuer(secret), { id: 'prueba', name: 'prueba', role: 'operator', centre: 'CUS' }, new Date());
  const form = new FormData();
  form.append('file', new Blob([pdf], { type: 'application/pdf' }), 'ficticio.pdf');
  const response = await fetch(`${url}/api/files`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  return ((await response.json()) as { sha256: string }).sha256;
}


/** A folder with some documents, one of them with a file. */
async function folderWithDocuments(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  const running = await platformOn(folder);
  const operator = await (await connect(administrator)).as({ id: 'prueba', role: 'operator', centre: 'CUS' });
  const sha256 = await upload(operator.url, await readFile(join(folder, 'session.key')));
  for (let i = 0; i < 5; i++) {
    const document = { channel: 'desk', kind: 'oficio', procedure: 'oficio', organ: 'dgpp', folios: 1, about: 'Prueba', sender: { name: `Persona Ficticia ${i}`, identity: { kind: 'DNI', number: `9900000${i}` } }, ...(i === 0 && { files: [{ sha256, name: 'ficticio.pdf' }] }) };
    const { id } = await operator.call<{ id: string }>('POST', '/api/desks/CUS/receive', document);
    await operator.call('POST', `/api/documents/${id}/route`, { organ: 'dgpp' });
  }
  await running.close();
  return folder;
}

describe('an administrator', () => {
  let original: string;
  let folder: string;
  let running: Awaited<ReturnType<typeof platformOn>>;
  let platform: Connection;

  beforeAll(async () => {
    original = await folderWithDocuments();
  });

  afterAll(() => rm(original, { recursive: true }));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobs-'));
    await cp(original, folder, { recursive: true });
    await open();
  });

  afterEach(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  async function open(): Promise<void> {
    running = await platformOn(folder);
    platform = await connect(administrator);
  }

  const verified = async () => (await followJob(platform, 'verification', {}, bar, 10)).report;
  const rebuilt = async (body: object = {}) => (await followJob(platform, 'rebuild', body, bar, 10)).report;
  const refusalOf = (call: Promise<unknown>) => call.then(() => undefined, (error: unknown) => (error instanceof Refused ? { status: error.status, code: error.problem.code, field: error.problem.field } : error));

  it('learns that all is sound, and what was looked at', async () => {
    expect(await verified()).toMatchObject({
      sound: true,
      log: { faults: [], faultCount: 0 },
      sealed: { opened: 5, erased: 0 },
      files: { checked: 1, damaged: { count: 0 }, missing: { count: 0 } },
      views: { differences: [], compared: expect.arrayContaining(['documents', 'centres', 'timers']) },
    });
  });

  it('learns that a person was erased, which is no damage', async () => {
    const officer = await platform.as({ id: 'datos', role: 'data-officer' });
    await officer.call('POST', '/api/subjects/erase', { kind: 'DNI', number: '99000003', reason: 'Solicitud de prueba' });
    expect(await verified()).toMatchObject({ sound: true, sealed: { opened: 4, erased: 1 } });
  });

  it('is shown an event that was altered in the file; then the views are not compared', async () => {
    tamper(folder, 'log.db', "UPDATE events SET body = replace(body, 'dgpp', 'dgpi') WHERE json_extract(body, '$.type') = 'DocumentReceived' AND revision = 2");
    const { sound, log, views } = await verified();
    expect({ sound, count: log.faultCount, views }).toEqual({ sound: false, count: 1, views: undefined });
    expect(log.faults[0]!.problem).toContain('revisión 2');
  });

  it('is shown what is missing in the middle of the log', async () => {
    tamper(folder, 'log.db', "DELETE FROM events WHERE json_extract(body, '$.type') = 'DocumentReceived' AND revision = 2");
    const { sound, log } = await verified();
    expect(sound).toBe(false);
    expect(log.faults.map(({ problem }) => problem).join()).toMatch(/falta la posición.*register-CUS/);
  });

  it('is shown the persons whose keys are not there', async () => {
    await running.close();
    tamper(folder, 'keys/keys.db', 'DELETE FROM subject WHERE row = (SELECT max(row) FROM subject)');
    await open();
    const { sound, sealed, log } = await verified();
    expect({ sound, opened: sealed.opened, count: log.faultCount }).toEqual({ sound: false, opened: 4, count: 1 });
    expect(log.faults[0]!.problem).toContain('no conoce al titular');
    expect(JSON.stringify(log)).not.toMatch(/Persona|9900/);
  });

  it.each([
    ['altered', 'damaged', async (file: string) => writeFile(file, 'otra cosa')],
    ['gone', 'missing', async (file: string) => rm(file)],
  ] as const)('is shown a file that is %s', async (_, told, change) => {
    const [name] = (await readdir(join(folder, 'files'), { recursive: true })).filter((path) => /^[0-9a-f]{2}\/[0-9a-f]{62}$/.test(path));
    await change(join(folder, 'files', name!));
    const { sound, files } = await verified();
    expect(sound).toBe(false);
    expect(files[told]).toMatchObject({ count: 1, first: [expect.stringContaining(name!.replace('/', ''))] });
  });

  it('is shown where a view differs from the log; it is replaced only when that is forced', async () => {
    tamper(folder, 'views.db', `UPDATE ${tableOf(folder, 'documents')} SET body = replace(body, '"routed"', '"accepted"') WHERE id = 'CUS-${limaDate(new Date().toISOString()).slice(0, 4)}-000002'`);
    const difference = { view: 'documents', id: expect.stringContaining('000002'), problem: 'changed', fields: ['state'] };
    expect(await verified()).toMatchObject({ sound: false, views: { differences: [difference] } });
    expect(await rebuilt()).toMatchObject({ switched: false, differences: [difference] });
    expect(await verified()).toMatchObject({ sound: false });
    expect(await rebuilt({ force: true })).toMatchObject({ switched: true, differences: [difference] });
    expect(await verified()).toMatchObject({ sound: true });
  });

  it('rebuilds the views that are named, and is told their names where one is wrong', async () => {
    expect(await rebuilt({ views: ['documents'] })).toMatchObject({ switched: true, differences: [], compared: expect.arrayContaining(['documents', 'centre-load']) });
    expect(await refusalOf(platform.call('POST', '/api/rebuilds', { views: ['nada'] }))).toEqual({ status: 422, code: 'view-unknown', field: 'views' });
    expect(await refusalOf(platform.call('POST', '/api/rebuilds', { views: [] }))).toMatchObject({ status: 422, field: 'views' });
    expect(await refusalOf(platform.call('POST', '/api/verifications', { all: true }))).toMatchObject({ status: 422 });
  });

  it('has one job done at a time, and keeps the outcome of the last', async () => {
    expect(await platform.call('GET', '/api/jobs/current')).toEqual({ state: 'none' });
    const asked = await Promise.all(Array.from({ length: 10 }, () => refusalOf(platform.call('POST', '/api/verifications', {}))));
    expect(asked).toContain(undefined);
    expect(asked).toContainEqual({ status: 409, code: 'job-running' });
    await rebuiltOnceFree();
    expect(await platform.call('GET', '/api/jobs/current')).toMatchObject({ state: 'done', kind: 'rebuild' });
  });

  async function rebuiltOnceFree(): Promise<void> {
    for (let i = 0; i < 100; i++) {
      const refused = await refusalOf(rebuilt());
      if (refused === undefined) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  it('alone may do it', async () => {
    const ogauc = await platform.as({ id: 'otra', role: 'ogauc' });
    for (const path of ['/api/rebuilds', '/api/verifications']) expect(await refusalOf(ogauc.call('POST', path, {}))).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await refusalOf(ogauc.call('GET', '/api/jobs/current'))).toMatchObject({ status: 403 });
  });

  describe('at the command line', () => {
    const command = (name: string, ...args: string[]) =>
      new Promise<{ code: number; text: string }>((done) => {
        const script = join(import.meta.dirname, `../../../../dist/apps/cli/src/${name}.js`);
        const env = { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'silent', NODE_OPTIONS: '' };
        execFile(process.execPath, [script, ...args], { env }, (error, out, problems) => done({ code: Number(error?.code ?? 0), text: out + problems }));
      });

    const patience = 30_000;

    it('has the running platform do it', async () => {
      expect(await command('verify')).toMatchObject({ code: 0, text: expect.stringContaining('Todo está en orden') });
      expect(await platform.call('GET', '/api/jobs/current')).toMatchObject({ state: 'done', kind: 'verification' });
      expect(await command('rebuild', '--views', 'documents')).toMatchObject({ code: 0, text: expect.stringContaining('ya responden') });
    }, patience);

    it('has a platform brought up for it where none is running', async () => {
      await running.close();
      const { code } = await command('verify');
      await open();
      expect(code).toBe(0);
    }, patience);

    it('gets 2 for damage, and 1 where the platform does not come up because of it; both say where it is', async () => {
      tamper(folder, 'log.db', "UPDATE events SET body = json_set(body, '$.type', 'Otro') WHERE position = 100");
      const found = await command('verify');
      await running.close();
      const alone = await command('verify');
      await rm(folder, { recursive: true });
      await cp(original, folder, { recursive: true });
      await open();
      expect(found).toMatchObject({ code: 2, text: expect.stringMatching(/posición 100.*dañado[^]*HAY DAÑOS/) });
      expect(alone).toMatchObject({ code: 1, text: expect.stringContaining('posición 100') });
    }, patience);

    it('gets 1 and a sentence for what cannot be done', async () => {
      expect(await command('rebuild', '--todas')).toMatchObject({ code: 1, text: expect.stringContaining('Uso: npm run rebuild') });
      expect(await command('rebuild', '--views', 'nada')).toMatchObject({ code: 1, text: expect.stringContaining('Las vistas son') });
    }, patience);
  });
});
