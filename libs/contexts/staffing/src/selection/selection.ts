import { z } from 'zod';
import { act, declare } from '#aggregates';
import { Id, input, isPersonal, publicText, Sha256, text } from '#contracts';
import { refuse } from '#kernel';
import { checkIdentity } from '#personal-data';
import type { Scope } from '#platform';
import { tdr } from '../tdr/tdr.ts';
import { checkCommittee, checkEvaluator, checkNoMember, rankingOf } from './committee.ts';
import { definition, everMembers, isScored, missing, organOf, type Selection } from './state.ts';

const [b, c] = ['DIR.5.2.b', 'DIR.5.2.c'] as const;
const roles = ['human-resources'] as const;
const person = Id.meta({ title: 'Cuenta de la persona', widget: 'person' });
const dni = z.string().regex(/^\d{8}$/, { error: 'El DNI tiene 8 dígitos, con sus ceros iniciales.' }).meta({ title: 'DNI', description: 'Se guarda sellado: sirve para que nadie esté en ambos lados ni compita siendo miembro', sealed: true });
const members = z.array(input({ person, dni })).min(1, { error: 'Nombre al menos un miembro.' }).max(5, { error: 'Nombre como máximo cinco miembros.' });
const candidate = z.string().regex(/^[a-z0-9-]{1,20}$/, { error: 'El código del candidato tiene hasta 20 letras minúsculas, dígitos o guiones.' }).refine((code) => !isPersonal(code), { error: 'El código no puede ser un DNI, un RUC ni un teléfono.' }).meta({ title: 'Código del candidato', examples: ['c1'] });

const subjectOf = (number: string, field: string, { services }: Scope): Promise<string> => services.keys.subjectFor(checkIdentity({ kind: 'DNI', number }, field));

const whose = (id: string) => ({ selection: id, organ: organOf(id) });

const competitors = (state: Selection) => ('candidates' in state ? state.candidates.map((each) => each.person) : []);

