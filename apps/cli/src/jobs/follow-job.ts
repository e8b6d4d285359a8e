import { setTimeout as delay } from 'node:timers/promises';
import type { JobProgress, JobStatus } from '#platform';
import type { Connection } from '../connect.ts';

/** Shows how far something is, phase by phase. */
export interface Bar {
  start(what: string, total: number): void;
  at(done: number): void;
  stop(): void;
}

export type Finished<K extends 'rebuild' | 'verification'> = Extract<JobStatus, { state: 'done'; kind: K }>;

/** The job ran and could not finish; the message is the platform's. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

const phases: Readonly<Record<JobProgress['phase'], string>> = {
  log: 'Registro',
  files: 'Archivos',
  views: 'Vistas',
  folding: 'Plegando',
  indexing: 'Indexando',
  comparing: 'Comparando',
};

/** Starts a job on the platform and waits for its end. Throws Refused, {@link JobFailed}. */
export async function followJob<K extends 'rebuild' | 'verification'>(platform: Connection, kind: K, body: object, bar: Bar, everyMs = 250): Promise<Finished<K>> {
  let status = await platform.call<JobStatus>('POST', `/api/${kind}s`, body);
  let shown: string | undefined;
  while (status.state === 'running') {
    await delay(everyMs);
    status = await platform.call<JobStatus>('GET', '/api/jobs/current');
    if (status.state !== 'running') break;
    const { phase, done, total } = status.progress;
    if (phase !== shown) {
      if (shown) bar.stop();
      bar.start(phases[phase].padEnd(10), total);
      shown = phase;
    }
    bar.at(done);
  }
  if (shown) bar.stop();
  if (status.state === 'failed') throw new JobFailed(status.problem);
  if (status.state !== 'done' || status.kind !== kind) throw new JobFailed('La plataforma se reinició mientras trabajaba: vuelva a intentarlo.');
  return status as Finished<K>;
}
