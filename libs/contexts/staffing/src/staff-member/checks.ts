import type { AskActor } from '#aggregates';
import { refuse } from '#kernel';
import { checkCentre } from '../centres.ts';
import { cover, type KnownContract } from './contracts-view.ts';
import type { LinkFacts } from './facts.ts';
import { lastLink, type Link, type StaffMember } from './state.ts';

interface Dates {
  readonly from: string;
  readonly until?: string | undefined;
}

/** @throws DomainError `centre-unknown`, `centre-closed`, `organ-unknown`, `organ-not-in-force`, `end-before-start` */
export function checkLink({ from, until }: Dates, { centre, closed, organ }: LinkFacts, provision: string): void {
  checkCentre(centre, provision, 'centre');
  if (closed) throw refuse('conflict', 'centre-closed', 'El centro está cerrado.', { field: 'centre', provision });
  if (organ.standing === 'unknown') throw refuse('not-found', 'organ-unknown', 'No existe un órgano con ese código.', { field: 'organ', provision });
  if (organ.standing === 'not-in-force') throw refuse('conflict', 'organ-not-in-force', 'El órgano no está vigente en esa fecha.', { field: 'organ', provision });
  if (until !== undefined && until < from) throw refuse('invalid', 'end-before-start', 'Termina antes de empezar.', { field: 'until', provision });
}

/** One link at a time, whoever the person is called. @throws DomainError `link-overlaps`, `already-linked` */
export function checkFree(state: StaffMember, from: string, { elsewhere }: LinkFacts, provision: string): void {
  const end = lastLink(state)?.end;
  if (end !== undefined && from < end) throw refuse('invalid', 'link-overlaps', `Se cruza con el vínculo anterior: debe empezar el ${end} o después.`, { field: 'from', provision });
  if (elsewhere) throw refuse('conflict', 'already-linked', 'Quien tiene ese documento ya está vinculado a un centro con otra cuenta.', { field: 'dni', provision });
}

/** What was signed here rules; of contracts that are older than the platform only their number is known. @throws DomainError `outside-contract` */
export function checkContract({ centre, organ, from, until }: { readonly centre: string; readonly organ: string; readonly from: string; readonly until: string }, contracts: readonly KnownContract[]): void {
  if (contracts.length === 0 || cover(contracts.filter((each) => each.centre === centre && each.organ === organ), { from, until })) return;
  throw refuse('conflict', 'outside-contract', `Los contratos firmados son: ${contracts.map((each) => `${each.centre}, ${each.organ}, del ${each.from} al ${each.until}`).join('; ')}.`, { field: 'from', provision: 'DIR.4.7' });
}

/** Implantadores are of OGTI, EAT of DGPI, or of whoever took over (RM.2.e). @throws DomainError `organ-not-of-kind`, `other-organ` */
export function checkOfKind(kind: 'implantador' | 'eat', organ: string, { of }: LinkFacts, actor: AskActor): void {
  const expected = of[kind];
  if (organ !== expected) throw refuse('invalid', 'organ-not-of-kind', kind === 'eat' ? 'Los EAT están a cargo de la DGPI o del órgano que la sucedió.' : 'Los implantadores están a cargo de la OGTI o del órgano que la sucedió.', { field: 'organ', provision: 'RM.2.e' });
  if (actor.organ !== undefined && actor.organ !== organ) throw refuse('forbidden', 'other-organ', 'Este acto es de otro órgano.', { provision: 'RM.2.e' });
}

/** Specialists are OGAUC's to end; an organ ends what it integrated. @throws DomainError `not-your-staff`, `end-before-start`, `date-in-future`, `end-after-term` */
export function checkEnd({ kind, organ, from, end }: Link, on: string, today: string, { role, organ: own }: AskActor): void {
  const provision = kind === 'specialist' ? 'DIR.4.8' : 'RM.2.e';
  const may = role === 'ogauc' || (kind === 'implantador' && role === 'technology') || (kind === 'eat' && own === organ);
  if (!may) throw refuse('forbidden', 'not-your-staff', 'Ese vínculo no le corresponde terminarlo.', { provision });
  if (on < from) throw refuse('invalid', 'end-before-start', `El vínculo empieza el ${from}.`, { field: 'on', provision });
  if (on > today && on !== from) throw refuse('invalid', 'date-in-future', 'Para un término futuro, cambie el término del vínculo.', { field: 'on', provision });
  if (end !== undefined && on > end) throw refuse('invalid', 'end-after-term', `El vínculo termina de todos modos el ${end}.`, { field: 'on', provision });
}

export function endOfLink(person: string, { kind, centre, organ, subject }: Link, on: string, reason: string) {
  return { type: kind === 'specialist' ? ('DependenciasEnded' as const) : ('TeamMemberWithdrawn' as const), data: { person, centre, organ, subject, on, reason } };
}

export const outside = (field: string, provision: string) => refuse('conflict', 'outside-link', 'No está dentro del vínculo de la persona con el centro.', { field, provision });
