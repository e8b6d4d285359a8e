import { describe, expect, it } from '@jest/globals';
import type { ImportAnswer, ImportInput, ImportOutcome } from '#contracts';
import { exampleMapping } from '../../test/fictitious-log.ts';
import type { Connection } from '../connect.ts';
import type { SourceCase } from './cases.ts';
import { readMapping } from './mapping.ts';
import { sendCases } from './send.ts';

const mapping = readMapping(exampleMapping);
const at = '2011-10-03T09:20:00.000-05:00';

const caseOf = (id: string, steps: number, activity = 'Registro'): SourceCase => ({
  head: { id, channel: 'desk', organ: 'ejemplo-tecnica', receivedAt: at, endedAt: at },
  steps: [...Array.from({ length: steps }, (_, i) => ({ line: i + 2, step: { id: `s${i}`, at, activity } })), { step: { id: 'case-end', at, activity: 'Fin' } }],
});

/** A platform that answers every case and step alike, and remembers what it was asked. */
function answering(outcome: ImportOutcome, step: ImportOutcome = outcome): Connection & { readonly asked: ImportInput[] } {
  const asked: ImportInput[] = [];
  const answer = (body: ImportInput): ImportAnswer => ({
    cases: body.cases.map(({ id, steps }) => ({ id, outcome, steps: typeof outcome === 'string' ? steps.map(() => step) : [] })),
    position: asked.push(body),
  });
  const connection: Connection = {
    url: '',
    call: async <T>(_method: string, _path: string, body?: unknown) => answer(body as ImportInput) as T,
    as: async () => connection,
    close: async () => undefined,
  };
  return { ...connection, asked };
}

describe('Cases on their way to the platform', () => {
  it('go in requests that it takes, in their order, and tell how far they are', async () => {
    const platform = answering('recorded');
    const done: number[] = [];
    const sent = await sendCases(platform, [...Array.from({ length: 230 }, (_, i) => caseOf(`c${i}`, 2)), caseOf('long', 1_200)], mapping, (cases) => done.push(cases));
    expect(platform.asked.flatMap(({ cases }) => cases.map(({ id }) => id))).toEqual([...Array.from({ length: 230 }, (_, i) => `c${i}`), 'long', 'long', 'long']);
    expect(Math.max(...platform.asked.map(({ cases }) => cases.length))).toBe(100);
    expect(Math.max(...platform.asked.flatMap(({ cases }) => cases.map(({ steps }) => steps.length)))).toBe(500);
    expect(sent).toMatchObject({ rows: { recorded: 230 * 2 + 1_200, present: 0 }, cases: { recorded: 231 }, position: platform.asked.length });
    expect(done.at(-1)).toBe(231);
  });

  it('go in requests that fit, however long their words', async () => {
    const platform = answering('recorded');
    await sendCases(platform, Array.from({ length: 20 }, (_, i) => caseOf(`c${i}`, 499, 'ñ'.repeat(200))), mapping, () => undefined);
    expect(Math.max(...platform.asked.map((body) => Buffer.byteLength(JSON.stringify(body))))).toBeLessThan(1_048_576);
  });

  it('that are there already count as such', async () => {
    expect(await sendCases(answering('present'), [caseOf('a', 3)], mapping, () => undefined)).toMatchObject({ rows: { recorded: 0, present: 3 }, cases: { present: 1 }, warnings: [] });
  });

  it('that are refused say why of every row, and of the end apart', async () => {
    const refused = { code: 'organ-unknown', message: 'No existe.' };
    for (const platform of [answering(refused), answering('recorded', refused)]) {
      const sent = await sendCases(platform, [caseOf('a', 2)], mapping, () => undefined);
      expect([...sent.refused]).toEqual([[2, 'No existe. (organ-unknown)'], [3, 'No existe. (organ-unknown)']]);
      expect(sent.warnings).toEqual(['No se registró el fin del caso a: No existe. (organ-unknown)']);
    }
  });

  it('that are cut off say that they may be sent again; any other failure is told as it is', async () => {
    const failing = (error: Error): Connection => ({ ...answering('recorded'), call: async () => Promise.reject(error) });
    await expect(sendCases(failing(new TypeError('fetch failed')), [caseOf('a', 1)], mapping, () => undefined)).rejects.toThrow('Repita la importación: lo ya registrado no se duplica.');
    await expect(sendCases(failing(new Error('defect')), [caseOf('a', 1)], mapping, () => undefined)).rejects.toThrow('defect');
  });
});
