import { describe, expect, it } from '@jest/globals';
import { RequestFailed } from './failure.ts';
import { memoryPlace, newIntent } from './intent.ts';

const counted = () => {
  let n = 0;
  return newIntent(memoryPlace(), () => `key-${++n}`);
};
const refused = new RequestFailed({
  kind: 'refused',
  status: 409,
  problem: { type: 'about:blank', title: 'Conflicto', status: 409, code: 'stale', detail: 'Alguien lo cambió.', requestId: 'r' },
});

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

  it('takes another key after a refusal: nothing was written, and the body will change', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({ error: refused });
    expect(intent.key()).not.toBe(first);
  });

  it('takes another key after success', () => {
    const intent = counted();
    const first = intent.key();
    intent.settle({});
    expect(intent.key()).not.toBe(first);
  });
});
