import { describe, expect, it } from '@jest/globals';
import { habitsOf, isStarted, newDraft, toReceive } from './draft.ts';

const draft = { ...newDraft({ procedure: 'escrito', organ: 'dgpp' }), identityNumber: '00012345', name: ' Persona Ficticia ', about: ' Pide informe ' };

describe('the body of a registration', () => {
  it('holds what was written, trimmed, and nothing that was left empty', () => {
    expect(toReceive(draft)).toEqual({
      sender: { name: 'Persona Ficticia', identity: { kind: 'DNI', number: '00012345' } },
      kind: 'oficio',
      procedure: 'escrito',
      organ: 'dgpp',
      about: 'Pide informe',
      folios: 1,
      channel: 'desk',
      annexes: [],
      files: [],
    });
  });

  it('never sends a number of document, a date or an hour', () => {
    const names = JSON.stringify(toReceive(draft));
    expect(names).not.toMatch(/"(year|date|receivedAt|legalDate)"/);
  });

  it('sends no identity number when none was shown', () => {
    expect(toReceive({ ...draft, identityKind: 'NONE' })).toMatchObject({ sender: { name: 'Persona Ficticia', identity: { kind: 'NONE' } } });
    expect(JSON.stringify(toReceive({ ...draft, identityKind: 'NONE' }))).not.toContain('00012345');
  });

  it('observes when requirements are missing, and passes over empty annexes', () => {
    const body = toReceive({ ...draft, requirements: 'Firma\n \nCopia del DNI', annexes: [{ description: 'Plano', folios: '2' }, { description: ' ', folios: '1' }, { description: 'Disco', folios: '' }] });
    expect(body).toMatchObject({ observe: ['Firma', 'Copia del DNI'], annexes: [{ description: 'Plano', folios: 2 }, { description: 'Disco' }] });
  });

  it('sends folios that are no number as they were typed, for the server to refuse', () => {
    expect(toReceive({ ...draft, folios: '1,5' })).toMatchObject({ folios: '1,5' });
  });
});

describe('a draft', () => {
  it('hands only habits that tell of no person on to the next', () => {
    expect(Object.keys(habitsOf(draft)).sort()).toEqual(['identityKind', 'kind', 'organ', 'procedure']);
  });

  it('counts as started once a person or a subject is written', () => {
    expect([isStarted(newDraft({})), isStarted(draft)]).toEqual([false, true]);
  });
});
