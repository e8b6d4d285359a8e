import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { recordView } from './record-view.ts';

const told = events({ LampLit: { provision: 'DIR.I', title: 'Lámpara encendida', data: z.strictObject({}) } });
const lamp = () => {
  const definition = define<{ status: 'off' | 'on' }, typeof told>({ name: 'lamp', title: ['Lámpara', 'Lámparas'], id: ids.national, events: told, initialState: { status: 'off' }, evolve: { LampLit: () => ({ status: 'on' }) }, statuses: { off: 'Apagada', on: 'Encendida' }, record: { version: 1, summary: (_, id) => ({ title: id }) } });
  return declare(definition, { light: act(definition, { summary: 'Encender', provision: 'DIR.I', roles: [], from: ['off'], input: z.object({}), decide: () => [{ type: 'LampLit', data: {} }] }) });
};

describe('The view of an aggregate', () => {
  it('is one, however often it is asked for, so that rollups can count it', () => {
    const first = lamp();
    expect(recordView(first)).toBe(recordView(first));
    expect(recordView(lamp())).not.toBe(recordView(first));
  });
});
