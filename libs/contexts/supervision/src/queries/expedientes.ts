import { z } from 'zod';
import { freshness, notFound, query } from '#platform';
import { documentsView } from '../views/documents.ts';
import { expedientesView } from '../views/expedientes.ts';
import { concerns } from './documents.ts';

/** Folios of a body (cuerpo) at most (TUO Ley 27444, art. 163). */
const foliosPerBody = 200;

const Answer = z.object({
  id: z.string(),
  status: z.enum(['open', 'closed', 'joined']),
  joinedTo: z.string().optional(),
  folios: z.int(),
  bodies: z.int().describe('Cuerpos de 200 folios como máximo'),
  documents: z.array(z.object({ id: z.string(), firstFolio: z.int(), folios: z.int(), severed: z.boolean() })),
  absorbed: z.array(z.object({ id: z.string(), folios: z.int() })),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  position: z.int(),
  lag: z.int(),
  at: z.string(),
});

export const expedienteFile = query({
  path: 'expedientes/:id',
  roles: 'any',
  summary: 'Un expediente: sus documentos y su foliación',
  provision: 'TUO.161',
  params: z.object({ id: z.string().max(40) }),
  answer: Answer,
  async handle({ id }, { services, caller }) {
    const fresh = await freshness(services);
    const [file, first] = await Promise.all([services.views.get(expedientesView, id), services.views.get(documentsView, id)]);
    if (!file || !first || !concerns(first, caller)) throw notFound('ese expediente');
    return { ...file, bodies: Math.ceil(file.folios / foliosPerBody), ...fresh };
  },
});
