import { z } from 'zod';
import { centreOf } from '#contracts';
import { action, notFound, query, type Scope } from '#platform';
import { Limit } from '../anonymous/limit.ts';
import { redact } from '../anonymous/redact.ts';
import { checkSubject, Post, Said, Service } from './said.ts';
import { holdSuggestion } from './urn.ts';

/** Suggestions a minute, at a centre. */
const limit = new Limit(30);

const Choices = z.object({ centre: z.string(), services: z.array(z.object({ code: Service, name: z.string() })), posts: z.array(z.object({ code: Post, name: z.string() })) });

/** @throws DomainError `not-found` */
function nameOf({ services, params }: Pick<Scope, 'services' | 'params'>): string {
  const found = centreOf(services.directory(), params.centre!);
  if (!found || found.foreign) throw notFound('ese centro');
  return found.name;
}

const named = <C extends string>(schema: z.ZodType<C>, codes: readonly C[]): { code: C; name: string }[] => {
  const names = (schema.meta()?.names ?? {}) as Record<string, string>;
  return codes.map((code) => ({ code, name: names[code] ?? code }));
};

export const openBox = query({
  path: 'buzon/:centre',
  roles: 'public',
  summary: 'De qué se puede opinar en el buzón de un centro',
  provision: 'DIR.5.5.e',
  params: z.object({ centre: z.string().max(20) }),
  answer: Choices,
  handle: async (_, scope) => ({ centre: nameOf(scope), services: named(Service, Service.options), posts: named(Post, Post.options) }),
});

/** Drops a suggestion. Nobody is asked who they are, and nothing of the request is kept. */
export const dropSuggestion = action({
  path: 'buzon/:centre',
  roles: 'public',
  summary: 'Deja una sugerencia en el buzón de un centro, sin identificarse',
  provision: 'DIR.5.5.e',
  input: Said,
  answer: z.object({ received: z.literal(true), redacted: z.int().describe('Datos de personas que se retiraron del texto') }),
  created: true,
  async handle(said, scope, { reply }) {
    void reply.header('cache-control', 'no-store');
    const { services, now, params } = scope;
    nameOf(scope);
    limit.take(params.centre!, now);
    checkSubject(said);
    const clean = redact(said.text);
    await holdSuggestion(params.centre!, { ...said, ...clean }, now, services);
    return { received: true, redacted: clean.redacted };
  },
});
