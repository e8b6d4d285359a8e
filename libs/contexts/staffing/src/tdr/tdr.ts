import { hash as digest } from 'node:crypto';
import { act, declare, define, ids } from '#aggregates';
import { centreOf, CentreCode, input, lookUpOrgan, publicText, Sha256, type OrganLookup } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dueAfter, todayOf } from '../terms.ts';
import { told } from './events.ts';

interface Asked {
  readonly centre: string;
  readonly post: string;
  readonly due: string;
}

interface Written extends Asked {
  readonly profile: string;
  readonly text?: string;
  readonly file?: string;
  readonly hash: string;
  readonly submittedBy: string;
}

interface ByOrgan extends Written {
  readonly organEndorsedBy: string;
}

interface ByBoth extends ByOrgan {
  readonly ogaucEndorsedBy: string;
}

type Tdr =
  | { readonly status: 'none' }
  | ({ readonly status: 'requested' } & Asked)
  | ({ readonly status: 'submitted' } & Written)
  | ({ readonly status: 'endorsed-by-organ' } & ByOrgan)
  | ({ readonly status: 'returned'; readonly reason: string } & Written)
  | ({ readonly status: 'endorsed' } & ByBoth)
  | ({ readonly status: 'sent' } & ByBoth);

const roleOf = { requested: 'technical-lead', returned: 'technical-lead', submitted: 'director-general', 'endorsed-by-organ': 'ogauc', endorsed: 'ogauc' } as const;
const actOf = { requested: 'submit', returned: 'submit', submitted: 'endorse', 'endorsed-by-organ': 'endorse-by-ogauc', endorsed: 'request-selection' } as const;

/** Terms of reference of a specialist whom an organ of línea or apoyo will place at a centre. */
const definition = define<Tdr, typeof told>({
  name: 'tdr',
  title: ['Términos de referencia', 'Términos de referencia'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    TdrRequested: (_, { centre, post, due }) => ({ status: 'requested', centre, post, due }),
    TdrSubmitted(state, { tdr: _, organ: __, by, ...written }) {
      const { centre, post } = state as Asked;
      return { status: 'submitted', centre, post, ...written, submittedBy: by };
    },
    TdrEndorsedByOrgano: (state, { by, due }) => ({ ...(state as Written), status: 'endorsed-by-organ', organEndorsedBy: by, due }),
    TdrEndorsedByOgauc: (state, { by, due }) => ({ ...(state as ByOrgan), status: 'endorsed', ogaucEndorsedBy: by, due }),
    TdrReturnedByOgauc(state, { reason, due }) {
      const { organEndorsedBy: _, ...written } = state as ByOrgan;
      return { ...written, status: 'returned', reason, due };
    },
    SeleccionRequestedToOgarh: (state) => ({ ...(state as ByBoth), status: 'sent' }),
  },
  statuses: { none: 'Sin solicitar', requested: 'Solicitados al órgano', submitted: 'Presentados', 'endorsed-by-organ': 'Visados por el órgano', returned: 'Devueltos al órgano', endorsed: 'Visados por la OGAUC', sent: 'Remitidos a Recursos Humanos' },
  record: {
    version: 1,
    summary: (state, id) => ({ title: state.status === 'none' ? id : state.post, organ: ids.ofOrgan.placeOf(id).organ!, ...(state.status !== 'none' && { centre: state.centre }) }),
    waits(state, id) {
      if (state.status === 'none' || state.status === 'sent') return undefined;
      const role = roleOf[state.status];
      return { role, act: actOf[state.status], due: state.due, ...(role !== 'ogauc' && { organ: ids.ofOrgan.placeOf(id).organ! }) };
    },
    labels: { hash: 'Huella del texto', submittedBy: 'Presentados por', organEndorsedBy: 'Visados por el órgano', ogaucEndorsedBy: 'Visados por la OGAUC', due: 'Plazo', reason: 'Por qué se devolvieron' },
    // It tells of nobody: the organs, OGAUC, human resources and the centre's coordinators.
    readers: ({ role, organ, centre }, record) => (organ ? organ === record.organ && role !== 'specialist' : centre ? centre === record.centre && role === 'centre-coordinator' : true),
  },
});

const organOf = (id: string): string => ids.ofOrgan.placeOf(id).organ!;
const whose = (id: string) => ({ tdr: id, organ: organOf(id) });
const hash = Sha256.meta({ title: 'Huella del texto que visa', description: 'La que muestra el detalle: se visa ese texto y no otro' });
const due = (_: unknown, scope: Pick<Scope, 'services' | 'now'>): string => dueAfter(scope.services, 'tdr-working-days', todayOf(scope));

/** SHA-256 of the profile, the text and the file's own hash, one a line: what is endorsed. */
export const hashOf = ({ profile, text = '', file = '' }: { readonly profile: string; readonly text?: string | undefined; readonly file?: string | undefined }): string => digest('sha256', `${profile}\n${text}\n${file}`);

/** @throws DomainError `organ-unknown`, `organ-not-in-force`, `organ-takes-no-specialists` */
function checkTakesSpecialists({ standing, type }: OrganLookup): void {
  const provision = 'DIR.5.2.a';
  if (standing === 'unknown') throw refuse('not-found', 'organ-unknown', 'No existe un órgano con ese código.', { provision });
  if (standing === 'not-in-force') throw refuse('conflict', 'organ-not-in-force', 'El órgano ya no está vigente.', { provision });
  if (type !== 'linea' && type !== 'apoyo') throw refuse('invalid', 'organ-takes-no-specialists', 'Solo los órganos de línea y de apoyo tienen especialistas en los centros.', { provision });
}

