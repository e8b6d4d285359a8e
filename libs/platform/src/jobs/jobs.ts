import type { Logger } from 'pino';
import { refuse, type Clock } from '#kernel';
import type { JobProgress, JobStatus, RebuildReport, VerificationReport } from './job-api.ts';

export type Report = { readonly kind: 'rebuild'; readonly report: RebuildReport } | { readonly kind: 'verification'; readonly report: VerificationReport };

export interface Work {
  readonly kind: Report['kind'];
  run(onProgress: (progress: JobProgress) => void, signal: AbortSignal): Promise<Report>;
}

/** Long work that an administrator starts and looks at: one at a time, and the last one's outcome is kept in memory. */
export class Jobs {
  readonly #clock: Clock;
  readonly #log: Pick<Logger, 'error' | 'info'>;
  readonly #stop = new AbortController();
  #status: JobStatus = { state: 'none' };

  constructor(clock: Clock, log: Pick<Logger, 'error' | 'info'>) {
    this.#clock = clock;
    this.#log = log;
  }

  get status(): JobStatus {
    return this.#status;
  }

  /** @throws DomainError `job-running` */
  start(work: Work): JobStatus {
    if (this.#status.state === 'running') {
      const what = this.#status.kind === 'rebuild' ? 'una reconstrucción' : 'una verificación';
      throw refuse('conflict', 'job-running', `Ya está en marcha ${what}: espere a que termine.`);
    }
    const startedAt = this.#now();
    const progress: JobProgress = { phase: work.kind === 'rebuild' ? 'folding' : 'log', done: 0, total: 0 };
    this.#status = { state: 'running', kind: work.kind, startedAt, progress };
    void this.#run(work, startedAt, progress);
    return this.#status;
  }

  /** The platform ends, and with it the job under way: jobs read, or write beside what answers, so nothing is half done. */
  stop(): void {
    this.#stop.abort(new Error('La plataforma se detuvo.'));
  }

  async #run({ kind, run }: Work, startedAt: string, first: JobProgress): Promise<void> {
    let progress = first;
    const onProgress = (next: JobProgress) => {
      progress = next;
      this.#status = { state: 'running', kind, startedAt, progress };
    };
    try {
      const outcome = await run(onProgress, this.#stop.signal);
      this.#status = { state: 'done', ...outcome, startedAt, finishedAt: this.#now(), progress };
      this.#log.info({ job: kind }, 'job done');
    } catch (error) {
      this.#status = { state: 'failed', kind, startedAt, finishedAt: this.#now(), progress, problem: (error as Error).message };
      if (!this.#stop.signal.aborted) this.#log.error({ err: error, job: kind }, 'job failed');
    }
  }

  #now(): string {
    return this.#clock().toISOString();
  }
}
