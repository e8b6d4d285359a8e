import type { Role } from '#contracts';
import type { Actor } from '../session/store.ts';

export interface Place {
  readonly to: string;
  readonly name: string;
}

const board: Place = { to: '/tablero', name: 'Tablero nacional' };
const documents: Place = { to: '/documentos', name: 'Documentos' };
const reference: Place = { to: '/referencia', name: 'Datos de referencia' };
const unowned: Place = { to: '/sin-titular', name: 'Sin titular' };
const operation: Place = { to: '/operacion', name: 'Operación' };
const trays: Place = { to: '/bandejas', name: 'Bandejas' };

const places: Readonly<Record<Role, (actor: Actor) => readonly Place[]>> = {
  operator: ({ centre = '' }) => [{ to: '/mesa', name: 'Mesa de Partes' }, documents, { to: `/centros/${centre}`, name: 'Mi centro' }, board],
  'centre-coordinator': ({ centre = '' }) => [{ to: `/centros/${centre}`, name: 'Mi centro' }, documents, board],
  'document-coordinator': () => [{ to: '/bandeja', name: 'Bandeja del órgano' }, board],
  'administrative-coordinator': ({ centre = '' }) => [{ to: `/centros/${centre}`, name: 'Mi centro' }, board],
  specialist: ({ centre = '' }) => [{ to: `/centros/${centre}`, name: 'Mi centro' }, board],
  'technical-lead': () => [board],
  'director-general': () => [board],
  communications: () => [board],
  'human-resources': () => [board],
  technology: () => [board],
  ogauc: () => [board, unowned, trays, documents, reference],
  oautda: () => [board, documents, unowned, reference],
  'data-officer': () => [{ to: '/datos-personales', name: 'Datos personales' }, board],
  administrator: () => [board, operation, reference, trays, documents],
  importer: () => [board, documents],
};

/** The screens of a post, its own first. */
export const placesOf = (actor: Actor): readonly Place[] => places[actor.role](actor);
