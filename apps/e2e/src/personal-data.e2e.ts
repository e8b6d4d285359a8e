import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentSheet, DocumentSummary, Tracking } from '#contracts';
import { Person, send, signIn, type Receipt } from './client.ts';
import { Listener } from './live.ts';
import { pdfSample, submission } from './samples.ts';
import { ServerProcess } from './server.ts';
import { emptyFolder, openWorld, type World } from './world.ts';

const sender = {
  name: 'Zenobia Huarcaya Ñaupari',
  identity: { kind: 'DNI', number: '48151623' },
  representative: 'Anacleto Tupayachi Roca',
  address: 'Pasaje Inventado 815, Tacna',
  phone: '951 815 162',
  email: 'zenobia.huarcaya@ejemplo.test',
};
const about = 'Reclama la pensión de Zenobia Huarcaya';
const secret = ['Zenobia', 'Huarcaya', 'Ñaupari', '48151623', 'Anacleto', 'Tupayachi', 'Inventado 815', '951 815 162', '951815162', 'zenobia.huarcaya', 'Reclama la pensión', 'partida de Zenobia'];

/** Where one of the secrets lies in clear, as UTF-8 or as JSON would escape it. */
function found(content: Buffer): string[] {
  const escaped = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return secret.filter((text) => content.includes(text) || content.includes(text, 0, 'utf16le') || content.includes(escaped(text)));
}

async function foundIn(folder: string): Promise<Record<string, string[]>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const findings = await Promise.all(names.map(async (name) => [name.slice(folder.length + 1), found(await readFile(name))] as const));
  return Object.fromEntries(findings.filter(([, texts]) => texts.length > 0));
}

describe('What tells of a person', () => {
  let folder: string;
  let server: ServerProcess;
  let url: string;
  beforeAll(async () => {
    folder = await emptyFolder();
    server = new ServerProcess(folder, { LOG_LEVEL: 'debug' });
    url = await server.ready();
  });
  afterAll(() => server.kill());

  it('lies nowhere in clear: not in the log, the views, their journals, the keys, the feed or what the server says', async () => {
    const at = async (post: string) => {
      const { token } = await signIn(url, post);
      return new Person(() => url, async () => token);
    };
    const [operator, organ, ogauc] = [await at('demo-operador-TAC'), await at('demo-documentario-dgpp'), await at('demo-ogauc')];
    const feed = await Listener.open(url, ogauc);
    const { body: file } = await operator.upload(pdfSample('sin datos'), 'application/pdf', 'dni-de-Zenobia.pdf');
    const receipt = await operator.act<Receipt>(
      'desks/TAC/receive',
      submission({ sender, about, annexes: [{ description: 'La partida de Zenobia', folios: 1 }], files: [{ sha256: file.sha256, name: 'dni-de-Zenobia.pdf' }] }),
      { headers: { traceparent: '00-zenobia.huarcaya@ejemplo.test', 'x-request-id': 'Zenobia', 'user-agent': 'Zenobia/48151623' } },
    );
    const { body: second } = await operator.upload(pdfSample('tampoco'), 'application/pdf', 'carta-de-Huarcaya.pdf');
    await operator.act(`documents/${receipt.id}/attach-file`, { sha256: second.sha256, name: 'carta-de-Huarcaya.pdf' });
    await operator.act(`documents/${receipt.id}/correct-folios`, { folios: 99, reason: 'Zenobia contó mal los folios' });
    // Mistakes that carry somebody's data, in the fields that are stored in clear and in those that are refused.
    for (const reason of ['El DNI 48151623 está mal', 'Llamar al 951 815 162', 'Escribió zenobia.huarcaya@ejemplo.test']) await operator.refused(`documents/${receipt.id}/annul`, { reason });
    await operator.refused('desks/TAC/receive', submission({ sender: { ...sender, identity: { kind: 'DNI', number: '48151623 Zenobia' } } }));
    await operator.refused('desks/TAC/receive', { ...submission({ sender }), 'Zenobia Huarcaya': '48151623' });
    await operator.look(`documents/Zenobia-48151623?at=${receipt.position}`);
    await operator.look('Zenobia?dni=48151623');
    const routed = await operator.act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    await organ.act(`documents/${receipt.id}/accept`);
    const sheet = await operator.see<DocumentSheet>(`documents/${receipt.id}?at=${routed.position}`);
    expect(sheet).toMatchObject({ sender: sender.name, subject: about, senderPhone: sender.phone });
    expect(JSON.stringify(sheet.history)).toContain('Zenobia contó mal los folios');
    await operator.look(`documents/${receipt.id}/cargo.pdf`);
    const told = JSON.stringify([
      await ogauc.see(`documents/${receipt.id}`),
      await ogauc.see('documents?centre=TAC'),
      await ogauc.see('board'),
      await ogauc.see('centres/TAC'),
      (await send<Tracking>(`${url}/api/tracking/${receipt.id}?code=${receipt.code}`, {})).body,
      Buffer.from((await send<Uint8Array>(`${url}/metrics`, {})).body).toString(),
      feed.messages,
    ]);
    await feed.leave();
    expect(found(Buffer.from(told))).toEqual([]);
    expect(await foundIn(folder)).toEqual({});
    await server.stop();
    expect(await foundIn(folder)).toEqual({});
    expect(found(Buffer.from(server.output))).toEqual([]);
    expect(server.output.length).toBeGreaterThan(0);
  });
});

