import { lookUpOrgan, policyAt, type Sistema } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dueIn, todayOf } from '../shared.ts';
import { provision } from './consulta.ts';

/** The organ that is competent in a sistema today, and until when it answers. */
export interface Competence {
  readonly organ: string;
  readonly due: string;
}

/**
 * From the policy that says which organ is competent in what; its successor, where it is no longer in force.
 * @throws DomainError `sistema-without-organ`
 */
export function competenceIn(sistema: Sistema, scope: Scope): Competence {
  const directory = scope.services.directory();
  const today = todayOf(scope);
  const named = policyAt(directory, 'sistema-organs', today)?.value[sistema];
  const found = named === undefined ? undefined : lookUpOrgan(directory, named, today);
  const organ = found?.standing === 'in-force' ? found.id : found?.successor;
  if (organ === undefined) throw refuse('conflict', 'sistema-without-organ', 'Ningún órgano vigente figura como competente en ese sistema: pida a la OGAUC que lo registre como política.', { field: 'sistema', provision });
  const { type } = lookUpOrgan(directory, organ, today);
  if ((type !== 'linea' && type !== 'apoyo') || organ === 'ogauc') throw refuse('conflict', 'organ-answers-none', 'Las consultas las absuelve un órgano de línea o de apoyo, nunca la OGAUC.', { field: 'sistema', provision });
  return { organ, due: dueIn(scope, 'consulta-working-days') };
}
