import { define, ids, type DataOf } from '#aggregates';
import type { KeyStore } from '#personal-data';
import type { Scope } from '#platform';
import { told, type Member } from './events.ts';

export interface Candidate extends Omit<DataOf<typeof told, 'CandidatoRegistered'>, 'selection' | 'organ' | 'by'> {
  /** By member. */
  readonly scores: Readonly<Record<string, number>>;
}

interface Opened {
  readonly centre: string;
  /** Of the terms of reference. */
  readonly hash: string;
  readonly round: number;
}

export interface Evaluating extends Opened {
  /** Present: neither recused nor excused. */
  readonly members: readonly Member[];
  readonly recused: readonly Pick<Member, 'person' | 'subject'>[];
  readonly candidates: readonly Candidate[];
}

export type Selection =
  | { readonly status: 'none' }
  | ({ readonly status: 'opened' } & Opened)
  | ({ readonly status: 'evaluating' } & Evaluating)
  | ({ readonly status: 'concluded'; readonly winner: Pick<Candidate, 'candidate' | 'person' | 'subject' | 'sealed'>; readonly ranking: DataOf<typeof told, 'SeleccionConcluded'>['ranking'] } & Evaluating)
  | ({ readonly status: 'voided'; readonly reason: string } & Opened);

export const organOf = (id: string): string => ids.ofOrgan.placeOf(id).organ!;

/** Everyone who is or was of the committee. */
export const everMembers = ({ members, recused }: Evaluating): readonly Pick<Member, 'person' | 'subject'>[] => [...members, ...recused];

export const isScored = ({ candidates }: Evaluating): boolean => candidates.some(({ scores }) => Object.keys(scores).length > 0);

/** Scores that are missing. */
export const missing = ({ members, candidates }: Evaluating): number => candidates.reduce((sum, { scores }) => sum + members.filter(({ person }) => scores[person] === undefined).length, 0);

const replaced = (state: Evaluating, person: string, by: readonly Member[]): Evaluating => ({
  ...state,
  members: [...state.members.filter((member) => member.person !== person), ...by],
  recused: [...state.recused, ...state.members.filter((member) => member.person === person)],
  candidates: state.candidates.map((candidate) => {
    const { [person]: _, ...scores } = candidate.scores;
    return { ...candidate, scores };
  }),
});

/** A selection for one set of terms of reference, called as they are: there is one, and another round only after it was voided. */
export const definition = define<Selection, typeof told>({
  name: 'selection',
  title: ['Selección', 'Selecciones'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    SeleccionOpened: (_, { centre, hash, round }) => ({ status: 'opened', centre, hash, round }),
    ComiteConstituted: (state, { members }) => ({ ...(state as Opened), status: 'evaluating', members, recused: [], candidates: [] }),
    ComiteMemberRecused: (state, { person, replacement }) => ({ ...replaced(state as Evaluating, person, [replacement]), status: 'evaluating' }),
    ComiteMemberExcused: (state, { person }) => ({ ...replaced(state as Evaluating, person, []), status: 'evaluating' }),
    CandidatoRegistered(state, { selection: _, organ: __, by: ___, ...candidate }) {
      const before = state as Evaluating;
      return { ...before, status: 'evaluating', candidates: [...before.candidates, { ...candidate, scores: {} }] };
    },
    CandidatoEvaluated(state, { candidate, score, by }) {
      const before = state as Evaluating;
      return { ...before, status: 'evaluating', candidates: before.candidates.map((each) => (each.candidate === candidate ? { ...each, scores: { ...each.scores, [by]: score } } : each)) };
    },
    SeleccionConcluded(state, { winner, ranking }) {
      const before = state as Evaluating;
      const { candidate, person, subject, sealed } = before.candidates.find((each) => each.candidate === winner)!;
      return { ...before, status: 'concluded', winner: { candidate, person, subject, sealed }, ranking };
    },
    SeleccionVoided(state, { reason }) {
      const { centre, hash, round } = state as Opened;
      return { status: 'voided', centre, hash, round, reason };
    },
  },
  statuses: { none: 'Sin iniciar', opened: 'Iniciada, sin comité', evaluating: 'En evaluación', concluded: 'Concluida', voided: 'Sin efecto' },
  record: {
    version: 1,
    summary: (state, id) => ({ title: id, organ: organOf(id), ...(state.status !== 'none' && { centre: state.centre }) }),
    waits(state) {
      if (state.status === 'opened') return { role: 'human-resources', act: 'constitute' };
      if (state.status !== 'evaluating') return undefined;
      const first = state.members.find(({ person }) => state.candidates.some(({ scores }) => scores[person] === undefined));
      if (first) return { role: first.quota === 'ogauc' ? 'ogauc' : 'technical-lead', person: first.person, act: 'evaluate' };
      return { role: 'human-resources', act: state.candidates.length > 0 ? 'conclude' : 'register-candidate' };
    },
    labels: { centre: 'Centro', hash: 'Huella de los términos de referencia', round: 'Convocatoria', members: 'Miembros presentes', recused: 'Miembros apartados o ausentes', candidates: 'Candidatos', scores: 'Puntajes por miembro', winner: 'Ganador', ranking: 'Orden de méritos', total: 'Puntaje total', quota: 'Por quién integra', name: 'Nombre', reason: 'Motivo' },
    // Human resources, OGAUC, the organ's heads and the members: it tells of the people who compete.
    readers({ id, role, organ }, record, state) {
      if (role === 'human-resources' || role === 'ogauc') return true;
      if (organ === record.organ && (role === 'director-general' || role === 'technical-lead')) return true;
      return 'members' in state && state.members.some(({ person }) => person === id);
    },
    show,
  },
});

/** Names and documents of the candidates to human resources alone; the members score accounts, knowing no names. */
async function show(state: Selection, { caller, services: { keys } }: Scope): Promise<object> {
  if (!('candidates' in state)) return state;
  const opens = caller.role === 'human-resources';
  const candidates = await Promise.all(
    state.candidates.map(async ({ sealed, subject: _, scores, ...candidate }) => ({
      ...candidate,
      // A member sees how the others scored only when all have.
      scores: state.status === 'concluded' || opens ? scores : Object.fromEntries(Object.entries(scores).filter(([member]) => member === caller.id)),
      ...(opens && { name: await nameOf(sealed, keys) }),
    })),
  );
  const plain = ({ person, quota }: Member) => ({ person, quota });
  return {
    ...state,
    members: state.members.map(plain),
    recused: state.recused.map(({ person }) => person),
    candidates,
    ...(state.status === 'concluded' && { winner: { candidate: state.winner.candidate, person: state.winner.person } }),
  };
}

/** Name in a candidate's sealed part. */
export async function nameOf(sealed: string, keys: Pick<KeyStore, 'open'>): Promise<string> {
  const opened = (await keys.open(sealed)) as { readonly name: string } | undefined;
  return opened?.name ?? '[datos suprimidos]';
}
