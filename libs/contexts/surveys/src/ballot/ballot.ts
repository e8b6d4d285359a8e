import { z } from 'zod';
import { act, declare, define, events, ids, type Ask } from '#aggregates';
import { CentreCode, choice, Instant, LocalDate, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import { subjectOf } from '#personal-data';
import { Answers, checkAnswers, type Question } from '../survey/questions.ts';

const provision = 'DIR.5.1.2.e';
const ballot = z.string();
const survey = z.string();
const version = z.int().min(1);

/** The services whose perception is asked for (DIR.4.1). */
export const Service = choice(['information', 'consulta', 'technical-assistance', 'training', 'desk']).meta({
  title: 'Servicio que recibió',
  names: { information: 'Información', consulta: 'Consulta', 'technical-assistance': 'Asistencia técnica', training: 'Capacitación', desk: 'Mesa de Partes' },
});
export type Service = z.infer<typeof Service>;

/** An answer as it is counted: whole numbers by question; free texts sealed, each under a key of its own. */
const Counted = z.strictObject({ service: Service, answers: z.record(z.string(), z.int()), texts: z.array(z.strictObject({ code: z.string(), sealed: z.string() })) });
export type Counted = z.infer<typeof Counted>;

/** Of all answers on a scale: their sum, and how many. */
const Scale = z.strictObject({ sum: z.int(), n: z.int() });
type Scale = z.infer<typeof Scale>;

/**
 * `FichaUsed` says which token was used and holds the answer sealed under a key of its own. `RespuestaEncuestaReceived` says an
 * answer and nothing of any token. Between them at least k answers are put in another order, and the keys of the former erased.
 */
export const ballotEvents = events({
  FichasIssued: { provision, title: 'Fichas de encuesta emitidas', data: z.strictObject({ ballot, survey, version, centre: CentreCode, until: LocalDate, hashes: z.array(Sha256).min(1) }) },
  FichaUsed: { provision, title: 'Ficha de encuesta usada', data: z.strictObject({ ballot, hash: Sha256, date: LocalDate, sealed: z.string() }) },
  RespuestasShuffled: { provision, title: 'Respuestas barajadas', data: z.strictObject({ ballot, taken: z.int().min(1), date: LocalDate, scale: Scale }) },
  RespuestaEncuestaReceived: { provision, title: 'Respuesta de encuesta contada', data: Counted.extend({ survey, version, centre: CentreCode, date: LocalDate }) },
  RecuentoClosed: {
    provision,
    title: 'Recuento de la encuesta cerrado',
    // Absent `mean`: nothing was counted. Hundredths of 1 to 5.
    data: z.strictObject({ ballot, survey, version, centre: CentreCode, counted: z.int(), discarded: z.int(), minimum: z.int(), mean: z.int().optional(), low: z.boolean(), planBy: Instant }),
  },
});

export interface Ballot {
  readonly status: 'none' | 'open' | 'counted';
  readonly survey: string;
  readonly version: number;
  readonly until: string;
  /** Hash of each token → whether it was used. */
  readonly tokens: Readonly<Record<string, boolean>>;
  /** Sealed answers that are not counted yet, in the order in which they came. */
  readonly pending: readonly string[];
  /** Subjects of those that are, or never will be: their keys are erased. */
  readonly spent: readonly string[];
  readonly counted: number;
  readonly scale: Scale;
  /** Until when the improvement plan is to be carried out, where the score is low. */
  readonly planBy?: string;
}

const spend = (state: Ballot, taken: number): Ballot => ({ ...state, pending: state.pending.slice(taken), spent: [...state.spent, ...state.pending.slice(0, taken).map(subjectOf)] });

const definition = define<Ballot, typeof ballotEvents>({
  name: 'survey-ballot',
  title: ['Ánfora de encuesta', 'Ánforas de encuesta'],
  id: ids.atCentre,
  events: ballotEvents,
  initialState: { status: 'none', survey: '', version: 0, until: '', tokens: {}, pending: [], spent: [], counted: 0, scale: { sum: 0, n: 0 } },
  evolve: {
    FichasIssued: (state, { survey, version, until, hashes }) => ({ ...state, status: 'open', survey, version, until, tokens: { ...state.tokens, ...Object.fromEntries(hashes.map((hash) => [hash, false])) } }),
    FichaUsed: (state, { hash, sealed }) => ({ ...state, tokens: { ...state.tokens, [hash]: true }, pending: [...state.pending, sealed] }),
    RespuestasShuffled: (state, { taken, scale }) => ({ ...spend(state, taken), scale: { sum: state.scale.sum + scale.sum, n: state.scale.n + scale.n } }),
    RespuestaEncuestaReceived: (state) => ({ ...state, counted: state.counted + 1 }),
    RecuentoClosed: (state, { low, planBy }) => ({ ...spend(state, state.pending.length), status: 'counted', ...(low && { planBy }) }),
  },
  statuses: { none: 'Sin fichas', open: 'Abierta', counted: 'Contada' },
  record: { version: 1, summary: (_, id) => ({ title: id }) },
});

/**
 * How many of the pending answers, the oldest first, may be counted now. Never fewer than k together, and what stays behind is
 * never so few that it could not be counted at the end: a centre loses its answers only where it has fewer than k in all.
 */
export function takenOf(pending: number, minimum: number, final: boolean): number {
  if (final) return pending >= minimum ? pending : 0;
  return pending >= 2 * minimum ? pending - minimum : 0;
}

interface UseFacts {
  readonly questions: readonly Question[];
  readonly open: boolean;
  /** The answer; empty where it is only tried whether it would be taken. */
  readonly sealed: string;
}

export interface TallyFacts {
  /** How many were spent before: another tally in between makes this one void. */
  readonly spent: number;
  readonly taken: number;
  readonly final: boolean;
  readonly minimum: number;
  /** Those taken that can still be opened, in an order that says nothing. */
  readonly answers: readonly Counted[];
  readonly scale: Scale;
  /** Hundredths. */
  readonly lowScore: number;
  readonly planBy: string;
}

const Issue = z.strictObject({ survey, version, until: LocalDate, hashes: z.array(Sha256).min(1).max(500) });
const Use = z.strictObject({ hash: Sha256, version, service: Service, answers: Answers });
const Tally = z.strictObject({ date: LocalDate });

const maxTokens = 20_000;

/** Tokens and answers of one survey at one centre. No endpoint of its own: a kiosk, a coordinator's batch and the clock ask. */
export const ballotAggregate = declare(definition, {
  issue: act(definition, {
    summary: 'Emitir fichas de encuesta',
    provision,
    roles: [],
    from: ['none', 'open'],
    input: Issue,
    decide(state, { id, input: { survey, version, until, hashes } }) {
      if (Object.keys(state.tokens).length + hashes.length > maxTokens) throw refuse('conflict', 'too-many-tokens', `Un centro tiene como máximo ${maxTokens} fichas por encuesta.`, { field: 'count', provision });
      return [{ type: 'FichasIssued', data: { ballot: id, survey, version, centre: centreOf(id), until, hashes } }];
    },
  }),
  use: act(definition, {
    summary: 'Responder la encuesta',
    provision,
    roles: [],
    from: ['none', 'open', 'counted'],
    input: Use,
    decide(state, { id, input: { hash, version, answers }, facts, today }: Ask<z.infer<typeof Use>, UseFacts>) {
      checkToken(state, hash, facts.open, today);
      if (version !== state.version) throw refuse('conflict', 'other-version', 'La encuesta cambió: vuelva a abrirla con una ficha nueva.', { field: 'version', provision });
      checkAnswers(facts.questions, answers);
      return [{ type: 'FichaUsed', data: { ballot: id, hash, date: today, sealed: facts.sealed } }];
    },
  }),
  tally: act(definition, {
    summary: 'Contar las respuestas',
    provision,
    roles: [],
    from: ['open', 'counted'],
    input: Tally,
    decide(state, { id, input: { date }, facts }: Ask<z.infer<typeof Tally>, TallyFacts>) {
      if (state.status === 'counted' || state.spent.length !== facts.spent) return [];
      const { survey, version } = state;
      const centre = centreOf(id);
      const { taken, answers, scale } = facts;
      const counted = answers.map((answer) => ({ type: 'RespuestaEncuestaReceived' as const, data: { survey, version, centre, date, ...answer } }));
      const round = taken > 0 ? [{ type: 'RespuestasShuffled' as const, data: { ballot: id, taken, date, scale } }, ...counted] : [];
      return facts.final ? [...round, { type: 'RecuentoClosed', data: closing(state, id, facts) }] : round;
    },
  }),
});

function closing(state: Ballot, id: string, { answers, taken, scale, minimum, lowScore, planBy }: TallyFacts) {
  const n = state.scale.n + scale.n;
  const mean = n > 0 ? Math.round((100 * (state.scale.sum + scale.sum)) / n) : undefined;
  return {
    ballot: id,
    survey: state.survey,
    version: state.version,
    centre: centreOf(id),
    counted: state.counted + answers.length,
    discarded: state.pending.length - taken,
    minimum,
    ...(mean !== undefined && { mean }),
    low: mean !== undefined && mean < lowScore,
    planBy,
  };
}

/** @throws DomainError `token-unknown`, `token-used`, `survey-closed` */
export function checkToken({ status, tokens, until }: Ballot, hash: string, open: boolean, today: string): void {
  const used = tokens[hash];
  if (used === undefined) throw tokenUnknown();
  if (used) throw refuse('conflict', 'token-used', 'Esta ficha ya se usó: cada una sirve para una sola respuesta.', { provision });
  if (status === 'counted' || !open || today > until) throw refuse('conflict', 'survey-closed', 'Esta encuesta ya terminó. Gracias por su interés.', { provision });
}

/** One answer for all tokens that are none: nobody learns which surveys or centres there are. */
export const tokenUnknown = () => refuse('not-found', 'token-unknown', 'Esta ficha no existe. Revise el código, o pida otra en el centro.', { field: 'token', provision });

const centreOf = (id: string): string => id.slice(0, id.indexOf('-'));
