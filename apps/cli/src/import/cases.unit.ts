import { describe, expect, it } from '@jest/globals';
import { csv, exampleMapping, row } from '../../test/fictitious-log.ts';
import { readHistory } from './cases.ts';
import { readMapping, type Mapping } from './mapping.ts';
import type { Row } from './rows.ts';

const mapping = readMapping(exampleMapping);

async function* rowsOf(rows: readonly string[]): AsyncGenerator<Row> {
  for (const [i, raw] of csv(...rows).trimEnd().split('\n').entries()) yield { line: i + 1, raw, fields: raw.split(';') };
}

const read = (rows: readonly string[], change: Partial<Mapping['step']> = {}) => readHistory(rowsOf(rows), { ...mapping, step: { ...mapping.step, ...change } });

const rejectedOf = async (...rows: string[]) => [...(await read(rows)).rejected];

describe('A file’s rows', () => {
  it('become cases in the order of their reception, each with its steps in theirs', async () => {
    const { cases, read: count } = await read([
      row({ case: 'B', received: '05/10/2011 10:00', step: 'b1', at: '05/10/2011 10:05' }),
      row({ case: 'A', step: 'a2', at: '03/10/2011 12:00' }),
      row({ case: 'A', step: 'a1', at: '03/10/2011 09:20' }),
    ]);
    expect(count).toBe(3);
    expect(cases.map(({ head, steps }) => [head.id, steps.map(({ step }) => step.id)])).toEqual([['A', ['a1', 'a2']], ['B', ['b1']]]);
  });

  it('say what the mapping makes of them', async () => {
    const { cases } = await read([row({ activity: 'Pase a área', area: 'Legal', ended: '20/10/2011 12:00' })]);
    expect(cases).toEqual([
      {
        head: { id: 'F-001', channel: 'desk', organ: 'ejemplo-tecnica', folios: 12, receivedAt: '2011-10-03T09:15:00.000-05:00', endedAt: '2011-10-20T12:00:00.000-05:00' },
        steps: [
          { line: 2, step: { id: 's1', at: '2011-10-03T09:20:00.000-05:00', activity: 'Pase a área', group: 'Legal', as: { kind: 'routed', organ: 'ejemplo-legal' } } },
          { step: { id: 'case-end', at: '2011-10-20T12:00:00.000-05:00', activity: 'Fin del caso', as: { kind: 'archived' } } },
        ],
      },
    ]);
  });

  it('that say the same twice count once', async () => {
    const history = await read([row(), row()]);
    expect(history).toMatchObject({ read: 2, repeated: 1 });
    expect(history.cases[0]?.steps).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['no case', row({ case: ' ' }), 'falta «caso»'],
    ['no activity', row({ activity: '' }), 'falta «actividad»'],
    ['a date that is none', row({ at: '31/02/2011 10:00' }), '«cuándo» no es una fecha: «31/02/2011 10:00»'],
    ['a reception that is none', row({ received: 'ayer' }), '«recibido» no es una fecha: «ayer»'],
    ['an end that is none', row({ ended: 'nunca' }), '«terminado» no es una fecha: «nunca»'],
    ['fewer columns', 'F-001;x', 'tiene 2 columnas, y la cabecera 11'],
    ['more columns', `${row()};x`, 'tiene 12 columnas, y la cabecera 11'],
    ['a channel that the mapping does not know', row({ channel: 'Fax' }), 'el mapeo no dice qué canal es «Fax» (canal)'],
    ['a group that the mapping does not know', row({ organ: 'Otra' }), 'el mapeo no dice qué órgano es «Otra» (dirigido a)'],
    ['a route to no group', row({ activity: 'Pase a área' }), '«Pase a área» se deriva al grupo de la fila, y no lo trae'],
    ['a step before its case', row({ at: '03/10/2011 09:14' }), 'la actuación es anterior a la recepción de su caso'],
    ['folios that are no number', row({ folios: 'x' }), 'folios: Escriba un número entero de folios.'],
    ['a DNI in the activity', row({ activity: 'Llama el 45678912' }), 'activity: No escriba aquí números de DNI'],
    ['a year that no calendar knows', row({ received: '03/10/1811 09:15' }), 'receivedAt: La fecha debe estar entre los años 1901 y 2198.'],
  ])('are rejected with %s', async (_what, wrong, reason) => {
    expect(await rejectedOf(row({ case: 'Otro', step: 's0' }), wrong)).toEqual([[3, expect.stringContaining(reason)]]);
  });

  it('are rejected where they contradict an earlier one, which they name by its line', async () => {
    expect(await rejectedOf(row(), row({ step: 's2', received: '04/10/2011 09:15', at: '04/10/2011 10:00' }), row({ activity: 'Otra cosa' }))).toEqual([
      [3, 'dice de su caso otra cosa que la línea 2'],
      [4, 'dice de su actuación otra cosa que la línea 2'],
    ]);
  });

  it('before their case’s reception are kept and counted, where the mapping says so', async () => {
    const { cases, early, rejected } = await read([row({ at: '03/10/2011 09:14' })], { beforeReception: 'keep' });
    expect([early, rejected.size, cases.length]).toEqual([1, 0, 1]);
  });

  it('tell which rules had no use', async () => {
    expect((await read([row({ activity: 'Toma el área' })])).unusedRules).toEqual(['Pase a área']);
  });

  it('without ids for their steps are known by what they say, two alike by their order', async () => {
    const { id: _id, ...step } = mapping.step;
    const ids = async (...rows: string[]) => {
      const { cases } = await readHistory(rowsOf(rows), { ...mapping, step, ignored: { ...mapping.ignored, paso: 'Sin uso aquí' } });
      return cases[0]!.steps.map((each) => each.step.id);
    };
    const first = await ids(row(), row(), row({ at: '03/10/2011 10:00' }));
    expect(new Set(first).size).toBe(3);
    expect(await ids(row({ at: '03/10/2011 10:00' }), row(), row())).toEqual(first);
  });

  it('make no case of rows that are all rejected', async () => {
    expect((await read([row({ at: 'x' })])).cases).toEqual([]);
  });
});
