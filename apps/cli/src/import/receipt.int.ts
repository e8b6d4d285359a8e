import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { folder } from '../../test/fictitious-log.ts';
import { logOf, platformOn } from '../../test/platform.ts';
import { importHistory, type ImportReport } from './import-history.ts';

const root = join(import.meta.dirname, '../../../..');
const real = process.env.RECEIPT_CSV ?? join(root, '../shared/data/receipt.csv');
const isReal = existsSync(real);

type Source = Record<string, string>;

/** Three fictitious cases under the columns of the real log, which is not part of the project. */
const standIn = [
  'case:channel,case:concept:name,case:deadline,case:department,case:enddate,case:enddate_planned,case:group,case:responsible,case:startdate,concept:instance,concept:name,lifecycle:transition,org:group,org:resource,time:timestamp',
  'Internet,ficticio-1,2011-12-06 13:41:31.788000+01:00,General,2011-11-24 15:37:16.553000+01:00,2011-12-06 13:41:31.788000+01:00,,R1,2011-10-11 13:42:22.688000+02:00,f-1,Confirmation of receipt,complete,Group 1,R1,2011-10-11 13:45:40.276000+02:00',
  'Internet,ficticio-1,2011-12-06 13:41:31.788000+01:00,General,2011-11-24 15:37:16.553000+01:00,2011-12-06 13:41:31.788000+01:00,,R1,2011-10-11 13:42:22.688000+02:00,f-2,T02 Check confirmation of receipt,complete,EMPTY,R2,2011-10-12 08:26:25.398000+02:00',
  'Intern,ficticio-2,2011-03-01 00:00:00.000000+01:00,Experts,,2011-03-01 00:00:00.000000+01:00,Group 2,R3,2011-01-01 00:30:00.000000+01:00,f-3,Confirmation of receipt,complete,Group 1,R1,2011-01-03 09:00:00.000000+01:00',
  'Post,ficticio-3,2011-03-01 00:00:00.000000+01:00,Customer contact,2011-02-01 00:00:00.000000+01:00,2011-03-01 00:00:00.000000+01:00,Group 2,R3,2011-01-10 00:30:00.000000+01:00,f-4,Confirmation of receipt,complete,Group 1,R1,2011-01-03 09:00:00.000000+01:00',
].join('\n');

describe(`The receipt log (${isReal ? 'the real one' : 'a small stand-in: the real one is not beside the project'})`, () => {
  const at = folder();
  const file = isReal ? real : at.file('receipt.csv', standIn);
  const source: Source[] = parse(readFileSync(file), { columns: true });
  const cases = new Map(source.map((row) => [row['case:concept:name']!, row]));
  const data = `${at.path}/data`;
  let report: ImportReport;

  beforeAll(async () => {
    const platform = await platformOn(data);
    report = await importHistory(platform.importer, { mapping: join(root, 'apps/cli/mappings/receipt.json'), file, rejected: `${at.path}/rejected.csv`, progress: { start: () => undefined, at: () => undefined, stop: () => undefined } });
    await platform.close();
  }, 60_000);
  afterAll(() => at.remove());

  it('comes in as a whole', () => {
    expect(report.rows).toEqual({ read: source.length, recorded: source.length, present: 0, rejected: 0 });
    expect(report.cases).toEqual({ recorded: cases.size, present: 0, refused: 0 });
    if (isReal) expect([cases.size, source.length]).toEqual([1_434, 8_577]);
  });

  it('is in the log row by row, with the instant, the words, the group and the pseudonym of its source', async () => {
    const events = await logOf(data);
    const caseOf = new Map(events.flatMap(({ type, data: told }) => (type === 'DocumentReceived' ? [[(told as { document: string }).document, (told as { origin: { id: string } }).origin.id]] : [])));
    const told = events.flatMap(({ type, data: of, meta }) => {
      const { document, step, activity, group = 'EMPTY', resource } = of as Source;
      return type === 'ForeignStepRecorded' && step !== 'case-end' ? [[caseOf.get(document!), step, activity, group, resource, Date.parse(meta.occurredAt)].join()] : [];
    });
    const wanted = source.map((row) => [row['case:concept:name'], row['concept:instance'], row['concept:name'], row['org:group'], row['org:resource'], Date.parse(row['time:timestamp']!.replace(' ', 'T'))].join());
    expect(told.sort()).toEqual(wanted.sort());
  });

  it('keeps each case’s reception, and is numbered by it', async () => {
    const entries = (await logOf(data)).filter(({ type }) => type === 'DocumentReceived').map(({ data: told }) => told as { origin: { id: string }; receivedAt: string; legalDate: string; year: number; number: number });
    for (const { origin, receivedAt, legalDate } of entries) {
      const start = cases.get(origin.id)!['case:startdate']!;
      expect([Date.parse(receivedAt), legalDate]).toEqual([Date.parse(start.replace(' ', 'T')), start.slice(0, 10)]);
    }
    for (const [, year] of Map.groupBy(entries, (entry) => entry.year)) {
      expect(year.map(({ number }) => number)).toEqual(year.map((_, i) => i + 1));
      expect(year.map(({ receivedAt }) => receivedAt)).toEqual(year.map(({ receivedAt }) => receivedAt).sort());
    }
  });

  it('ends the cases that its source ends, and no other', async () => {
    const ended = [...cases.values()].filter((row) => row['case:enddate'] !== '').length;
    expect((await logOf(data)).filter(({ type }) => type === 'DocumentArchived')).toHaveLength(ended);
  });
});
