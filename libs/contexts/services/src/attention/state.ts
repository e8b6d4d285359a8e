import { define, ids, type DataOf } from '#aggregates';
import { maskName } from '#personal-data';
import type { Caller } from '#platform';
import { masked, SealedPerson } from '../identity.ts';
import { kindNames, told } from './events.ts';

type Recorded = DataOf<typeof told, 'AtencionRecorded'>;

export interface Given extends Omit<Recorded, 'atencion'> {
  /** The organ that it was passed on to. */
  readonly escalatedTo?: string;
  readonly resolvedBy?: 'centre' | 'organ';
}

export type Attention = { readonly status: 'never-recorded' } | (Given & { readonly status: 'open' | 'escalated' | 'closed' | 'no-attendance' | 'annulled' });

const when = (state: Attention, change: (given: Given) => Attention): Attention => (state.status === 'never-recorded' ? state : change(state));

/** Whoever attends people at that centre, and the data officer, may read who was attended. */
const readsPerson = (caller: Caller, { centre }: Given): boolean => caller.role === 'data-officer' || caller.centre === centre;

export const definition = define<Attention, typeof told>({
  name: 'attention',
  title: ['Atención', 'Atenciones'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'never-recorded' },
  evolve: {
    AtencionRecorded: (_, { atencion: _id, ...data }) => ({ status: data.attendees === 0 ? 'no-attendance' : 'open', ...data }),
    AtencionEscalated: (state, { to }) => when(state, (given) => ({ ...given, status: 'escalated', escalatedTo: to })),
    AtencionClosed: (state, { resolvedBy }) => when(state, (given) => ({ ...given, status: 'closed', resolvedBy })),
    AtencionAnnulled: (state) => when(state, (given) => ({ ...given, status: 'annulled' })),
  },
  statuses: { 'never-recorded': 'Sin registrar', open: 'Abierta', escalated: 'Elevada al órgano', closed: 'Cerrada', 'no-attendance': 'Asistencia cero', annulled: 'Anulada' },
  record: {
    version: 1,
    labels: { centre: 'Centro', specialist: 'Especialista', organ: 'Órgano', sistema: 'Sistema administrativo', aplicativo: 'Aplicativo', tema: 'Tema', attended: 'Persona atendida', otherOrgan: 'Tema de otro órgano', due: 'Se cierra hasta', escalatedTo: 'Elevada a', resolvedBy: 'Resuelta por' },
    summary: (state, id) =>
      state.status === 'never-recorded' ? { title: id } : { title: `${kindNames[state.kind]} – ${state.entity ?? 'persona natural'}`, centre: state.centre, organ: state.organ, person: state.specialist },
    waits: (state) => (state.status === 'open' || state.status === 'escalated' ? { role: 'specialist', person: state.specialist, act: 'close', ...(state.status === 'open' && state.due && { due: state.due }) } : undefined),
    async show(state, { caller, services }) {
      if (state.status === 'never-recorded') return {};
      const { sealed, subject: _subject, status: _status, ...shown } = state;
      if (!sealed) return shown;
      const person = SealedPerson.safeParse(await services.keys.open(sealed)).data;
      if (!person) return { ...shown, attended: '[datos suprimidos]' };
      return readsPerson(caller, state) ? { ...shown, attended: `${person.name}, ${person.kind} ${person.number}` } : { ...shown, attended: `${maskName(person.name)}, ${masked(person)}` };
    },
  },
});
