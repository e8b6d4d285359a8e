import { describe, expect, it } from '@jest/globals';
import { StreamNames } from './names.ts';

describe('The names of streams in EventStoreDB', () => {
  const plain = new StreamNames('');
  const mef = new StreamNames('mef.');

  it('carry the prefix of their installation', () => {
    expect([mef.of('document-1'), mef.ofCommand('k')]).toEqual(['mef.document-1', 'mef.command-k']);
  });

  it.each(['$ce-document', '$$document-1', 'command-k'])('hide %s, also from the engine\'s filter', (name) => {
    expect(plain.isVisible(name)).toBe(false);
    expect(new RegExp(plain.visible).test(name)).toBe(false);
    expect(mef.isVisible(`mef.${name}`)).toBe(false);
  });

  it('show what is theirs alone', () => {
    expect([plain.isVisible('document-1'), plain.isVisible('commander-1')]).toEqual([true, true]);
    expect([mef.isVisible('mef.document-1'), mef.isVisible('mefx-1'), mef.isVisible('document-1')]).toEqual([true, false, false]);
  });

  it.each(['', '$all', 'command-k'])('are refused where nobody would see them: «%s»', (stream) => {
    expect(() => plain.of(stream)).toThrow("can't be called");
  });

  it.each(['$x', 'a b', 'á'])('take no prefix like «%s»', (prefix) => {
    expect(() => new StreamNames(prefix)).toThrow('no sirve de prefijo');
  });
});
