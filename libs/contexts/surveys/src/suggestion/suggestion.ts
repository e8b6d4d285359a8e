import { z } from 'zod';
import { act, declare, define, events, ids, type Ask, type AskActor } from '#aggregates';
import { limaDate } from '#calendar';
import { CentreCode, choice, Id, Instant, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { sealAlone } from '../anonymous/hold.ts';
import { redact } from '../anonymous/redact.ts';
import { suggestionBox } from '../suggestion-box/suggestion-box.ts';
import { checkSubject, dueOf, Post, Said, Service, type SaidIn } from './said.ts';
import { showSuggestion } from './show.ts';
import type { KnownSuggestion, Suggestion } from './state.ts';

const provision = 'DIR.5.5.e';
const suggestion = z.string();

export const Category = choice(['treatment', 'knowledge', 'waiting', 'premises', 'hours', 'information', 'other']).meta({
  title: 'De qué trata',
  names: { treatment: 'Trato', knowledge: 'Conocimiento del tema', waiting: 'Tiempo de espera', premises: 'Local y equipos', hours: 'Horario', information: 'Información y difusión', other: 'Otro' },
});

const told = events({
  // The day alone, and nobody: who said it is unknown to the platform itself.
  SugerenciaDropped: {
    provision,
    title: 'Sugerencia recibida',
    data: z.strictObject({ suggestion, centre: CentreCode, date: LocalDate, channel: z.enum(['kiosk', 'paper']), about: z.enum(['service', 'post']), service: Service.optional(), post: Post.optional(), redacted: z.int(), sealed: z.string(), due: Instant }),
  },
  SugerenciaModerated: { provision, title: 'Sugerencia revisada', data: z.strictObject({ suggestion, shown: z.boolean(), reason: z.string().optional(), by: Id }) },
  SugerenciaClassified: { provision, title: 'Sugerencia clasificada', data: z.strictObject({ suggestion, category: Category, concerns: z.array(Post), by: Id }) },
  SugerenciaActioned: { provision, title: 'Sugerencia atendida', data: z.strictObject({ suggestion, action: z.string(), by: Id }) },
});

const centreOf = (id: string): string => id.slice(0, id.indexOf('-'));

/** Whoever heads the centre has the turn, unless it is about that very post. */
const turn = (state: KnownSuggestion, id: string, act: string) =>
  state.concerns.includes('centre-coordinator') ? { role: 'ogauc' as const, act, due: state.due } : { role: 'centre-coordinator' as const, centre: centreOf(id), act, due: state.due };

const nextAct: Readonly<Record<string, string>> = { dropped: 'moderate', shown: 'classify', classified: 'act-upon' };

/** What somebody unknown suggests: shown once it is moderated, classified, and acted upon. */
const definition = define<Suggestion, typeof told>({
  name: 'suggestion',
  title: ['Sugerencia', 'Sugerencias'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    SugerenciaDropped: (_, { date, channel, about, service, post, redacted, sealed, due }) => ({ status: 'dropped', date, channel, about, ...(service && { service }), concerns: post ? [post] : [], redacted, sealed, due }),
    SugerenciaModerated: (state, { shown, reason }) => (state.status === 'dropped' ? { ...state, status: shown ? 'shown' : 'withheld', ...(reason !== undefined && { reason }) } : state),
    SugerenciaClassified: (state, { category, concerns }) => (state.status === 'none' ? state : { ...state, status: 'classified', category, concerns: [...new Set([...state.concerns, ...concerns])] }),
    SugerenciaActioned: (state, { action }) => (state.status === 'classified' ? { ...state, status: 'actioned', action } : state),
  },
  statuses: { none: 'No existe', dropped: 'Por revisar', shown: 'Por clasificar', withheld: 'No se muestra', classified: 'Por atender', actioned: 'Atendida' },
  record: {
    version: 1,
    summary: (state, id) => ({ title: state.status === 'none' ? id : `Sugerencia del ${state.date}, sobre ${state.about === 'post' ? 'un puesto' : 'un servicio'}`, centre: centreOf(id) }),
    waits: (state, id) => (state.status !== 'none' && nextAct[state.status] ? turn(state, id, nextAct[state.status]!) : undefined),
    show: (state, scope) => (state.status === 'none' ? {} : showSuggestion(state, scope)),
  },
});

/** @throws DomainError `own-suggestion`: nobody decides about a suggestion on their own post */
function checkNotConcerned(concerns: readonly string[], { role }: AskActor): void {
  if (concerns.includes(role)) throw refuse('forbidden', 'own-suggestion', 'La sugerencia trata de su propio puesto: la ve otra persona (la OGAUC).', { provision });
}

const deciders = ['centre-coordinator', 'ogauc'] as const;
const Drop = z.strictObject({ date: LocalDate, about: z.enum(['service', 'post']), service: Service.optional(), post: Post.optional() });

interface DropFacts {
  readonly sealed: string;
  readonly redacted: number;
  readonly due: string;
}

const droppedOf = (id: string, channel: 'kiosk' | 'paper', { date, about, service, post }: z.infer<typeof Drop>, { sealed, redacted, due }: DropFacts) => ({
  type: 'SugerenciaDropped' as const,
  data: { suggestion: id, centre: centreOf(id), date, channel, about, ...(service && { service }), ...(post && { post }), redacted, sealed, due },
});

export const suggestionAggregate = declare(definition, {
  drop: act(definition, {
    summary: 'Dejar una sugerencia',
    provision,
    roles: [],
    from: ['none'],
    input: Drop,
    decide: (_, { id, input: said, facts }: Ask<z.infer<typeof Drop>, DropFacts>) => [droppedOf(id, 'kiosk', said, facts)],
  }),
  transcribe: act(definition, {
    summary: 'Pasar una sugerencia del buzón de papel',
    provision,
    roles: ['centre-coordinator'],
    from: ['none'],
    input: Said,
    async facts(said: SaidIn, scope: Scope, id) {
      checkSubject(said);
      const { state } = await scope.services.executor.load(suggestionBox, centreOf(id));
      const opened = state.status === 'installed' ? state.openings.at(-1)?.on : undefined;
      if (opened === undefined) throw refuse('conflict', 'box-not-opened', 'Primero registre la apertura del buzón, con su acta.', { provision });
      const { text, redacted } = redact(said.text);
      return { date: opened, redacted, sealed: await sealAlone(text, scope.services.keys), due: dueOf(limaDate(scope.now.toISOString()), scope) };
    },
    decide: (_, { id, input: { about, service, post }, facts: { date, ...facts } }) => [droppedOf(id, 'paper', { date, about, service, post }, facts)],
  }),
  moderate: act(definition, {
    summary: 'Revisar antes de mostrar',
    provision,
    roles: deciders,
    from: ['dropped'],
    input: input({
      shown: z.boolean().meta({ title: 'Se muestra' }),
      reason: publicText(300, 5).optional().meta({ title: 'Por qué no se muestra', description: 'Por ejemplo, nombra a una persona' }),
    }),
    decide({ concerns }, { id, input: { shown, reason }, actor }) {
      checkNotConcerned(concerns, actor);
      // A centre can't keep from sight what is said of it.
      if (!shown && actor.role !== 'ogauc') throw refuse('forbidden', 'withheld-by-ogauc-only', 'Solo la OGAUC decide que una sugerencia no se muestre.', { field: 'shown', provision });
      if (!shown && reason === undefined) throw refuse('invalid', 'reason-missing', 'Diga por qué no se muestra.', { field: 'reason', provision });
      return [{ type: 'SugerenciaModerated', data: { suggestion: id, shown, ...(reason !== undefined && { reason }), by: actor.id } }];
    },
  }),
  classify: act(definition, {
    summary: 'Clasificar',
    provision,
    roles: deciders,
    from: ['shown'],
    input: input({ category: Category, concerns: z.array(Post).max(4).meta({ title: 'Puestos de los que trata', description: 'Ninguno, si trata del servicio' }) }),
    decide(state, { id, input: { category, concerns }, actor }) {
      checkNotConcerned([...state.concerns, ...concerns], actor);
      return [{ type: 'SugerenciaClassified', data: { suggestion: id, category, concerns, by: actor.id } }];
    },
  }),
  'act-upon': act(definition, {
    summary: 'Decir qué se hizo',
    provision,
    roles: deciders,
    from: ['classified'],
    input: input({ action: publicText(1_000, 10).meta({ title: 'Qué se hizo', widget: 'textarea', description: 'Sin nombres de personas' }) }),
    decide({ concerns }, { id, input: { action }, actor }) {
      checkNotConcerned(concerns, actor);
      return [{ type: 'SugerenciaActioned', data: { suggestion: id, action, by: actor.id } }];
    },
  }),
});
