import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Board, DocumentSheet } from '#contracts';
import { csv, exampleFile, exampleMapping, folder, row } from '../../test/fictitious-log.ts';
import { historyOf, logOf, platformOn } from '../../test/platform.ts';
import type { Connection } from '../connect.ts';
import { importHistory, type ImportReport } from './import-history.ts';

const silent = { start: () => undefined, at: () => undefined, stop: () => undefined };

describe('An import', () => {
  const at = folder();
  const data = `${at.path}/data`;
  const rejected = `${at.path}/rejected.csv`;
  let platform: Awaited<ReturnType<typeof platformOn>>;
  let ogauc: Connection;

  beforeAll(async () => {
    platform = await platformOn(data);
    ogauc = await platform.ogauc();
  });
  afterAll(async () => {
    await platform.close();
    at.remove();
  });

  const bring = (file: string, mapping = exampleMapping): Promise<ImportReport> => importHistory(platform.importer, { mapping, file, rejected, progress: silent });
  const sheetOf = async (id: string, position: number) => ogauc.call<DocumentSheet>('GET', `/api/documents/${id}?at=${position}`);
  const stepsOf = ({ history }: DocumentSheet) => history.map(({ title, detail = '', at: when }) => [title, detail, when]);

  it('registers every case with its original dates, in the order of their reception', async () => {
    const report = await bring(exampleFile);
    expect(report).toMatchObject({ centre: 'EJEMPLO', rows: { read: 7, recorded: 7, present: 0, rejected: 0 }, cases: { recorded: 3, present: 0, refused: 0 }, warnings: [] });
    const sheets = await Promise.all([1, 2, 3].map((n) => sheetOf(`EJEMPLO-2011-00000${n}`, report.position)));
    expect(sheets.map(({ origin, receivedAt, legalDate, state, channel, foreign }) => [origin?.id, receivedAt, legalDate, state, channel, foreign])).toEqual([
      ['F-001', '2011-10-03T14:15:00.000Z', '2011-10-03', 'archived', 'desk', true],
      ['F-002', '2011-10-05T15:00:00.000Z', '2011-10-05', 'received', 'desk', true],
      // Half past eleven at night in Lima: another year in UTC, and no other register here.
      ['F-003', '2012-01-01T04:30:00.000Z', '2011-12-31', 'received', 'email', true],
    ]);
  });

  it('shows what was done in the words of its system, and what of it is one of our steps', async () => {
    const sheet = await sheetOf('EJEMPLO-2011-000001', 0);
    expect(stepsOf(sheet)).toEqual([
      ['Recibido en mesa de partes', '', '2011-10-03T14:15:00.000Z'],
      ['Actuación en el sistema de origen', 'Registro', '2011-10-03T14:20:00.000Z'],
      ['Actuación en el sistema de origen', 'Pase a área (Técnica)', '2011-10-03T16:00:00.000Z'],
      ['Derivado al órgano', 'A EJ-TEC', '2011-10-03T16:00:00.000Z'],
      ['Actuación en el sistema de origen', 'Toma el área (Técnica)', '2011-10-04T15:00:00.000Z'],
      ['Aceptado por el órgano', '', '2011-10-04T15:00:00.000Z'],
      ['Actuación en el sistema de origen', 'Pase a área (Legal)', '2011-10-10T14:30:00.000Z'],
      ['Reencaminado a otro órgano', 'De EJ-TEC a EJ-LEG. Motivo: Según el sistema de origen', '2011-10-10T14:30:00.000Z'],
      ['Actuación en el sistema de origen', 'Fin del caso', '2011-10-20T17:00:00.000Z'],
      ['Archivado', '', '2011-10-20T17:00:00.000Z'],
    ]);
    expect(sheet).toMatchObject({ sender: '', folios: 12, annexes: [], overdue: false, procedureName: 'Trámite del ejemplo ficticio, sin plazo' });
    expect(sheet).not.toHaveProperty('dueDate');
  });

  it('stands on the board apart: its desk is marked, and adds to no total of ours', async () => {
    const { totals, centres } = await ogauc.call<Board>('GET', '/api/board');
    expect(totals).toMatchObject({ foreign: 3, pending: 0, received: 0, unowned: 0 });
    expect(centres.find(({ centre }) => centre === 'EJEMPLO')).toMatchObject({ foreign: true, pending: 2, overdue: 0 });
  });

  it('made again registers nothing, and says that all is there', async () => {
    const before = await ogauc.call<{ head: number }>('GET', '/health/ready');
    expect(await bring(exampleFile)).toMatchObject({ rows: { read: 7, recorded: 0, present: 7, rejected: 0 }, cases: { recorded: 0, present: 3 } });
    expect((await ogauc.call<{ head: number }>('GET', '/health/ready')).head).toBe(before.head);
  });

  it('of a later export adds what is new, and never moves a number', async () => {
    const later = csv(row({ case: 'F-000', received: '01/09/2011 08:00', step: 'f0-1', at: '01/09/2011 08:05' }), row({ case: 'F-002', received: '05/10/2011 10:00', organ: 'Legal', folios: '3', step: 'f2-3', activity: 'Segunda llamada', at: '07/10/2011 09:00' }));
    const report = await bring(at.file('later.csv', later));
    expect(report).toMatchObject({ rows: { recorded: 2, present: 0 }, cases: { recorded: 1, present: 1 } });
    // Older than all the others, and known last.
    expect(await sheetOf('EJEMPLO-2011-000004', report.position)).toMatchObject({ origin: { id: 'F-000' } });
    expect(stepsOf(await sheetOf('EJEMPLO-2011-000002', 0)).at(-1)).toEqual(['Actuación en el sistema de origen', 'Segunda llamada', '2011-10-07T14:00:00.000Z']);
  });

  it('rewrites nothing: what is told otherwise is rejected, by its line', async () => {
    const file = at.file('otherwise.csv', csv(row({ received: '04/10/2011 09:15', step: 'f1-1', at: '04/10/2011 09:20' }), row({ case: 'F-002', received: '05/10/2011 10:00', organ: 'Legal', folios: '3', step: 'f2-1', activity: 'Otra cosa', at: '05/10/2011 10:05' })));
    expect(await bring(file)).toMatchObject({ rows: { read: 2, recorded: 0, present: 0, rejected: 2 } });
    expect(rows(rejected)).toEqual([
      ['2', expect.stringContaining('foreign-case-differs'), expect.stringContaining('F-001;04/10/2011')],
      ['3', expect.stringContaining('foreign-step-differs'), expect.stringContaining('Otra cosa')],
    ]);
  });

  it('loses no row: each is recorded, there, or rejected with its line and its reason', async () => {
    const good = row({ case: 'G-1', step: 'g1' });
    const content = Buffer.concat([
      Buffer.from(csv(good, row({ case: '' }), row({ case: 'G-2', at: 'ayer' }), good, 'G-3;x', row({ case: 'G-4', activity: '"a"b' }))),
      Buffer.from([...Buffer.from(row({ case: 'G-5' }).slice(0, -4)), 0xe1, 0x0a]),
      Buffer.from(`${row({ case: 'G-6', step: 'g6', received: '03/10/2090 09:15', at: '03/10/2090 10:00' })}\n${row({ case: 'G-7', step: 'g7' })}\n`),
    ]);
    const report = await bring(at.file('bad.csv', content));
    expect(report.rows).toEqual({ read: 9, recorded: 2, present: 1, rejected: 6 });
    expect(rows(rejected).map(([line, reason]) => [Number(line), reason])).toEqual([
      [3, 'falta «caso»'],
      [4, '«cuándo» no es una fecha: «ayer»'],
      [6, 'tiene 2 columnas, y la cabecera 11'],
      [7, 'las comillas no están bien puestas'],
      [8, 'no es UTF-8 válido'],
      [9, expect.stringContaining('history-in-the-future')],
    ]);
  });

  it('that has nothing to reject removes the list of an earlier one', async () => {
    expect(existsSync(rejected)).toBe(true);
    await bring(exampleFile);
    expect(existsSync(rejected)).toBe(false);
  });

  it('takes a case of more steps than fit in one request', async () => {
    const many = csv(...Array.from({ length: 1_203 }, (_, i) => row({ case: 'L-1', step: `l${i}`, activity: `Paso ${i}`, at: `03/10/2011 ${String(10 + Math.floor(i / 120)).padStart(2, '0')}:${String(Math.floor(i / 2) % 60).padStart(2, '0')}` })));
    const file = at.file('long.csv', many);
    expect(await bring(file)).toMatchObject({ rows: { recorded: 1_203 }, cases: { recorded: 1, present: 0 } });
    expect(await bring(file)).toMatchObject({ rows: { recorded: 0, present: 1_203 }, cases: { recorded: 0, present: 1 } });
  });

  it('made twice at the same time registers everything once', async () => {
    const file = at.file('twice.csv', csv(...Array.from({ length: 150 }, (_, i) => row({ case: `T-${i}`, step: `t${i}` }))));
    const reports = await Promise.all([bring(file), bring(file)]);
    expect(reports.map(({ rows: { recorded, present } }) => recorded + present)).toEqual([150, 150]);
    expect(reports.reduce((sum, { rows: { recorded } }) => sum + recorded, 0)).toBe(150);
    expect(reports.reduce((sum, { cases: { recorded } }) => sum + recorded, 0)).toBe(150);
  });

  it('sends nothing if the mapping or the file is not what it should be', async () => {
    await expect(importHistory(() => Promise.reject(new Error('must not be asked')), { mapping: exampleMapping, file: at.file('other.csv', 'a;b\n1;2\n'), rejected, progress: silent })).rejects.toThrow('falta la columna «caso»');
    await expect(importHistory(() => Promise.reject(new Error('must not be asked')), { mapping: exampleMapping, file: at.file('empty.csv', ''), rejected, progress: silent })).rejects.toThrow('El archivo está vacío.');
  });

  it('says so where the code of its centre is taken', async () => {
    const mapping = { ...(JSON.parse(readFileSync(exampleMapping, 'utf8')) as object), centre: { code: 'ARE', name: 'Otro centro' } };
    await expect(bring(exampleFile, at.file('taken.json', JSON.stringify(mapping)))).rejects.toThrow('La plataforma no admite «centres/ARE/register» como lo dice el mapeo: Ya existe un centro con ese código');
  });

  it('leaves a register without gaps and no name in the log', async () => {
    await platform.close();
    const events = await logOf(data);
    const numbers = events.flatMap(({ stream, data: told }) => (stream === 'register-EJEMPLO-2011' ? [(told as { number: number }).number] : []));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(Object.keys(historyOf(events)).filter((stream) => stream.startsWith('document-'))).toHaveLength(numbers.length);
    platform = await platformOn(data);
    ogauc = await platform.ogauc();
  });
});

const rows = (file: string): string[][] => parse(readFileSync(file, 'utf8'), { from_line: 2 });
