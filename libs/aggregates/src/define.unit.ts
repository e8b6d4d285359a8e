import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { refusalOf } from '#testing';
import { act, declare, define, events, ids } from './index.ts';

const told = events({ ThingDone: { provision: 'TEST', title: 'Hecho', data: z.strictObject({ id: z.string() }) } });
const definition = define<{ readonly status: 'new' }, typeof told>({
  name: 'thing',
  title: ['Cosa', 'Cosas'],
  id: ids.person,
  events: told,
  initialState: { status: 'new' },
  evolve: { ThingDone: (state) => state },
  statuses: { new: 'Nueva' },
  record: { version: 1, summary: (_, id) => ({ title: id }) },
});
const thing = declare(definition, {
  do: act(definition, { summary: 'Hacer', provision: 'TEST', roles: [], from: ['new'], input: z.strictObject({}), notBy: (_, id) => [id], decide: (_, { id }) => [{ type: 'ThingDone', data: { id } }] }),
});

const asked = (id: string, actor: string) => ({ type: 'do', data: { id, input: {}, facts: undefined, actor: { id: actor, role: 'ogauc' }, now: '2026-03-02T15:00:00.000Z', today: '2026-03-02' } });

describe('An act that nobody does on what is theirs', () => {
  it('knows whose it is by the name of the instance as well', () => {
    expect(refusalOf(() => thing.decide(asked('p1', 'p1'), thing.initialState))?.code).toBe('own-act');
    expect(thing.decide(asked('p1', 'p2'), thing.initialState)).toHaveLength(1);
  });
});
