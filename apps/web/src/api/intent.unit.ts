import { describe, expect, it } from '@jest/globals';
import { RequestFailed } from './failure.ts';
import { memoryPlace, newIntent } from './intent.ts';

const counted = () => {
  let n = 0;
  return newIntent(memoryPlace(), () => `key-${++n}`);
};
const refused = (code: string) =>
  new RequestFailed({ kind: 'refused', status: 409, problem: { type: 'about:blank', title: 'Conflicto', status: 409, code, detail: 'No se pudo.', requestId: 'r' } });

describe('an intent', () => {
  it('keeps its key after a lost connection, so that a retry cannot register twice', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({ error: new RequestFailed({ kind: 'network' }) });
    expect(intent.key()).toBe(first);
  });

  it('keeps its key after a server error, whose outcome nobody knows', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({ error: new RequestFailed({ kind: 'broken', status: 502 }) });
    expect(intent.key()).toBe(first);
  });

  it('keeps its key after a refusal, for an earlier attempt may have been carried out and its answer lost', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({ error: new RequestFailed({ kind: 'network' }) });
    intent.settle({ error: refused('invalid-input') });
    expect(intent.key()).toBe(first);
  });

  it('takes another key once it is told that the first was spent', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({ error: refused('idempotency-key-reused') });
    expect(intent.key()).not.toBe(first);
  });

  it('takes another key after success', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({});
    expect(intent.key()).not.toBe(first);
  });
});
