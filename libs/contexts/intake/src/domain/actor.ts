import { refuse, type DomainError } from '#kernel';

/** Who acts, from the session. `system` fires timers and carries policies out. */
export interface CommandActor {
  readonly id: string;
  readonly role: string;
  readonly centre?: string;
  readonly organ?: string;
}

/** Where something is: the centre whose desk registered it, and whether another system's history brought it in. */
export interface Ground {
  readonly desk: string;
  readonly foreign: boolean;
}

/** Who has a document in hand. */
export type Holder = { readonly kind: 'desk' | 'organ' | 'entity'; readonly id: string } | { readonly kind: 'sender' };

export const isOgauc = ({ role }: CommandActor): boolean => role === 'ogauc' || role === 'system';

/** The importer writes other systems' history, and nobody else does. @throws DomainError `imported-history`, `importer-only-history` */
function checkHistory({ role }: CommandActor, { foreign }: Ground): void {
  if (foreign && role !== 'importer') throw refuse('forbidden', 'imported-history', 'Es historia de otro sistema: se consulta, pero solo la importación puede cambiarla.');
  if (!foreign && role === 'importer') throw refuse('forbidden', 'importer-only-history', 'La importación solo puede escribir historia de otro sistema.');
}

/** An act of a desk, by somebody of its centre. @throws DomainError `other-centre` and those of history */
export function checkDesk(actor: CommandActor, ground: Ground): void {
  checkHistory(actor, ground);
  if (ground.foreign || actor.role === 'system' || actor.centre === ground.desk) return;
  throw refuse('forbidden', 'other-centre', `Es de la mesa de partes ${ground.desk}: solo el personal de ese centro puede hacerlo.`, { provision: 'DIR.5.4' });
}

/** An act of the organ that holds a document. @throws DomainError `other-organ` and those of history */
export function checkOrgan(actor: CommandActor, organ: string, ground: Ground): void {
  checkHistory(actor, ground);
  if (!ground.foreign && actor.role !== 'system' && actor.organ !== organ) throw otherOrgan(organ);
}

/** An act of the holding organ, or of OGAUC for it. @throws DomainError `other-organ` and those of history */
export function checkOrganOrOgauc(actor: CommandActor, organ: string, ground: Ground): void {
  checkHistory(actor, ground);
  if (!ground.foreign && actor.organ !== organ && !isOgauc(actor)) throw otherOrgan(organ);
}

/** An act of whoever holds the document; of the desk, once nobody in the ministry does. @throws DomainError as of desk and organ */
export function checkHolder(actor: CommandActor, holder: Holder, ground: Ground): void {
  if (holder.kind === 'organ') checkOrgan(actor, holder.id, ground);
  else checkDesk(actor, ground);
}

/** @throws DomainError `only-ogauc` */
export function checkOgauc(actor: CommandActor, provision: string): void {
  if (!isOgauc(actor)) throw refuse('forbidden', 'only-ogauc', 'Solo la OGAUC puede hacerlo.', { provision });
}

const otherOrgan = (organ: string): DomainError =>
  refuse('forbidden', 'other-organ', `El documento lo tiene el órgano ${organ}: solo ese órgano puede hacerlo.`, { provision: 'DIR.5.1.1.b' });
