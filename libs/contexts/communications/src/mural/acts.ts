import { act, declare } from '#aggregates';
import { Id, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import { centreStaff, checkFile, File, reasonText, subjectText } from '../shared.ts';
import { ContentNumber, definition, provision, Section, type Content, type Mural } from './mural.ts';

type Installed = Extract<Mural, { readonly status: 'installed' }>;

const photo = File.meta({ title: 'Foto', widget: 'file' });
const which = { content: ContentNumber };

/** The content, if it is at that stage. @throws DomainError `contenido-unknown`, `contenido-not-allowed` */
function contentAt({ contents }: Installed, number: number, stages: readonly Content['stage'][], needs: string): Content {
  const found = contents.find((each) => each.number === number);
  if (!found) throw refuse('not-found', 'contenido-unknown', 'No hay un contenido con ese número en el mural.', { field: 'content', provision });
  if (!stages.includes(found.stage)) throw refuse('conflict', 'contenido-not-allowed', `El contenido tendría que estar ${needs}.`, { field: 'content', provision });
  return found;
}

/** @throws DomainError `responsable-missing`, `not-the-responsable` */
function checkResponsable({ responsable }: Installed, actor: string): void {
  if (responsable === undefined) throw refuse('conflict', 'responsable-missing', 'Falta designar al responsable del mural.', { provision });
  if (actor !== responsable) throw refuse('forbidden', 'not-the-responsable', 'Lo hace solo el responsable designado del mural.', { provision });
}

/** @throws DomainError `own-act` */
function checkNotOwn({ by }: Content, actor: string): void {
  if (by === actor) throw refuse('forbidden', 'own-act', 'Nadie aprueba lo que propuso. Debe hacerlo otra persona.', { provision });
}

const past = () => refuse('invalid', 'contenido-expired', 'Su último día ya pasó: no puede colocarse.', { field: 'until', provision });

export const mural = declare(definition, {
  install: act(definition, {
    summary: 'Instalar el periódico mural',
    provision,
    roles: ['centre-coordinator'],
    from: ['none'],
    input: input({ location: publicText(200, 3).meta({ title: 'Dónde está', description: 'Por ejemplo, sala de espera' }), photo }),
    facts: ({ photo }, scope) => checkFile(scope, photo, 'photo'),
    decide: (_, { id, input, actor: { id: by } }) => [{ type: 'MuralInstalled', data: { centre: id, by, ...input } }],
  }),
  'designate-responsable': act(definition, {
    summary: 'Designar al responsable del mural',
    provision,
    roles: ['communications'],
    from: ['installed'],
    input: input({ person: Id.meta({ title: 'Cuenta de la persona', widget: 'person' }), act: publicText(200, 3).meta({ title: 'Documento que lo designa' }) }),
    decide({ responsable }, { id, input, actor: { id: by } }) {
      if (responsable === input.person) throw refuse('invalid', 'same-person', 'Esa persona ya es la responsable.', { field: 'person', provision });
      return [{ type: 'MuralResponsableDesignated', data: { centre: id, by, ...input, ...(responsable !== undefined && { previous: responsable }) } }];
    },
  }),
  propose: act(definition, {
    summary: 'Proponer un contenido',
    provision,
    roles: centreStaff,
    from: ['installed'],
    input: input({ section: Section, subject: subjectText, file: File, until: LocalDate.meta({ title: 'Último día en el mural' }) }),
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide({ last }, { id, input, actor: { id: by }, today }) {
      if (input.until < today) throw past();
      return [{ type: 'ContenidoMuralProposed', data: { ...input, centre: id, by, content: last + 1 } }];
    },
  }),
  approve: act(definition, {
    summary: 'Aprobar un contenido',
    provision,
    roles: ['communications'],
    from: ['installed'],
    input: input(which),
    decide(state, { id, input: { content }, actor: { id: by } }) {
      checkResponsable(state, by);
      const proposed = contentAt(state, content, ['proposed'], 'por aprobar');
      checkNotOwn(proposed, by);
      return [{ type: 'ContenidoMuralApproved', data: { centre: id, by, content, section: proposed.section } }];
    },
  }),
  return: act(definition, {
    summary: 'Devolver un contenido',
    provision,
    roles: ['communications'],
    from: ['installed'],
    input: input({ ...which, reason: reasonText }),
    decide(state, { id, input: { content, reason }, actor: { id: by } }) {
      checkResponsable(state, by);
      const { section } = contentAt(state, content, ['proposed', 'approved'], 'por aprobar o sin colocar');
      return [{ type: 'ContenidoMuralReturned', data: { centre: id, by, content, section, reason } }];
    },
  }),
  post: act(definition, {
    summary: 'Colocar un contenido aprobado',
    provision,
    roles: centreStaff,
    from: ['installed'],
    input: input({ ...which, photo }),
    facts: ({ photo }, scope) => checkFile(scope, photo, 'photo'),
    decide(state, { id, input: { content, photo }, actor: { id: by }, today }) {
      const { section, until } = contentAt(state, content, ['approved'], 'aprobado');
      if (until < today) throw past();
      return [{ type: 'ContenidoMuralPosted', data: { centre: id, by, content, section, photo, until } }];
    },
  }),
  remove: act(definition, {
    summary: 'Retirar un contenido',
    provision,
    roles: centreStaff,
    from: ['installed'],
    input: input({ ...which, reason: reasonText }),
    decide(state, { id, input: { content, reason }, actor: { id: by } }) {
      const { section } = contentAt(state, content, ['posted'], 'colocado');
      return [{ type: 'ContenidoMuralRemoved', data: { centre: id, by, content, section, reason } }];
    },
  }),
});
