import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Services } from '#platform';
import { isCentre, noCentre, placeAt, termAfter } from '../terms.ts';

const provision = 'DIR.4.1';

const told = events({
  CorteAtencionesExtended: { provision, title: 'Corte de registro de atenciones ampliado', data: z.strictObject({ centre: CentreCode, from: LocalDate, to: LocalDate, until: LocalDate, reason: z.string(), by: Id }) },
});

/** Attentions given from `from` to `to` may be recorded and closed until `until`, the three included. */
interface Extension {
  readonly from: string;
  readonly to: string;
  readonly until: string;
}

interface Cutoff {
  readonly status: 'usual' | 'extended';
  readonly extensions: readonly Extension[];
}

const definition = define<Cutoff, typeof told>({
  name: 'attention-cutoff',
  title: ['Corte de atenciones', 'Cortes de atenciones'],
  id: ids.centre,
  events: told,
  initialState: { status: 'usual', extensions: [] },
  evolve: { CorteAtencionesExtended: ({ extensions }, { from, to, until }) => ({ status: 'extended', extensions: [...extensions, { from, to, until }] }) },
  statuses: { usual: 'El de la política', extended: 'Ampliado' },
  record: { version: 1, labels: { extensions: 'Ampliaciones' }, summary: ({ extensions }, centre) => ({ title: `Ampliaciones: ${extensions.length}`, centre }) },
});

const date = (title: string) => LocalDate.meta({ title });

/** Until when a centre's attentions are recorded: the policy's working days, and what OGAUC extends them by. */
export const attentionCutoff = declare(definition, {
  extend: act(definition, {
    summary: 'Ampliar el corte de un centro',
    provision,
    roles: ['ogauc'],
    from: ['usual', 'extended'],
    input: input({ from: date('Atenciones desde'), to: date('Atenciones hasta'), until: date('Se registran hasta'), reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    facts: (_, { services }, id) => isCentre(services.directory(), id),
    decide(_, { id, input: { from, to, until, reason }, facts, today, actor }) {
      if (!facts) throw noCentre(provision);
      if (to < from) throw refuse('invalid', 'dates-reversed', 'La fecha final no puede ser anterior a la inicial.', { field: 'to', provision });
      if (until < to || until < today) throw refuse('invalid', 'extension-in-the-past', 'El nuevo corte no puede ser anterior a las atenciones ni a hoy.', { field: 'until', provision });
      return [{ type: 'CorteAtencionesExtended', data: { centre: id, from, to, until, reason, by: actor.id } }];
    },
  }),
});

/** Last date on which an attention of a date at a centre is recorded and closed; `undefined` where no policy gives one. */
export async function cutoffOf(services: Pick<Services, 'executor' | 'directory' | 'calendar'>, centre: string, of: string): Promise<string | undefined> {
  const usual = termAfter(services, 'attention-cutoff-working-days', of, placeAt(services.directory(), centre));
  const { state } = await services.executor.load(attentionCutoff, centre);
  const extended = state.extensions.filter(({ from, to }) => from <= of && of <= to).map(({ until }) => until);
  return usual && [usual, ...extended].sort().at(-1);
}