describe('A person who is erased', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.end());

  const operator = () => world.operator('TAC');
  const erase = (number: string) => world.at('demo-datos').act<{ position: number }>('subjects/erase', { kind: 'DNI', number, reason: 'Pedido de la titular' });
  const gone = async (id: string) => JSON.stringify([await operator().see<DocumentSheet>(`documents/${id}`), await operator().see<{ documents: DocumentSummary[] }>('documents?centre=TAC')]);

  it('is gone from sheets, lists and cargo, while the document and its number stay', async () => {
    const receipt = await operator().act<Receipt>('desks/TAC/receive', submission({ sender, about, annexes: [{ description: 'La partida de Zenobia', folios: 1 }] }));
    const { id: other } = await operator().act('desks/TAC/receive', submission({ sender: { name: 'Otra Persona', identity: { kind: 'DNI', number: '40404040' } } }));
    await world.settle();
    const before = (await operator().look<Uint8Array>(`documents/${receipt.id}/cargo.pdf`)).body;
    const { position } = await erase('48151623');
    await world.running.waitFor(position);
    expect(found(Buffer.from(await gone(receipt.id)))).toEqual([]);
    expect(await operator().see(`documents/${receipt.id}`)).toMatchObject({ erased: true, sender: '[datos suprimidos]', folios: 3, annexes: [{ description: '[datos suprimidos]', folios: 1 }] });
    expect(await operator().see(`documents/${other}`)).toMatchObject({ erased: false, sender: 'Otra Persona' });
    const after = await operator().look<Uint8Array>(`documents/${receipt.id}/cargo.pdf`);
    expect(after.status).toBe(200);
    expect(Buffer.from(after.body).equals(Buffer.from(before))).toBe(false);
    await operator().act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    await world.restart();
    expect(found(Buffer.from(await gone(receipt.id)))).toEqual([]);
  });

  it('is told in full to who works on the document alone, not to everybody of the centre or the organ', async () => {
    const receipt = await operator().act<Receipt>('desks/TAC/receive', submission({ sender, about }));
    await world.settle();
    for (const post of ['demo-operador-TAC', 'demo-coordinador-TAC', 'demo-documentario-dgpp']) expect(await world.at(post).see(`documents/${receipt.id}`)).toMatchObject({ sender: sender.name });
    for (const post of ['demo-especialista-TAC-dgpp', 'demo-administrativo-TAC', 'demo-tecnico-dgpp', 'demo-director-dgpp']) {
      const { sender: shown, subject } = await world.at(post).see<DocumentSheet>(`documents/${receipt.id}`);
      expect({ post, shown: shown.includes('Huarcaya'), subject }).toEqual({ post, shown: false, subject: '' });
    }
  });

  it('who showed no identity document is found by a document that they handed over', async () => {
    const receipt = await operator().act<Receipt>('desks/TAC/receive', submission({ sender: { name: 'Alguien Sin Papeles', identity: { kind: 'NONE' } } }));
    const gone = { kind: 'DOCUMENT', reason: 'Pedido de la persona' };
    expect(await world.at('demo-datos').refused('subjects/erase', { ...gone, number: 'TAC-2026-999999' })).toMatchObject({ status: 404, code: 'subject-unknown' });
    const { position } = await world.at('demo-datos').act<{ position: number }>('subjects/erase', { ...gone, number: receipt.id });
    expect(await operator().see(`documents/${receipt.id}?at=${position}`)).toMatchObject({ erased: true, sender: '[datos suprimidos]' });
  });

  it('stays erased when an old key store is put back, and is a new person when they come again', async () => {
    const someone = { name: 'Wenceslao Apaza', identity: { kind: 'DNI', number: '43434343' } };
    const { id } = await operator().act('desks/TAC/receive', submission({ sender: someone }));
    await world.stop();
    const keys = join(world.folder, 'keys', 'keys.db');
    const backup = await readFile(keys);
    await world.start();
    await erase('43434343');
    await world.stop();
    await writeFile(keys, backup);
    await world.start();
    expect(await gone(id)).not.toContain('Wenceslao');
    const again = await operator().act('desks/TAC/receive', submission({ sender: someone }));
    expect(await operator().see(`documents/${again.id}?at=${again.position}`)).toMatchObject({ sender: someone.name, erased: false });
    expect(await gone(id)).toContain('"erased":true');
  });

  it('that nobody knows cannot be erased, and a reason is given without their data', async () => {
    const officer = world.at('demo-datos');
    expect(await officer.refused('subjects/erase', { kind: 'DNI', number: '49999999', reason: 'Pedido del titular' })).toMatchObject({ status: 404, code: 'subject-unknown' });
    expect(await officer.refused('subjects/erase', { kind: 'DNI', number: '123', reason: 'Pedido del titular' })).toMatchObject({ status: 422, code: 'invalid-dni' });
    expect(await officer.refused('subjects/erase', { kind: 'DNI', number: '40404040', reason: 'DNI 40404040' })).toMatchObject({ status: 422, field: 'reason' });
  });

  it('whose data are being written at the same moment: each registration is whole or refused', async () => {
    const someone = { name: 'Domitila Ccahuana', identity: { kind: 'DNI', number: '42424242' } };
    const writes = Array.from({ length: 20 }, () => operator().send('desks/TAC/receive', submission({ sender: someone })));
    const erasing = Array.from({ length: 3 }, () => world.at('demo-datos').send('subjects/erase', { kind: 'DNI', number: '42424242', reason: 'Pedido de la titular' }));
    const replies = await Promise.all([...writes, ...erasing]);
    for (const { status, body } of replies) expect({ status: status < 500, body }).toEqual({ status: true, body });
    await world.settle();
    const { documents } = await operator().see<{ documents: DocumentSummary[] }>('documents?centre=TAC&limit=200');
    for (const { sender: name } of documents) expect(typeof name).toBe('string');
  });
});
