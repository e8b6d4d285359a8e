import type { Role } from '#contracts';
import type { Actor } from '../session/store.ts';

export interface Place {
  readonly to: string;
  readonly name: string;
}

const inbox: Place = { to: '/pendientes', name: 'Lo que me espera' };
const registers: Place = { to: '/registros', name: 'Registros' };
const directive: Place = { to: '/directiva', name: 'Directiva' };
const board: Place = { to: '/tablero', name: 'Tablero nacional' };
const documents: Place = { to: '/documentos', name: 'Documentos' };
const reference: Place = { to: '/referencia', name: 'Datos de referencia' };
const unowned: Place = { to: '/sin-titular', name: 'Sin titular' };
const operation: Place = { to: '/operacion', name: 'Operación' };
const trays: Place = { to: '/bandejas', name: 'Bandejas' };

const centre = ({ centre: code = '' }: Actor): Place => ({ to: `/centros/${code}`, name: 'Mi centro' });

const places: Readonly<Record<Role, (actor: Actor) => readonly Place[]>> = {
  operator: (actor) => [{ to: '/mesa', name: 'Mesa de Partes' }, documents, inbox, registers, centre(actor), board, directive],
  'centre-coordinator': (actor) => [centre(actor), inbox, registers, documents, board, directive],
  'document-coordinator': () => [{ to: '/bandeja', name: 'Bandeja del órgano' }, inbox, registers, board, directive],
  'administrative-coordinator': (actor) => [inbox, registers, centre(actor), board, directive],
  specialist: (actor) => [inbox, registers, centre(actor), board, directive],
  'technical-lead': () => [inbox, registers, directive, board],
  'director-general': () => [inbox, registers, directive, board],
  communications: () => [inbox, registers, directive, board],
  'human-resources': () => [inbox, registers, directive, board],
  technology: () => [inbox, registers, directive, board],
  ogauc: () => [board, inbox, registers, directive, unowned, trays, documents, reference],
  oautda: () => [board, inbox, registers, directive, documents, unowned, reference],
  'data-officer': () => [{ to: '/datos-personales', name: 'Datos personales' }, board],
  administrator: () => [board, operation, reference, trays, documents, registers, directive],
  importer: () => [board, documents],
};

/** The screens of a post, its own first. */
export const placesOf = (actor: Actor): readonly Place[] => places[actor.role](actor);
