import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ForeignCase, ImportAnswer, ImportInput } from '#contracts';
import { exampleMapping, folder } from '../../test/fictitious-log.ts';
import { platformOn } from '../../test/platform.ts';
import { Refused, type Connection } from '../connect.ts';
import { readMapping } from './mapping.ts';
import { setUp } from './setup.ts';

const step = { id: 's1', at: '2011-10-03T09:20:00.000-05:00', activity: 'Registro' };
const entry: ForeignCase = { id: 'F-001', receivedAt: '2011-10-03T09:15:00.000-05:00', channel: 'desk', kind: 'solicitud', procedure: 'historia-ejemplo', organ: 'ejemplo-tecnica', about: 'Ejemplo ficticio', steps: [step] };

describe('The endpoint that takes history', () => {
  const at = folder();
  let platform: Awaited<ReturnType<typeof platformOn>>;
  let importer: Connection;

  beforeAll(async () => {
    platform = await platformOn(`${at.path}/data`);
    importer = await platform.importer();
    await setUp(importer, readMapping(exampleMapping));
  });
  afterAll(async () => {
    await platform.close();
    at.remove();
  });

  const send = (cases: readonly object[], centre = 'EJEMPLO', by = importer) => by.call<ImportAnswer>('POST', `/api/imports/${centre}/cases`, { system: 'ejemplo-ficticio', source: 'Ejemplo ficticio', cases } as ImportInput);
  const refusalOf = async (answer: Promise<unknown>) => answer.then(() => undefined, (error: unknown) => (error instanceof Refused ? [error.status, error.problem.code, error.problem.field] : error));

  it('is the importer’s', async () => {
    for (const post of [{ id: 'x', role: 'ogauc' }, { id: 'x', role: 'operator', centre: 'EJEMPLO' }, { id: 'x', role: 'administrator' }] as const) {
      expect(await refusalOf(send([entry], 'EJEMPLO', await importer.as(post)))).toEqual([403, 'role-not-allowed', undefined]);
    }
  });

  it('writes into no register of ours', async () => {
    expect(await refusalOf(send([entry], 'ARE'))).toEqual([403, 'centre-not-foreign', undefined]);
    expect(await refusalOf(send([entry], 'NADIE'))).toEqual([404, 'not-found', undefined]);
  });

  it.each<[string, object, string]>([
    ['a number of the client’s', { ...entry, number: 7 }, 'cases.0.number'],
    ['a date without an offset', { ...entry, receivedAt: '2011-10-03T09:15:00' }, 'cases.0.receivedAt'],
    ['a date that is none', { ...entry, receivedAt: '2011-02-30T09:15:00Z' }, 'cases.0.receivedAt'],
    ['a year out of every calendar', { ...entry, receivedAt: '0011-10-03T09:15:00Z' }, 'cases.0.receivedAt'],
    ['a name for a resource', { ...entry, steps: [{ ...step, resource: 'María Quispe' }] }, 'cases.0.steps.0.resource'],
    ['an equivalent that there is none of', { ...entry, steps: [{ ...step, as: { kind: 'answered' } }] }, 'cases.0.steps.0.as.kind'],
    ['501 steps at once', { ...entry, steps: Array(501).fill(step) }, 'cases.0.steps'],
    ['no folios rather than unknown ones', { ...entry, folios: 0 }, 'cases.0.folios'],
  ])('refuses %s, and then the whole request', async (_what, wrong, field) => {
    expect(await refusalOf(send([wrong]))).toEqual([422, 'invalid-input', field]);
    expect(await refusalOf(send(Array(101).fill(entry)))).toEqual([422, 'invalid-input', 'cases']);
  });

  it('refuses a case alone, with its reason, and takes the others', async () => {
    const { cases } = await send([
      { ...entry, id: 'R-1', organ: 'dgpp', receivedAt: '2013-10-03T09:15:00-05:00' },
      { ...entry, id: 'R-2', organ: 'nadie' },
      { ...entry, id: 'R-3', procedure: 'ninguno' },
      { ...entry, id: 'R-4', receivedAt: '2010-10-03T09:15:00-05:00' },
      { ...entry, id: 'R-5', receivedAt: '2090-10-03T09:15:00-05:00' },
      { ...entry, id: 'R-6' },
    ]);
    expect(cases.map(({ outcome }) => (typeof outcome === 'string' ? outcome : outcome.code))).toEqual(['organ-of-another-system', 'organ-unknown', 'procedure-unknown', 'procedure-unknown', 'history-in-the-future', 'recorded']);
    expect(cases.at(-1)).toEqual({ id: 'R-6', document: 'EJEMPLO-2011-000001', outcome: 'recorded', steps: ['recorded'] });
    expect(cases[0]).toHaveProperty('steps', []);
  });

  it('refuses a step alone, and takes the others of its case', async () => {
    const { cases } = await send([{ ...entry, id: 'S-1', steps: [step, { ...step, id: 's2', at: '2013-10-03T09:15:00-05:00', as: { kind: 'routed', organ: 'dgpp' } }, { ...step, id: 's3', at: '2090-10-03T09:15:00-05:00' }, { ...step, activity: 'Otra' }, step, { ...step, id: 's4' }] }]);
    expect(cases[0]?.steps.map((outcome) => (typeof outcome === 'string' ? outcome : outcome.code))).toEqual(['recorded', 'organ-of-another-system', 'history-in-the-future', 'foreign-step-differs', 'present', 'recorded']);
  });

  it('knows a case by its system and id, whatever the request', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send([{ ...entry, id: 'C-1' }, { ...entry, id: 'C-1' }])));
    const outcomes = answers.flatMap(({ cases }) => cases);
    expect(new Set(outcomes.map(({ document }) => document)).size).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
    expect(outcomes.flatMap(({ steps }) => steps).filter((outcome) => outcome === 'recorded')).toHaveLength(1);
  });

  it('leaves the documents to nobody but the importer', async () => {
    const { cases } = await send([{ ...entry, id: 'D-1' }]);
    const operator = await importer.as({ id: 'x', role: 'operator', centre: 'EJEMPLO' });
    expect(await refusalOf(operator.call('POST', `/api/documents/${cases[0]?.document}/route`, { organ: 'ejemplo-tecnica' }))).toEqual([403, 'imported-history', undefined]);
  });
});
