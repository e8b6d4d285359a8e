import type { AskActor } from '#aggregates';
import { refuse } from '#kernel';
import type { Member } from './events.ts';
import type { Evaluating } from './state.ts';

const provision = 'DIR.5.2.c';
type Named = Pick<Member, 'person' | 'subject'>;

const isSame = (a: Named, b: Named): boolean => a.person === b.person || a.subject === b.subject;

/** Both sides are there and nobody twice, by account or by identity. @throws DomainError `quota-missing`, `member-twice`, `member-in-both-quotas` */
export function checkCommittee(members: readonly Member[], { field, quotas = true }: { field?: string; quotas?: boolean } = {}): void {
  const at = { ...(field !== undefined && { field }), provision };
  for (const [i, member] of members.entries()) {
    const other = members.slice(0, i).find((each) => isSame(each, member));
    if (other && other.quota !== member.quota) throw refuse('invalid', 'member-in-both-quotas', 'Una persona no puede ser miembro por la OGAUC y por el órgano a la vez.', { field: 'organ', provision });
    if (other) throw refuse('invalid', 'member-twice', 'Esa persona ya es o fue miembro del comité.', at);
  }
  const sides = new Set(members.map(({ quota }) => quota));
  if (quotas && sides.size < 2) throw refuse('conflict', 'quota-missing', 'El comité necesita al menos un miembro por la OGAUC y uno por el órgano.', at);
}

/** @throws DomainError `candidate-on-committee` */
export function checkNoMember(candidates: readonly Named[], members: readonly Named[], field: string): void {
  if (!candidates.some((candidate) => members.some((member) => isSame(candidate, member)))) return;
  throw refuse('invalid', 'candidate-on-committee', 'Quien es o fue miembro del comité no puede ser candidato.', { field, provision });
}

/** One evaluates as a member, and from the side that one is of. @throws DomainError `not-a-member`, `other-quota` */
export function checkEvaluator({ members }: Evaluating, actor: AskActor, organ: string): void {
  const member = members.find(({ person }) => person === actor.id);
  if (!member) throw refuse('forbidden', 'not-a-member', 'Solo califican los miembros del comité que están presentes.', { provision });
  const side = actor.organ === organ ? 'organ' : actor.role === 'ogauc' ? 'ogauc' : undefined;
  if (side !== member.quota) throw refuse('forbidden', 'other-quota', 'Usted integra el comité por otro lado: ingrese con ese puesto.', { provision });
}

/** By total; a tie goes to whom OGAUC, as área usuaria, scored higher, then to who was registered first. */
export function rankingOf({ candidates, members }: Evaluating): { readonly candidate: string; readonly total: number }[] {
  const sum = (scores: Readonly<Record<string, number>>, of: readonly Member[]) => of.reduce((total, { person }) => total + scores[person]!, 0);
  const user = members.filter(({ quota }) => quota === 'ogauc');
  return candidates
    .map(({ candidate, scores }) => ({ candidate, total: sum(scores, members), byUser: sum(scores, user) }))
    .sort((a, b) => b.total - a.total || b.byUser - a.byUser)
    .map(({ candidate, total }) => ({ candidate, total }));
}