/** @throws DomainError `tdr-text-differs` */
function checkText(seen: string, current: string, provision: string): void {
  if (seen !== current) throw refuse('conflict', 'tdr-text-differs', 'El texto cambió o no es el que usted vio: lea el texto actual y vise ese.', { field: 'hash', provision });
}

/** Who wrote or endorsed the text as it stands. */
function hands(state: Tdr): readonly (string | undefined)[] {
  const { submittedBy, organEndorsedBy } = state as Partial<ByOrgan>;
  return [submittedBy, organEndorsedBy];
}

export const tdr = declare(definition, {
  request: act(definition, {
    summary: 'Solicitar los términos de referencia al órgano',
    provision: 'DIR.5.2.a',
    roles: ['ogauc'],
    from: ['none'],
    input: input({ centre: CentreCode.meta({ title: 'Centro en que servirá', widget: 'centre' }), post: publicText(200, 5).meta({ title: 'Puesto', description: 'Por ejemplo, Especialista en presupuesto público' }) }),
    facts: ({ centre }, scope, id) => ({
      organ: lookUpOrgan(scope.services.directory(), organOf(id), todayOf(scope)),
      centreKnown: centreOf(scope.services.directory(), centre)?.foreign === false,
      due: due(undefined, scope),
    }),
    decide(_, { id, input: { centre, post }, facts, actor }) {
      checkTakesSpecialists(facts.organ);
      if (!facts.centreKnown) throw refuse('invalid', 'centre-unknown', 'No existe un centro con ese código.', { field: 'centre', provision: 'DIR.5.2.a' });
      return [{ type: 'TdrRequested', data: { ...whose(id), centre, post, by: actor.id, due: facts.due } }];
    },
  }),
  submit: act(definition, {
    summary: 'Presentar los términos de referencia',
    provision: 'DIR.5.2.a',
    roles: ['technical-lead'],
    from: ['requested', 'submitted', 'endorsed-by-organ', 'returned', 'endorsed'],
    input: input({
      profile: publicText(4_000, 20).meta({ title: 'Perfil del especialista', description: 'Formación, experiencia y conocimientos que se piden', widget: 'textarea' }),
      text: publicText(20_000, 50).optional().meta({ title: 'Texto de los términos de referencia', widget: 'textarea' }),
      file: Sha256.optional().meta({ title: 'Archivo de los términos de referencia', widget: 'file' }),
    }),
    async facts({ file }, scope) {
      if (file !== undefined) await existingFile(scope.services.files, file, 'file');
      return due(undefined, scope);
    },
    decide(state, { id, input: { profile, text, file }, facts, actor }) {
      if (text === undefined && file === undefined) throw refuse('invalid', 'tdr-empty', 'Escriba los términos de referencia o adjunte su archivo.', { field: 'text', provision: 'DIR.5.2.a' });
      const written = { profile, ...(text !== undefined && { text }), ...(file !== undefined && { file }) };
      const hash = hashOf(written);
      if (state.status !== 'requested' && state.status !== 'returned' && state.hash === hash) return [];
      return [{ type: 'TdrSubmitted', data: { ...whose(id), ...written, hash, by: actor.id, due: facts } }];
    },
  }),
  endorse: act(definition, {
    summary: 'Visar los términos de referencia (Director General del órgano)',
    provision: 'DIR.5.2.a',
    roles: ['director-general'],
    from: ['submitted'],
    input: input({ hash }),
    notBy: hands,
    facts: due,
    decide(state, { id, input: { hash }, facts, actor }) {
      checkText(hash, state.hash, 'DIR.5.2.a');
      return [{ type: 'TdrEndorsedByOrgano', data: { ...whose(id), hash, by: actor.id, due: facts } }];
    },
  }),
  'endorse-by-ogauc': act(definition, {
    summary: 'Visar los términos de referencia (OGAUC)',
    provision: 'DIR.5.2.b',
    roles: ['ogauc'],
    from: ['endorsed-by-organ'],
    input: input({ hash }),
    notBy: hands,
    facts: due,
    decide(state, { id, input: { hash }, facts, actor }) {
      checkText(hash, state.hash, 'DIR.5.2.b');
      return [{ type: 'TdrEndorsedByOgauc', data: { ...whose(id), hash, by: actor.id, due: facts } }];
    },
  }),
  return: act(definition, {
    summary: 'Devolver los términos de referencia al órgano',
    provision: 'DIR.5.2.b',
    roles: ['ogauc'],
    from: ['endorsed-by-organ'],
    input: input({ reason: publicText(1_000, 10).meta({ title: 'Qué debe cambiar', widget: 'textarea' }) }),
    facts: due,
    decide: (state, { id, input: { reason }, facts, actor }) => [{ type: 'TdrReturnedByOgauc', data: { ...whose(id), hash: state.hash, reason, by: actor.id, due: facts } }],
  }),
  'request-selection': act(definition, {
    summary: 'Solicitar a Recursos Humanos que inicie la selección',
    provision: 'DIR.5.2.b',
    roles: ['ogauc'],
    from: ['endorsed'],
    input: input({}),
    decide: (state, { id, actor }) => [{ type: 'SeleccionRequestedToOgarh', data: { ...whose(id), centre: state.centre, hash: state.hash, by: actor.id } }],
  }),
});
