import { define, ids } from '#aggregates';
import { maskName } from '#personal-data';
import type { Caller, Scope } from '#platform';
import { Participant, told } from './events.ts';
import type { Slot } from './slot.ts';

export interface Planned {
  readonly organ: string;
  readonly name: string;
  readonly kind: string;
  readonly matter: string;
  readonly capacity: number;
  readonly slot: Slot;
  readonly proposedBy: string;
  /** Who coordinated the slot as it is, for the centre and for OGAUC. */
  readonly byCentre?: string;
  readonly byOgauc?: string;
  /** Last instant to record that it was held. */
  readonly due?: string;
  /** By subject, what was sealed with their key. */
  readonly participants: Readonly<Record<string, string>>;
  readonly attended?: readonly string[];
}

export type TrainingEvent = { readonly status: 'never-proposed' } | (Planned & { readonly status: 'proposed' | 'coordinated' | 'scheduled' | 'held' | 'registered' | 'cancelled' | 'notified' });
type Live = Exclude<TrainingEvent, { readonly status: 'never-proposed' }>;

const when = (state: TrainingEvent, change: (live: Live) => Live): TrainingEvent => (state.status === 'never-proposed' ? state : change(state));
const slotOf = ({ round, date, start, end, room, specialists }: Slot): Slot => ({ round, date, start, end, room, specialists });
const without = (participants: Planned['participants'], gone: string): Planned['participants'] => Object.fromEntries(Object.entries(participants).filter(([id]) => id !== gone));

/** Both have coordinated it: it can be scheduled. */
const coordinated = (live: Live): Live => ({ ...live, status: live.byCentre && live.byOgauc ? 'coordinated' : 'proposed' });

function moved({ byCentre: _centre, byOgauc: _ogauc, due: _due, ...live }: Live, slot: Slot): Live {
  return { ...live, status: 'proposed', slot: slotOf(slot) };
}

export const centreOf = (id: string): string => id.slice(0, id.indexOf('-'));
export const enrolled = ({ participants }: Planned): number => Object.keys(participants).length;

function waits(state: TrainingEvent, id: string) {
  const centre = centreOf(id);
  switch (state.status) {
    case 'proposed':
      return state.byCentre ? ({ role: 'ogauc', act: 'coordinate-ogauc' } as const) : ({ role: 'centre-coordinator', centre, act: 'coordinate-centre' } as const);
    case 'coordinated':
      return { role: 'technical-lead', organ: state.organ, act: 'schedule' } as const;
    case 'scheduled':
      return { role: 'centre-coordinator', centre, act: 'record-held', ...(state.due && { due: state.due }) } as const;
    case 'held':
      return { role: 'centre-coordinator', centre, act: 'register-attendance' } as const;
    case 'cancelled':
      return enrolled(state) > 0 ? ({ role: 'centre-coordinator', centre, act: 'notify-cancellation' } as const) : undefined;
    default:
      return undefined;
  }
}

/** Names are read at the centre; elsewhere one sees initials and counts. */
async function show(state: TrainingEvent, { caller, services: { keys } }: Scope, id: string): Promise<object> {
  if (state.status === 'never-proposed') return {};
  const { participants, attended, status: _status, ...shown } = state;
  const whole = handles(caller, id);
  const people = await Promise.all(
    Object.entries(participants).map(async ([participant, sealed]) => {
      const person = Participant.safeParse(await keys.open(sealed)).data;
      const name = person ? (whole ? person.name : maskName(person.name)) : '[datos suprimidos]';
      return { participant, name, ...(person?.entity && { entity: person.entity }), ...(whole && person?.contact && { contact: person.contact }), ...(attended && { attended: attended.includes(participant) }) };
    }),
  );
  return { ...shown, enrolled: people.length, participants: people };
}

const handles = (caller: Caller, id: string): boolean => caller.role === 'data-officer' || caller.centre === centreOf(id);

export const definition = define<TrainingEvent, typeof told>({
  name: 'training-event',
  title: ['Evento', 'Capacitaciones y eventos'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'never-proposed' },
  evolve: {
    EventoProposed: (_, { organ, name, kind, matter, capacity, by, ...slot }) => ({ status: 'proposed', organ, name, kind, matter, capacity, slot: slotOf(slot), proposedBy: by, participants: {} }),
    EventoCoordinatedByCentro: (state, { by }) => when(state, (live) => coordinated({ ...live, byCentre: by })),
    EventoCoordinatedByOgauc: (state, { by }) => when(state, (live) => coordinated({ ...live, byOgauc: by })),
    EventoScheduled: (state, { due }) => when(state, (live) => ({ ...live, status: 'scheduled', ...(due && { due }) })),
    EventoRescheduled: (state, slot) => when(state, (live) => moved(live, slot)),
    EventoCancelled: (state) => when(state, (live) => ({ ...live, status: 'cancelled' })),
    EventoCancellationNotified: (state) => when(state, (live) => ({ ...live, status: 'notified' })),
    ParticipanteEnrolled: (state, { participant, sealed }) => when(state, (live) => ({ ...live, participants: { ...live.participants, [participant]: sealed } })),
    ParticipanteWithdrawn: (state, { participant }) => when(state, (live) => ({ ...live, participants: without(live.participants, participant) })),
    EventoHeld: (state) => when(state, (live) => ({ ...live, status: 'held' })),
    ParticipantesRegistered: (state, { attended }) => when(state, (live) => ({ ...live, status: 'registered', attended })),
  },
  statuses: {
    'never-proposed': 'Sin proponer',
    proposed: 'Por coordinar',
    coordinated: 'Coordinado',
    scheduled: 'Programado',
    held: 'Realizado',
    registered: 'Con asistencia registrada',
    cancelled: 'Cancelado',
    notified: 'Cancelado, con aviso a los inscritos',
  },
  record: {
    version: 1,
    labels: { organ: 'Órgano', slot: 'Cuándo y dónde', proposedBy: 'Propuesto por', byCentre: 'Coordinado por el centro', byOgauc: 'Coordinado por la OGAUC', due: 'Se registra hasta', enrolled: 'Inscritos', participants: 'Participantes', participant: 'Código de participante', attended: 'Asistió' },
    readers: 'all',
    summary: (state, id) => (state.status === 'never-proposed' ? { title: id } : { title: `${state.slot.date} ${state.slot.start} ${state.name}`, centre: centreOf(id), organ: state.organ }),
    waits,
    show,
  },
});
