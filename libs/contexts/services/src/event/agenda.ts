import { z } from 'zod';
import { act, declare, define, events, ids, type Declared } from '#aggregates';
import { CentreCode } from '#contracts';
import { refuse } from '#kernel';
import { clash, Slot } from './slot.ts';

const provision = 'DIR.5.1.1.f';
const evento = z.string().meta({ examples: ['CUS-e1a2'] });

const told = events({
  AgendaReserved: { provision, title: 'Sala y especialistas reservados', data: z.strictObject({ centre: CentreCode, evento, ...Slot.shape }) },
  AgendaReleased: { provision, title: 'Reserva liberada', data: z.strictObject({ centre: CentreCode, evento, round: z.int() }) },
});

export interface Agenda {
  readonly status: 'empty' | 'in-use';
  /** By event. */
  readonly slots: Readonly<Record<string, Slot>>;
}

const without = (slots: Agenda['slots'], evento: string): Agenda['slots'] => Object.fromEntries(Object.entries(slots).filter(([id]) => id !== evento));

const definition = define<Agenda, typeof told>({
  name: 'centre-agenda',
  title: ['Agenda del centro', 'Agendas de los centros'],
  id: ids.centre,
  events: told,
  initialState: { status: 'empty', slots: {} },
  evolve: {
    AgendaReserved: ({ slots }, { centre: _centre, evento, ...slot }) => ({ status: 'in-use', slots: { ...slots, [evento]: slot } }),
    AgendaReleased: ({ slots }, { evento }) => ({ status: 'in-use', slots: without(slots, evento) }),
  },
  statuses: { empty: 'Sin reservas', 'in-use': 'Con reservas' },
  record: { version: 1, labels: { slots: 'Reservas', round: 'Cambio' }, readers: 'all', summary: ({ slots }, centre) => ({ title: `Reservas: ${Object.keys(slots).length}`, centre }) },
});

export const ReserveInput = z.strictObject({
  evento,
  slot: Slot,
  /** Reservations that no event needs any more: it was cancelled, or moved since this round. */
  free: z.record(z.string(), z.int()),
});

/** Who clashes with a slot. */
export const clashing = ({ slots }: Agenda, evento: string, slot: Slot): readonly string[] => Object.keys(slots).filter((id) => id !== evento && clash(slots[id]!, slot));

/**
 * The rooms and specialists of a centre in time: one stream a centre, so that no two reservations clash. Events reserve in it
 * when the centre coordinates them; what cancelled or moved events held is given up when somebody else needs it.
 */
export const centreAgenda: Declared<Agenda, typeof told> = declare(definition, {
  reserve: act(definition, {
    summary: 'Reservar sala y especialistas',
    provision,
    roles: [],
    from: ['empty', 'in-use'],
    input: ReserveInput,
    decide(state, { id: centre, input: { evento, slot, free } }) {
      const own = state.slots[evento];
      if (own?.round === slot.round) return [];
      if (own && own.round > slot.round) throw refuse('conflict', 'event-moved', 'El evento se reprogramó mientras tanto; vuelva a cargarlo.', { provision });
      const released = clashing(state, evento, slot).map((other) => {
        const { round, date, start, end } = state.slots[other]!;
        if (free[other] !== round) throw refuse('conflict', 'agenda-clash', `La sala o un especialista ya está ocupado el ${date}, de ${start} a ${end}, con el evento ${other}.`, { provision });
        return { type: 'AgendaReleased' as const, data: { centre, evento: other, round } };
      });
      return [...released, { type: 'AgendaReserved', data: { centre, evento, ...slot } }];
    },
  }),
});