export const selection = declare(definition, {
  open: act(definition, {
    summary: 'Iniciar la selección',
    provision: b,
    roles,
    from: ['none', 'voided'],
    input: input({ hash: Sha256.meta({ title: 'Huella de los términos de referencia', description: 'La del texto visado por el órgano y por la OGAUC' }) }),
    facts: async (_, { services }, id) => (await services.executor.load(tdr, id)).state,
    decide(state, { id, input: { hash }, facts, actor }) {
      if (facts.status !== 'sent') throw refuse('conflict', 'tdr-not-endorsed', 'Los términos de referencia no fueron visados por el órgano y la OGAUC y remitidos a Recursos Humanos.', { provision: b });
      if (facts.hash !== hash) throw refuse('conflict', 'tdr-text-differs', 'Esa no es la huella del texto que fue visado.', { field: 'hash', provision: b });
      return [{ type: 'SeleccionOpened', data: { ...whose(id), centre: facts.centre, hash, round: state.status === 'none' ? 1 : state.round + 1, by: actor.id } }];
    },
  }),
  constitute: act(definition, {
    summary: 'Constituir el comité',
    provision: c,
    roles,
    from: ['opened'],
    input: input({ ogauc: members.meta({ title: 'Miembros por la OGAUC' }), organ: members.meta({ title: 'Miembros por el órgano' }) }),
    facts: async ({ ogauc, organ }, scope) =>
      Promise.all([
        ...ogauc.map(async ({ person, dni }, i) => ({ person, subject: await subjectOf(dni, `ogauc.${i}.dni`, scope), quota: 'ogauc' as const })),
        ...organ.map(async ({ person, dni }, i) => ({ person, subject: await subjectOf(dni, `organ.${i}.dni`, scope), quota: 'organ' as const })),
      ]),
    decide(_, { id, facts, actor }) {
      checkCommittee(facts);
      return [{ type: 'ComiteConstituted', data: { ...whose(id), members: facts, by: actor.id } }];
    },
  }),
  recuse: act(definition, {
    summary: 'Apartar a un miembro y reemplazarlo',
    provision: c,
    roles,
    from: ['evaluating'],
    input: input({
      person: person.meta({ title: 'Miembro que se aparta' }),
      ground: z.enum(['kinship', 'interest']).meta({ title: 'Causa', names: { kinship: 'Parentesco con un candidato (Ley 26771)', interest: 'Otro conflicto de intereses' } }),
      replacement: person.meta({ title: 'Quien lo reemplaza, del mismo lado' }),
      dni: dni.meta({ title: 'DNI de quien lo reemplaza' }),
    }),
    notBy: competitors,
    facts: ({ dni }, scope) => subjectOf(dni, 'dni', scope),
    decide(state, { id, input: { person, ground, replacement }, facts: subject, actor }) {
      const leaving = state.members.find((member) => member.person === person);
      if (!leaving) throw refuse('not-found', 'not-a-member', 'Esa persona no es miembro del comité.', { field: 'person', provision: c });
      if (isScored(state)) throw refuse('conflict', 'evaluation-began', 'La evaluación ya empezó: el reemplazo es antes. Deje sin efecto la selección e iníciela de nuevo.', { provision: c });
      const member = { person: replacement, subject, quota: leaving.quota };
      checkCommittee([...everMembers(state).map((each) => ({ ...each, quota: leaving.quota })), member], { field: 'replacement', quotas: false });
      checkNoMember(state.candidates, [member], 'replacement');
      return [{ type: 'ComiteMemberRecused', data: { ...whose(id), person, ground, replacement: member, by: actor.id } }];
    },
  }),
  excuse: act(definition, {
    summary: 'Dejar constancia de que un miembro está ausente',
    provision: c,
    roles,
    from: ['evaluating'],
    input: input({ person: person.meta({ title: 'Miembro ausente' }), reason: publicText(500, 5).meta({ title: 'Motivo' }) }),
    notBy: competitors,
    decide(state, { id, input: { person, reason }, actor }) {
      const present = state.members.filter((member) => member.person !== person);
      if (present.length === state.members.length) throw refuse('not-found', 'not-a-member', 'Esa persona no es miembro del comité.', { field: 'person', provision: c });
      checkCommittee(present, { field: 'person' });
      return [{ type: 'ComiteMemberExcused', data: { ...whose(id), person, reason, by: actor.id } }];
    },
  }),
  'register-candidate': act(definition, {
    summary: 'Registrar a un candidato',
    provision: c,
    roles,
    from: ['evaluating'],
    input: input({
      candidate,
      person: person.meta({ title: 'Cuenta del candidato', description: 'La que tiene o tendrá para ingresar si es elegido' }),
      name: text(200, 3).meta({ title: 'Nombres y apellidos', description: 'Se guarda sellado', sealed: true }),
      dni,
    }),
    async facts({ name, dni }, scope) {
      const subject = await subjectOf(dni, 'dni', scope);
      return { subject, sealed: await scope.services.keys.seal(subject as never, { name, dni }) };
    },
    decide(state, { id, input: { candidate, person }, facts, actor }) {
      if (isScored(state)) throw refuse('conflict', 'evaluation-began', 'La evaluación ya empezó: no se admiten más candidatos.', { provision: c });
      const known = state.candidates.some((each) => each.candidate === candidate || each.person === person || each.subject === facts.subject);
      if (known) throw refuse('conflict', 'candidate-already-registered', 'Ese candidato, su cuenta o su DNI ya están registrados.', { field: 'candidate', provision: c });
      checkNoMember([{ person, subject: facts.subject }], everMembers(state), 'person');
      if (person === actor.id) throw refuse('forbidden', 'own-act', 'Nadie registra su propia candidatura.', { provision: c });
      return [{ type: 'CandidatoRegistered', data: { ...whose(id), candidate, person, ...facts, by: actor.id } }];
    },
  }),
  evaluate: act(definition, {
    summary: 'Calificar a un candidato',
    provision: c,
    roles: ['ogauc', 'technical-lead', 'director-general'],
    from: ['evaluating'],
    input: input({ candidate, score: z.int({ error: 'El puntaje es un número entero.' }).min(0, { error: 'El puntaje va de 0 a 100.' }).max(100, { error: 'El puntaje va de 0 a 100.' }).meta({ title: 'Puntaje (0 a 100)' }) }),
    notBy: competitors,
    decide(state, { id, input: { candidate, score }, actor }) {
      checkEvaluator(state, actor, organOf(id));
      const found = state.candidates.find((each) => each.candidate === candidate);
      if (!found) throw refuse('not-found', 'candidate-unknown', 'No hay un candidato con ese código.', { field: 'candidate', provision: c });
      if (found.scores[actor.id] !== undefined) throw refuse('conflict', 'already-evaluated', 'Usted ya calificó a ese candidato.', { field: 'candidate', provision: c });
      return [{ type: 'CandidatoEvaluated', data: { ...whose(id), candidate, score, by: actor.id } }];
    },
  }),
  conclude: act(definition, {
    summary: 'Concluir la selección con los puntajes de todos',
    provision: c,
    roles,
    from: ['evaluating'],
    input: input({}),
    notBy: competitors,
    decide(state, { id, actor }) {
      if (state.candidates.length === 0) throw refuse('conflict', 'no-candidates', 'No hay candidatos: deje sin efecto la selección.', { provision: c });
      if (missing(state) > 0) throw refuse('conflict', 'scores-missing', `Faltan ${missing(state)} puntajes de los miembros presentes.`, { provision: c });
      const ranking = rankingOf(state);
      const { candidate: winner, person, subject } = state.candidates.find((each) => each.candidate === ranking[0]!.candidate)!;
      return [{ type: 'SeleccionConcluded', data: { ...whose(id), winner, person, subject, ranking, by: actor.id } }];
    },
  }),
  void: act(definition, {
    summary: 'Dejar sin efecto la selección',
    provision: c,
    roles,
    from: ['opened', 'evaluating'],
    input: input({ reason: publicText(1_000, 10).meta({ title: 'Motivo', description: 'Por ejemplo, que nadie alcanzó el perfil', widget: 'textarea' }) }),
    notBy: competitors,
    decide: (_, { id, input: { reason }, actor }) => [{ type: 'SeleccionVoided', data: { ...whose(id), reason, by: actor.id } }],
  }),
});
