import { describe, it } from '@jest/globals';
import { given } from '#testing';
import { subject } from './index.ts';

const data = { subject: 's_1', reason: 'Pedido del titular' };
const erase = { type: 'EraseSubject', data } as const;

describe('erasing a person', () => {
  it('is put on record', () => given(subject).when(erase).then({ type: 'SubjectErased', data }));
  it('happens once', () => given(subject, { type: 'SubjectErased', data }).when(erase).then());
});
