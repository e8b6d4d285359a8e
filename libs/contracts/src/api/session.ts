import { z } from 'zod';
import { Role } from '../roles.ts';

export const DemoPost = z.object({ id: z.string(), name: z.string(), role: Role, centre: z.string().optional(), organ: z.string().optional() });
export type DemoPost = z.infer<typeof DemoPost>;

/** How one signs in here: `GET /api/session/options`, public. */
export const SessionOptions = z.object({
  mode: z.enum(['demo', 'oidc']),
  notice: z.string(),
  posts: z.array(DemoPost).describe('Solo en modo demo'),
  authority: z.string().optional(),
  clientId: z.string().optional(),
});
export type SessionOptions = z.infer<typeof SessionOptions>;

export const Session = z.object({ token: z.string(), expiresAt: z.string(), actor: z.object({ id: z.string(), name: z.string(), role: Role, centre: z.string().optional(), organ: z.string().optional() }) });
export type Session = z.infer<typeof Session>;

/** RFC 9457, `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  field: z.string().optional(),
  provision: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
