import { describe, expect, it } from '@jest/globals';
import { base64Url, challengeOf } from './oidc.ts';

describe('the proof of possession of a sign-in', () => {
  it('is the challenge of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('is written in signs that an address can carry', () => {
    expect(base64Url(new Uint8Array([251, 255, 254, 62]))).toBe('-__-Pg');
  });
});
