import { describe, expect, it } from '@jest/globals';
import type { RebuildReport, VerificationReport } from '#platform';
import { rebuildWords, verificationWords } from './words.ts';

const none = { count: 0, first: [] };
const sound: VerificationReport = {
  sound: true,
  log: { events: 12_345, streams: 100, position: 12_345, faults: [], faultCount: 0 },
  sealed: { opened: 90, erased: 2 },
  files: { checked: 7, damaged: none, missing: none },
  views: { compared: ['documents', 'centres'], documents: 125, differences: [] },
  seconds: 3.21,
};

describe('the words of a verification', () => {
  it('say that all is in order, and what was looked at', () => {
    expect(verificationWords(sound).split('\n')).toEqual([
      'Registro: 12,345 eventos de 100 corrientes, hasta la posición 12,345: íntegro',
      'Datos personales: 90 textos se abren, 2 son de titulares suprimidos',
      'Archivos: 7 revisados, 0 dañados, 0 faltan',
      'Vistas: 125 documentos de 2 vistas, iguales a una reconstrucción',
      'Todo está en orden (3.2 s).',
    ]);
  });

  it('tell each problem, and how many more there are', () => {
    const { views: _, ...rest } = sound;
    const words = verificationWords({
      ...rest,
      sound: false,
      log: { ...sound.log, faults: [{ position: 9, problem: 'falta la posición 8' }], faultCount: 3 },
      files: { checked: 7, damaged: { count: 1, first: ['ab: su contenido cambió'] }, missing: { count: 1, first: ['cd'] } },
    });
    for (const told of ['3 problemas', '  posición 9: falta la posición 8\n  … y 2 más', '  dañado: ab: su contenido cambió', '  falta: cd', 'no se compararon', 'HAY DAÑOS O DIFERENCIAS']) expect(words).toContain(told);
  });
});

describe('the words of a rebuild', () => {
  const report: RebuildReport = { events: 10, documents: 5, position: 10, compared: ['documents'], differences: [], switched: true, seconds: 0.01 };

  it('say that the new views answer', () => {
    expect(rebuildWords(report)).toBe('Reconstruidos 5 documentos de 10 eventos en menos de 0.1 s; vistas comparadas: 1.\nSon iguales a las que respondían.\nLas vistas reconstruidas ya responden.');
  });

  it('say where they differ, and how to replace them all the same', () => {
    const differences = [
      { view: 'documents', id: 'a', problem: 'changed' as const, fields: ['state', 'due'] },
      { view: 'centres', id: 'b', problem: 'missing' as const, fields: [] },
      { view: 'centres', id: 'c', problem: 'extra' as const, fields: [] },
    ];
    const words = rebuildWords({ ...report, differences, switched: false });
    for (const told of ['registro: 3\n', 'documents «a»: difieren state, due', 'centres «b»: falta en la vista', 'centres «c»: sobra en la vista', '--force']) expect(words).toContain(told);
    expect(rebuildWords({ ...report, differences: Array.from({ length: 20 }, () => differences[0]!) })).toContain('20 o más');
  });
});
