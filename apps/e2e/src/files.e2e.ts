import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentSheet } from '#contracts';
import { send } from './client.ts';
import { pdfSample, pngSample, submission } from './samples.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, receive, type World } from './world.ts';

const limit = 200_000;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const bigPdf = (bytes: number) => new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes)]).subarray(0, bytes));

describe('A scanned file', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), env: { MAX_FILE_BYTES: String(limit) } });
  });
  afterAll(() => world.end());

  const operator = () => world.operator('APU');
  const stored = async () => (await readdir(join(world.folder, 'files'), { recursive: true })).filter((name) => /[0-9a-f]{62}$/.test(name)).length;
  const attach = async (sha: string) => {
    const { id, position } = await receive(world, 'APU', { files: [{ sha256: sha, name: 'oficio.pdf' }] });
    await operator().see(`documents/${id}?at=${position}`);
    return id;
  };
  const multipart = async (body: string, type = 'multipart/form-data; boundary=xx') =>
    send(`${world.url}/api/files`, { method: 'POST', headers: { ...(await operator().headers()), 'content-type': type }, body });

  it('is named by its content, kept once, and given back byte by byte', async () => {
    const content = bigPdf(150_000);
    const first = await operator().upload(content, 'application/pdf', 'oficio.pdf');
    expect(first).toMatchObject({ status: 201, body: { sha256: sha256(content), bytes: content.length, mediaType: 'application/pdf' } });
    const before = await stored();
    expect((await operator().upload(content, 'application/octet-stream')).body).toEqual(first.body);
    expect(await stored()).toBe(before);
    expect((await operator().look(`files/${first.body.sha256}`)).status).toBe(404);
    await attach(first.body.sha256);
    const back = await operator().look<Uint8Array>(`files/${first.body.sha256}`);
    expect(back.headers.get('content-type')).toBe('application/pdf');
    expect(back.headers.get('content-disposition')).toContain('attachment');
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(sha256(back.body)).toBe(first.body.sha256);
  });

  it('is attached to a document at its reception or later, with its name for those who handle it', async () => {
    const [one, two] = [(await operator().upload(pdfSample('uno'), 'application/pdf')).body, (await operator().upload(pngSample(), 'image/png')).body];
    const { id } = await receive(world, 'APU', { files: [{ sha256: one.sha256, name: 'oficio.pdf' }] });
    await operator().act(`documents/${id}/attach-file`, { sha256: two.sha256, name: 'foto.png' });
    const { position } = await operator().act(`documents/${id}/route`, { organ: 'dgpp' });
    const { files } = await world.organ('dgpp').see<DocumentSheet>(`documents/${id}?at=${position}`);
    expect(files).toMatchObject([{ sha256: one.sha256, name: 'oficio.pdf', mediaType: 'application/pdf' }, { sha256: two.sha256, name: 'foto.png', mediaType: 'image/png' }]);
    expect((await world.organ('dgpp').look(`files/${two.sha256}`)).status).toBe(200);
  });

  it('is shown to nobody whom none of its documents concerns', async () => {
    const { body } = await operator().upload(pdfSample('reservado'), 'application/pdf');
    await attach(body.sha256);
    expect((await operator().look(`files/${body.sha256}`)).status).toBe(200);
    for (const other of [world.operator('PUN'), world.organ('ogti'), world.at('demo-coordinador-ICA')]) expect((await other.look(`files/${body.sha256}`)).status).toBe(404);
  });

  it('is there after a restart', async () => {
    const { body } = await operator().upload(pdfSample('tres'), 'application/pdf');
    await attach(body.sha256);
    await world.restart();
    expect((await operator().look(`files/${body.sha256}`)).status).toBe(200);
  });

  it('of the largest size is taken, and one byte more is not', async () => {
    expect((await operator().upload(bigPdf(limit), 'application/pdf')).status).toBe(201);
    const before = await stored();
    expect(await operator().upload(bigPdf(limit + 1), 'application/pdf')).toMatchObject({ status: 413, body: { code: 'file-too-large', field: 'file' } });
    expect(await operator().upload(bigPdf(20 * limit), 'application/pdf')).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect(await stored()).toBe(before);
    expect((await readdir(join(world.folder, 'files', '.arriving'))).length).toBe(0);
  });

  it('that is refused halfway does not hold up the next request on its connection', async () => {
    for (let i = 0; i < 10; i++) {
      expect((await operator().upload(bigPdf(20 * limit), 'application/pdf')).status).toBe(413);
      expect((await operator().upload(pdfSample('siguiente'), 'application/pdf')).status).toBe(201);
    }
  });

  it('that is empty, of a type not admitted, or of another type than declared is refused', async () => {
    const before = await stored();
    const text = new Uint8Array(Buffer.from('hola, soy un texto'));
    const program = new Uint8Array(Buffer.from('MZ\u0090\u0000 un programa'));
    const attempts: [content: Uint8Array<ArrayBuffer>, type: string, code: string][] = [
      [new Uint8Array(0), 'application/pdf', 'file-empty'],
      [text, 'text/plain', 'file-type-not-allowed'],
      [program, 'application/octet-stream', 'file-type-not-allowed'],
      [text, 'application/pdf', 'file-type-mismatch'],
      [pngSample(), 'application/pdf', 'file-type-mismatch'],
      [pdfSample('x'), 'text/html', 'file-type-mismatch'],
      [new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')), 'image/svg+xml', 'file-type-not-allowed'],
    ];
    for (const [content, type, code] of attempts) expect(await operator().upload(content, type)).toMatchObject({ status: 422, body: { status: 422, code, field: 'file' } });
    expect(await stored()).toBe(before);
  });

  it('comes alone, in multipart, in the field that it should', async () => {
    const part = (name: string) => `--xx\r\nContent-Disposition: form-data; name="${name}"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 ${name}\r\n`;
    expect(await multipart(`${part('file')}--xx--\r\n`)).toMatchObject({ status: 201 });
    expect(await multipart(`${part('file')}${part('otro')}--xx--\r\n`)).toMatchObject({ status: 422, body: { code: 'one-file-only', field: 'file' } });
    expect(await multipart('--xx--\r\n')).toMatchObject({ status: 422, body: { code: 'file-missing', field: 'file' } });
    expect(await multipart('--xx\r\nContent-Disposition: form-data; name="file"\r\n\r\nsolo texto\r\n--xx--\r\n')).toMatchObject({ status: 422, body: { code: 'file-missing', field: 'file' } });
    expect(await multipart('%PDF-1.4', 'application/pdf')).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    expect(await multipart('{}', 'application/json')).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('that is cut off, or whose parts make no sense, is refused and leaves nothing', async () => {
    const before = await stored();
    const cut = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 a medias';
    for (const body of [cut, '--xx\r\nContent-Disp', 'nada de multipart', '']) {
      const { status, body: problem } = await multipart(body);
      expect({ body, status: status >= 400 && status < 500, problem: typeof (problem as { code?: string }).code }).toEqual({ body, status: true, problem: 'string' });
    }
    expect(await multipart('x', 'multipart/form-data')).toMatchObject({ status: 422, body: { code: 'upload-malformed' } });
    expect(await stored()).toBe(before);
    expect((await readdir(join(world.folder, 'files', '.arriving'))).length).toBe(0);
  });

  it('that nobody uploaded cannot be attached', async () => {
    const before = await world.head();
    const nowhere = { sha256: 'a'.repeat(64), name: 'nada.pdf' };
    expect(await operator().refused('desks/APU/receive', submission({ files: [nowhere] }))).toMatchObject({ code: 'file-not-found' });
    expect(await world.head()).toBe(before);
    const { id } = await receive(world, 'APU');
    expect(await operator().refused(`documents/${id}/attach-file`, nowhere)).toMatchObject({ code: 'file-not-found' });
    for (const name of ['A'.repeat(64), 'a'.repeat(63), '../log.db', '%2e%2e%2flog.db']) expect([404, 422]).toContain((await operator().look(`files/${name}`)).status);
  });

  it('whose name tries to leave the folder is a name like any other', async () => {
    const { body } = await operator().upload(pdfSample('cuatro'), 'application/pdf', '../../../etc/passwd');
    const { id } = await receive(world, 'APU', { files: [{ sha256: body.sha256, name: '../../../etc/passwd' }] });
    await world.settle();
    expect((await operator().see<DocumentSheet>(`documents/${id}`)).files).toMatchObject([{ name: '../../../etc/passwd' }]);
    expect((await operator().look(`files/${body.sha256}`)).headers.get('content-disposition')).not.toContain('passwd');
  });

  it('is taken from many at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => operator().upload(i % 2 ? bigPdf(100_000) : pdfSample('el mismo'), 'application/pdf')));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
    expect(new Set(replies.map(({ body }) => body.sha256)).size).toBe(11);
  });
});
