import type { z } from 'zod';
import { choice, input, text } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dateIn, endOf } from '../anonymous/hold.ts';
import { policyNow } from '../policy.ts';
import { Service } from '../ballot/ballot.ts';

export { Service };

/** Kinds of post that serve the public: a suggestion names none of their holders. */
export const Post = choice(['specialist', 'operator', 'centre-coordinator', 'administrative-coordinator']).meta({
  title: 'Puesto',
  names: { specialist: 'Especialista', operator: 'Mesa de Partes', 'centre-coordinator': 'Coordinación del centro', 'administrative-coordinator': 'Coordinación administrativa' },
});
export type Post = z.infer<typeof Post>;

/** What a person may say: about a service or about a kind of post (DIR.5.5.e). */
export const Said = input({
  about: choice(['service', 'post']).meta({ title: 'Sobre qué opina', names: { service: 'Un servicio', post: 'La atención de un puesto' } }),
  service: Service.optional().meta({ title: 'Servicio' }),
  post: Post.optional().meta({ title: 'Puesto' }),
  text: text(1_000, 10).meta({ title: 'Sugerencia', widget: 'textarea', sealed: true }),
});
export type SaidIn = z.infer<typeof Said>;

/** The same, with its text redacted. */
export type SaidClean = SaidIn & { readonly redacted: number };

/** @throws DomainError `subject-missing`, `subject-mixed` */
export function checkSubject({ about, service, post }: Pick<SaidIn, 'about' | 'service' | 'post'>): void {
  const [given, other, field] = about === 'service' ? [service, post, 'service'] : [post, service, 'post'];
  if (given === undefined) throw refuse('invalid', 'subject-missing', about === 'service' ? 'Diga de qué servicio opina.' : 'Diga de qué puesto opina.', { field, provision: 'DIR.5.5.e' });
  if (other !== undefined) throw refuse('invalid', 'subject-mixed', 'Una sugerencia trata de un servicio o de un puesto, no de ambos.', { provision: 'DIR.5.5.e' });
}

/** Until when what came on a date is acted upon. */
export const dueOf = (date: string, { services, now }: Pick<Scope, 'now'> & { readonly services: Pick<Scope['services'], 'directory'> }): string => endOf(dateIn(date, policyNow('suggestion-action-days', services, now)));
