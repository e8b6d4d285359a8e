import { describe, expect, it } from '@jest/globals';
import { rebuildLines, verificationLines, type VerificationReport } from './job.ts';

const sound: VerificationReport = {
  sound: true,
  log: { events: 1200, streams: 40, faults: [], faultCount: 0 },
  sealed: { opened: 12, erased: 1 },
  files: { checked: 3, damaged: { count: 0, first: [] }, missing: { count: 0, first: [] } },
  views: { compared: ['documents'], documents: 40, differences: [] },
  seconds: 0.4,
};
const bad = (report: VerificationReport) => verificationLines(report).filter(({ good }) => !good).map(({ text }) => text);

describe('what a verification found', () => {
  it('is all good when everything is in order', () => {
    expect(bad(sound)).toEqual([]);
    expect(verificationLines(sound)[0]?.text).toBe('Registro: 1,200 hechos, íntegro.');
  });

  it('says where the log is damaged, and that the views could not be compared', () => {
    const { views: _, ...rest } = sound;
    expect(bad({ ...rest, sound: false, log: { ...sound.log, faultCount: 2, faults: [{ position: 7, problem: 'no se lee' }] } })).toEqual([
      'Registro: 1,200 hechos, 2 faltas; la primera, en la posición 7: no se lee.',
      'Vistas: no se compararon, porque el registro está dañado.',
    ]);
  });

  it('says which files and views are wrong', () => {
    const found = bad({ ...sound, files: { ...sound.files, missing: { count: 1, first: ['ab'] } }, views: { ...sound.views!, differences: [{ view: 'documents', id: 'LIM-2026-000001', problem: 'changed', fields: ['state'] }] } });
    expect(found).toEqual(['Archivos: 3 revisados, 0 dañados, 1 falta.', 'Vistas: 40 fichas, 1 diferencia: documents LIM-2026-000001.']);
  });
});

describe('what a rebuild did', () => {
  it('tells when the views that answered stay, because the new ones differ', () => {
    const report = { events: 10, documents: 2, compared: ['documents'], differences: [{ view: 'documents', id: 'X', problem: 'extra' as const, fields: [] }], switched: false, seconds: 0 };
    expect(rebuildLines(report).map(({ good }) => good)).toEqual([true, false, false]);
    expect(rebuildLines({ ...report, differences: [], switched: true }).every(({ good }) => good)).toBe(true);
  });
});
