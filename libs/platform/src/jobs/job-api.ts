import { z } from 'zod';

const Difference = z.object({
  view: z.string(),
  id: z.string(),
  problem: z.enum(['missing', 'extra', 'changed']).describe('Falta en la vista; sobra en ella; o difieren los campos que se dicen'),
  fields: z.array(z.string()),
});

const Counted = z.object({ count: z.int(), first: z.array(z.string()).describe('Los primeros 100') });

export const RebuildReport = z.object({
  events: z.int(),
  documents: z.int(),
  position: z.int(),
  compared: z.array(z.string()).describe('Vistas cuyos documentos debían ser iguales'),
  differences: z.array(Difference).describe('Las primeras 20'),
  switched: z.boolean().describe('Falso si hubo diferencias y no se pidió forzar: siguen las vistas anteriores'),
  seconds: z.number(),
});
export type RebuildReport = z.infer<typeof RebuildReport>;

export const VerificationReport = z.object({
  sound: z.boolean().describe('No se encontró daño ni diferencia alguna'),
  log: z.object({ events: z.int(), streams: z.int(), position: z.int(), faults: z.array(z.object({ position: z.int(), problem: z.string() })), faultCount: z.int() }),
  sealed: z.object({ opened: z.int(), erased: z.int() }).describe('Textos con datos personales que se abren, y los de titulares suprimidos'),
  files: z.object({ checked: z.int(), damaged: Counted, missing: Counted.describe('Nombrados en el registro, y no están') }),
  views: z.object({ compared: z.array(z.string()), documents: z.int(), differences: z.array(Difference) }).optional().describe('Ausente si el registro está dañado: no se pueden comparar'),
  seconds: z.number(),
});
export type VerificationReport = z.infer<typeof VerificationReport>;

export const JobProgress = z.object({
  phase: z.enum(['log', 'files', 'views', 'folding', 'indexing', 'comparing']),
  done: z.int(),
  total: z.int().describe('Se mueve mientras la plataforma trabaja; 0 si no se sabe'),
});
export type JobProgress = z.infer<typeof JobProgress>;

const kind = z.enum(['rebuild', 'verification']);
const started = { startedAt: z.string(), progress: JobProgress };
const finished = { ...started, finishedAt: z.string() };

/** The job under way, or the last one since the platform started. */
export const JobStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none').describe('Ninguno desde que se inició la plataforma') }),
  z.object({ state: z.literal('running'), kind, ...started }),
  z.object({ state: z.literal('failed'), kind, ...finished, problem: z.string() }),
  z.object({ state: z.literal('done'), kind: z.literal('rebuild'), ...finished, report: RebuildReport }),
  z.object({ state: z.literal('done'), kind: z.literal('verification'), ...finished, report: VerificationReport }),
]);
export type JobStatus = z.infer<typeof JobStatus>;
