import { z } from 'zod';
import { Session, SessionOptions } from '#contracts';
import { refuse } from '#kernel';
import type { Context } from '../context.ts';
import { action, query } from '../endpoint.ts';
import { demoPosts } from './demo-posts.ts';
import { signDemoToken, type TokenIssuer } from './tokens.ts';

const demoNotice = 'Modo demostración: los puestos son ficticios y cualquiera puede tomarlos. No registre datos de personas reales.';

/** Signing in: demo posts in the embedded default; with an OpenID Connect issuer configured, that issuer alone. */
export function sessionContext(issuer: TokenIssuer): Context {
  return {
    name: 'session',
    endpoints: [
      query({
        path: 'session/options',
        roles: 'public',
        summary: 'Cómo se ingresa en esta instalación',
        answer: SessionOptions,
        async handle(_, { services: { config, directory } }) {
          const { oidc } = config;
          if (oidc) return { mode: 'oidc', notice: 'Ingrese con su cuenta institucional.', posts: [], authority: oidc.issuer, clientId: oidc.clientId };
          return { mode: 'demo', notice: demoNotice, posts: demoPosts(directory()) };
        },
      }),
      action({
        path: 'session',
        roles: 'public',
        summary: 'Ingresa con un puesto de demostración',
        input: z.strictObject({ post: z.string().max(100) }),
        answer: Session,
        async handle({ post }, { services: { config, directory }, now }) {
          if (config.oidc) throw refuse('forbidden', 'demo-sign-in-off', 'El ingreso de demostración está apagado; use su cuenta institucional.');
          const found = demoPosts(directory()).find(({ id }) => id === post);
          if (!found) throw refuse('invalid', 'unknown-post', 'No existe ese puesto de demostración.', { field: 'post' });
          return { ...(await signDemoToken(issuer, found, now)), actor: found };
        },
      }),
      query({
        path: 'session',
        roles: 'any',
        summary: 'Quién soy, según mi token',
        async handle(_, { caller: { kind: _kind, ...actor } }) {
          return { actor };
        },
      }),
    ],
  };
}
