import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { input, LocalDate, publicText, text } from '#contracts';
import { refuse } from '#kernel';

const id = ids.national.schema.meta({ examples: ['rm-288-2012'] });
const told = events({
  NormaAdopted: {
    provision: 'RM.3',
    title: 'Norma aprobada',
    data: z.strictObject({ id, name: z.string(), number: z.string(), aliases: z.array(z.string()), adoptedOn: LocalDate, source: z.string() }),
  },
  NormaPublished: { provision: 'RM.4', title: 'Norma publicada', data: z.strictObject({ id, on: LocalDate, where: z.string() }) },
});

type Norm = { readonly status: 'unknown' } | { readonly status: 'adopted' | 'published'; readonly name: string; readonly number: string; readonly aliases: readonly string[]; readonly adoptedOn: string; readonly publishedOn?: string; readonly where?: string };
type Known = Exclude<Norm, { status: 'unknown' }>;

/** A norm that binds the centres, under one id however its number was printed (the Directive's was printed in two ways). */
const definition = define<Norm, typeof told>({
  name: 'norm',
  title: ['Norma', 'Normas'],
  id: ids.national,
  events: told,
  initialState: { status: 'unknown' },
  evolve: {
    NormaAdopted: (_, { name, number, aliases, adoptedOn }) => ({ status: 'adopted', name, number, aliases, adoptedOn }),
    NormaPublished: (state, { on, where }) => ({ ...(state as Known), status: 'published', publishedOn: on, where }),
  },
  statuses: { unknown: 'Sin registrar', adopted: 'Aprobada', published: 'Publicada' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state) => ({ title: state.status === 'unknown' ? '' : state.number }),
    waits: ({ status }) => (status === 'adopted' ? { role: 'ogauc', act: 'publish' } : undefined),
  },
});

const roles = ['ogauc', 'administrator'] as const;

export const norm = declare(definition, {
  adopt: act(definition, {
    summary: 'Registrar una norma aprobada',
    provision: 'RM.3',
    roles,
    from: ['unknown'],
    input: input({
      name: text(300, 5).meta({ title: 'Nombre' }),
      number: text(80, 3).meta({ title: 'Número', description: 'Como figura en la norma' }),
      aliases: z.array(text(80, 3)).max(10).default([]).meta({ title: 'Otras formas en que se imprimió el número' }),
      adoptedOn: LocalDate.meta({ title: 'Fecha de aprobación' }),
      source: text(300, 3).meta({ title: 'Fuente' }),
    }),
    decide(_, { id, input, today }) {
      if (input.adoptedOn > today) throw refuse('invalid', 'date-in-the-future', 'La norma no puede estar aprobada en una fecha futura.', { field: 'adoptedOn', provision: 'RM.3' });
      return [{ type: 'NormaAdopted', data: { id, ...input } }];
    },
  }),
  publish: act(definition, {
    summary: 'Registrar su publicación',
    provision: 'RM.4',
    roles,
    from: ['adopted'],
    input: input({ on: LocalDate.meta({ title: 'Fecha de publicación' }), where: publicText(300, 5).meta({ title: 'Dónde se publicó', description: 'Por ejemplo, la página del portal institucional' }) }),
    decide({ adoptedOn }, { id, input: { on, where }, today }) {
      if (on > today) throw refuse('invalid', 'date-in-the-future', 'La publicación no puede ser de una fecha futura.', { field: 'on', provision: 'RM.4' });
      if (on < adoptedOn) throw refuse('invalid', 'published-before-adopted', `La publicación no puede ser anterior a la aprobación, del ${adoptedOn}.`, { field: 'on', provision: 'RM.4' });
      return [{ type: 'NormaPublished', data: { id, on, where } }];
    },
  }),
});
