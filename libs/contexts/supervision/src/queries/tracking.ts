import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Tracking } from '#contracts';
import { refuse } from '#kernel';
import { freshness, query } from '#platform';
import { documentsView } from '../views/documents.ts';
import { trackingOf } from './documents.ts';
import { adviceOf } from './words.ts';

/** One answer for a wrong number and for a wrong code: nobody learns which numbers exist. */
const unknownCargo = () =>
  refuse('not-found', 'cargo-not-found', 'No hay un documento con ese número y ese código. Revise su cargo: ambos están debajo del título.', { field: 'code' });

const sameText = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export const publicTracking = query({
  path: 'tracking/:id',
  roles: 'public',
  summary: 'Seguimiento público con el número y el código del cargo, sin datos personales',
  provision: 'DIR.5.1.2.b',
  params: z.object({ id: z.string().max(40), code: z.string().max(40).default('') }),
  answer: Tracking,
  async handle({ id, code }, { services }, { reply }) {
    void reply.header('cache-control', 'no-store');
    const fresh = await freshness(services);
    const record = await services.views.get(documentsView, id.toUpperCase());
    const given = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    if (!record || !sameText(record.code.replaceAll(/[^0-9A-Z]/g, ''), given)) throw unknownCargo();
    return { ...fresh, ...trackingOf(record, services), advice: adviceOf(record.state) };
  },
});
