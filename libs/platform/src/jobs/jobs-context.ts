import { z } from 'zod';
import { input } from '#contracts';
import { refuse } from '#kernel';
import type { Context } from '../context.ts';
import { action, query } from '../endpoint.ts';
import type { Services } from '../services.ts';
import { differenceIn } from './differences.ts';
import { JobStatus, type RebuildReport } from './job-api.ts';
import type { Jobs, Work } from './jobs.ts';
import { verifyPlatform } from './verification.ts';

const RebuildInput = input({
  views: z.array(z.string().max(60)).min(1, { error: 'Nombre al menos una vista, o no envíe la lista para reconstruirlas todas.' }).max(100).exactOptional(),
  force: z.boolean({ error: 'Indique true o false.' }).exactOptional(),
});

/**
 * What administrators do to a platform at work: rebuild its views, and verify all that it holds.
 * `names`: of the views and rollups that there are.
 */
export function jobsContext(jobs: Jobs, names: readonly string[]): Context {
  return {
    name: 'jobs',
    endpoints: [
      action({
        path: 'rebuilds',
        roles: ['administrator'],
        summary: 'Reconstruye las vistas al lado de las que responden, las compara y las cambia',
        input: RebuildInput,
        answer: JobStatus,
        handle: async (request, { services }) => jobs.start(rebuildWork(services, checkNames(request, names))),
      }),
      action({
        path: 'verifications',
        roles: ['administrator'],
        summary: 'Verifica el registro, los datos personales, los archivos y las vistas',
        input: input({}),
        answer: JobStatus,
        handle: async (_, { services }) => jobs.start(verificationWork(services)),
      }),
      query({
        path: 'jobs/current',
        roles: ['administrator'],
        summary: 'El trabajo en marcha o el último: su avance y su informe',
        answer: JobStatus,
        handle: async () => jobs.status,
      }),
    ],
    start: async () => () => jobs.stop(),
  };
}

type RebuildInput = z.infer<typeof RebuildInput>;

function checkNames(request: RebuildInput, names: readonly string[]): RebuildInput {
  const unknown = request.views?.find((name) => !names.includes(name));
  if (unknown === undefined) return request;
  throw refuse('invalid', 'view-unknown', `No existe esa vista. Las vistas son: ${names.join(', ')}.`, { field: 'views' });
}

const rebuildWork = ({ views }: Services, request: RebuildInput): Work => ({
  kind: 'rebuild',
  async run(tell) {
    const report = await views.rebuild({ ...request, onProgress: ({ phase, position, target }) => tell({ phase, done: position, total: target }) });
    return { kind: 'rebuild', report: { ...report, compared: [...report.compared], differences: report.differences.map(differenceIn) } satisfies RebuildReport };
  },
});

const verificationWork = (services: Services): Work => ({
  kind: 'verification',
  run: async (tell, signal) => ({ kind: 'verification', report: await verifyPlatform(services, tell, signal) }),
});
