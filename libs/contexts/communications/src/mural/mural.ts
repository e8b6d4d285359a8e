import { z } from 'zod';
import { define, events, ids } from '#aggregates';
import { CentreCode, choice, Id, LocalDate, Sha256 } from '#contracts';

export const provision = 'DIR.5.5.f';
export const sectionNames = { region: 'Información de la región', mef: 'Información del MEF', activities: 'Actividades del centro' } as const;
export type Section = keyof typeof sectionNames;
export const Section = choice(Object.keys(sectionNames) as Section[]).meta({ title: 'Sección', names: sectionNames });
/** Contents are numbered by mural, from 1. */
export const ContentNumber = z.int({ error: 'Escriba el número del contenido.' }).min(1).max(1_000_000).meta({ title: 'Número del contenido' });

const base = { centre: CentreCode, by: Id };
const content = { ...base, content: ContentNumber, section: Section };

const told = events({
  MuralInstalled: { provision, title: 'Periódico mural instalado', data: z.strictObject({ ...base, location: z.string(), photo: Sha256 }) },
  MuralResponsableDesignated: { provision, title: 'Responsable del mural designado', data: z.strictObject({ ...base, person: Id, previous: Id.exactOptional(), act: z.string() }) },
  ContenidoMuralProposed: { provision, title: 'Contenido propuesto', data: z.strictObject({ ...content, subject: z.string(), file: Sha256, until: LocalDate }) },
  ContenidoMuralApproved: { provision, title: 'Contenido aprobado', data: z.strictObject(content) },
  ContenidoMuralReturned: { provision, title: 'Contenido devuelto', data: z.strictObject({ ...content, reason: z.string() }) },
  ContenidoMuralPosted: { provision, title: 'Contenido colocado en el mural', data: z.strictObject({ ...content, photo: Sha256, until: LocalDate }) },
  ContenidoMuralRemoved: { provision, title: 'Contenido retirado del mural', data: z.strictObject({ ...content, reason: z.string() }) },
});

export interface Content {
  readonly number: number;
  readonly section: Section;
  readonly subject: string;
  readonly file: string;
  /** Last date on which it may hang. */
  readonly until: string;
  readonly by: string;
  readonly stage: 'proposed' | 'approved' | 'posted';
  readonly photo?: string;
}

interface Installed {
  readonly centre: string;
  readonly location: string;
  readonly photo: string;
  readonly responsable?: string;
  /** Number of the last that was proposed. */
  readonly last: number;
  /** Proposed, approved or hanging; what was returned or removed is in the history alone. */
  readonly contents: readonly Content[];
}

export type Mural = { readonly status: 'none' } | (Installed & { readonly status: 'installed' });

type Evolved = Extract<Mural, { readonly status: 'installed' }>;
const the = (state: Mural): Evolved => state as Evolved;

const changed = (state: Mural, number: number, change: Partial<Content>): Mural => ({ ...the(state), contents: the(state).contents.map((each) => (each.number === number ? { ...each, ...change } : each)) });
const without = (state: Mural, number: number): Mural => ({ ...the(state), contents: the(state).contents.filter((each) => each.number !== number) });

/** A centre's noticeboard: what the region, the ministry and the centre tell, supervised by a responsible person. */
export const definition = define<Mural, typeof told>({
  name: 'mural',
  path: 'murales',
  title: ['Periódico mural', 'Periódicos murales'],
  id: ids.centre,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    MuralInstalled: (_, { centre, location, photo }) => ({ status: 'installed', centre, location, photo, last: 0, contents: [] }),
    MuralResponsableDesignated: (state, { person }) => ({ ...the(state), responsable: person }),
    ContenidoMuralProposed: (state, { content: number, section, subject, file, until, by }) => ({ ...the(state), last: number, contents: [...the(state).contents, { number, section, subject, file, until, by, stage: 'proposed' }] }),
    ContenidoMuralApproved: (state, { content }) => changed(state, content, { stage: 'approved' }),
    ContenidoMuralReturned: (state, { content }) => without(state, content),
    ContenidoMuralPosted: (state, { content, photo }) => changed(state, content, { stage: 'posted', photo }),
    ContenidoMuralRemoved: (state, { content }) => without(state, content),
  },
  statuses: { none: 'Sin instalar', installed: 'Instalado' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state, id) => ({ title: `Periódico mural ${id}`, centre: id, ...(state.status === 'installed' && state.responsable !== undefined && { person: state.responsable }) }),
    waits(state, id) {
      if (state.status !== 'installed') return undefined;
      if (state.responsable === undefined) return { role: 'communications', act: 'designate-responsable' };
      const stages = state.contents.map(({ stage }) => stage);
      if (stages.includes('proposed')) return { role: 'communications', person: state.responsable, act: 'approve' };
      return stages.includes('approved') ? { role: 'centre-coordinator', centre: id, act: 'post' } : undefined;
    },
  },
});
