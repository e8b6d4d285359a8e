import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { folder } from '../../test/fictitious-log.ts';
import { readRows, type Row } from './rows.ts';

describe('The rows of a file', () => {
  let at: ReturnType<typeof folder>;
  beforeEach(() => void (at = folder()));
  afterEach(() => at.remove());

  const read = async (content: string | Buffer, quote: '"' | false = '"'): Promise<Row[]> => {
    const rows: Row[] = [];
    for await (const row of readRows(at.file('f.csv', content), { delimiter: ',', quote })) rows.push(row);
    return rows;
  };
  const short = (rows: readonly Row[]) => rows.map(({ line, fields, problem }) => [line, problem ?? fields]);

  it('are told by their first line, whatever ends a line', async () => {
    for (const end of ['\n', '\r\n']) {
      expect(short(await read(['a,b', '1,"x, ""y"""', '', '2,"dos', 'líneas"', '3,z'].join(end)))).toEqual([
        [1, ['a', 'b']],
        [2, ['1', 'x, "y"']],
        [4, ['2', 'dos\nlíneas']],
        [6, ['3', 'z']],
      ]);
    }
  });

  it('are read without the mark that some programs write first', async () => {
    expect(short(await read(Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('"a",b\n')])))).toEqual([[1, ['a', 'b']]]);
  });

  it('that are not UTF-8 are told as such, and do not spoil the others', async () => {
    expect(short(await read(Buffer.concat([Buffer.from('a\n'), Buffer.from([0x4d, 0xe1, 0x6c, 0x0a]), Buffer.from('señal\n')])))).toEqual([
      [1, ['a']],
      [2, 'no es UTF-8 válido'],
      [3, ['señal']],
    ]);
  });

  it('with a quote out of place cost themselves alone', async () => {
    expect(short(await read('a,b\n1,x"y\n2,"x"y\n3,z\n'))).toEqual([
      [1, ['a', 'b']],
      [2, 'las comillas no están bien puestas'],
      [3, 'las comillas no están bien puestas'],
      [4, ['3', 'z']],
    ]);
  });

  it('with a quote that nobody closes do not swallow the rest of the file', async () => {
    const rest = Array.from({ length: 120 }, (_, i) => `${i},z`);
    const rows = short(await read(['a,b', '1,"x', ...rest].join('\n')));
    expect(rows[1]).toEqual([2, expect.stringContaining('se abren y no se cierran')]);
    expect(rows.slice(2)).toEqual(rest.map((text, i) => [i + 3, text.split(',')]));
    expect(short(await read('a,b\n1,z\n2,"x'))).toEqual([[1, ['a', 'b']], [2, ['1', 'z']], [3, 'unas comillas se abren y no se cierran']]);
  });

  it('may hold quotes as any other sign, where the mapping says so', async () => {
    expect(short(await read('a,b\n1,x"y\n', false))).toEqual([[1, ['a', 'b']], [2, ['1', 'x"y']]]);
  });

  it('of a file in UTF-16, or of none, are not read', async () => {
    await expect(read(Buffer.from('\ufeffa,b\n', 'utf16le'))).rejects.toThrow('está en UTF-16');
    const rows = readRows(`${at.path}/falta.csv`, { delimiter: ',', quote: '"' });
    await expect(rows.next()).rejects.toThrow('No se puede leer el archivo');
  });

  it('come back as any program wrote them', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ñ', '"', ',', '\n', ' ', '€', '\u2028', '\u0085'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }), async (records) => {
        const written = records.map((fields) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        expect((await read(`${written.join('\n')}\n`)).map(({ fields }) => fields)).toEqual(records);
      }),
    );
  });
});
