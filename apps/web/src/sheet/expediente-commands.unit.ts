import { describe, expect, it } from '@jest/globals';
import { absorbExpediente, addDocument, closeExpediente, joinTo, openExpediente, severDocument } from './expediente-commands.ts';

describe('the commands of an expediente', () => {
  it('go to the expediente, whichever side they begin on', () => {
    expect(openExpediente('LIM-2026-000001').path).toBe('/api/expedientes/LIM-2026-000001/open');
    const { path, body } = joinTo('LIM-2026-000002');
    expect(typeof path === 'function' && path({ expediente: ' lim-2026-000001 ' })).toBe('/api/expedientes/LIM-2026-000001/add-document');
    expect(body?.({ expediente: 'LIM-2026-000001' })).toEqual({ document: 'LIM-2026-000002' });
    expect(addDocument('LIM-2026-000001').body?.({ document: 'lim-2026-000002 ' })).toEqual({ document: 'LIM-2026-000002' });
    expect(absorbExpediente('LIM-2026-000001').body?.({ other: 'lim-2026-000009' })).toEqual({ other: 'LIM-2026-000009' });
  });

  it('ask why where nothing brings it back', () => {
    for (const { grave, fields } of [severDocument('LIM-2026-000001', 'LIM-2026-000002'), closeExpediente('LIM-2026-000001')]) {
      expect(grave).toBe(true);
      expect(fields.map(({ name }) => name)).toEqual(['reason']);
    }
    expect(severDocument('LIM-2026-000001', 'LIM-2026-000002').body?.({ reason: ' Por error ' })).toEqual({ document: 'LIM-2026-000002', reason: 'Por error' });
  });
});
