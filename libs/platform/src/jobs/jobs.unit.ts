import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import type { JobProgress, RebuildReport } from './job-api.ts';
import { Jobs, type Report, type Work } from './jobs.ts';

const report: RebuildReport = { events: 1, documents: 1, position: 1, compared: [], differences: [], switched: true, seconds: 0 };

/** Work that goes on until the test ends it. */
function work() {
  let end: { done(report: Report): void; failed(error: Error): void } | undefined;
  let tell: (progress: JobProgress) => void = () => undefined;
  let signal: AbortSignal | undefined;
  const it: Work = {
    kind: 'rebuild',
    run: (onProgress, stop) => {
      [tell, signal] = [onProgress, stop];
      return new Promise((done, failed) => (end = { done, failed }));
    },
  };
  return { it, tell: (progress: JobProgress) => tell(progress), signal: () => signal!, done: () => end!.done({ kind: 'rebuild', report }), fail: (message: string) => end!.failed(new Error(message)) };
}

const turn = () => new Promise((done) => setImmediate(done));

describe('jobs', () => {
  const logged: unknown[] = [];
  const newJobs = () => new Jobs(() => new Date('2026-03-02T13:00:00Z'), { info: (entry: unknown) => void logged.push(entry), error: (entry: unknown) => void logged.push(entry) });

  it('has none at first', () => {
    expect(newJobs().status).toEqual({ state: 'none' });
  });

  it('tells how far it is, and at the end its report', async () => {
    const jobs = newJobs();
    const { it: job, tell, done } = work();
    expect(jobs.start(job)).toMatchObject({ state: 'running', kind: 'rebuild', startedAt: '2026-03-02T13:00:00.000Z' });
    tell({ phase: 'folding', done: 5, total: 10 });
    expect(jobs.status).toMatchObject({ state: 'running', progress: { phase: 'folding', done: 5, total: 10 } });
    done();
    await turn();
    expect(jobs.status).toMatchObject({ state: 'done', kind: 'rebuild', report, progress: { done: 5 } });
  });

  it('does one at a time', async () => {
    const jobs = newJobs();
    const first = work();
    jobs.start(first.it);
    const refused = () => jobs.start(work().it);
    expect(refused).toThrow(DomainError);
    expect(refused).toThrow('job-running');
    first.done();
    await turn();
    expect(jobs.start(work().it)).toMatchObject({ state: 'running' });
  });

  it('says why one failed, and goes on to the next', async () => {
    const jobs = newJobs();
    const first = work();
    jobs.start(first.it);
    first.fail('the disk is full');
    await turn();
    expect(jobs.status).toMatchObject({ state: 'failed', problem: 'the disk is full' });
    expect(logged).toContainEqual(expect.objectContaining({ job: 'rebuild', err: expect.any(Error) }));
    expect(jobs.start(work().it)).toMatchObject({ state: 'running' });
  });

  it('tells the job to end when the platform does', () => {
    const jobs = newJobs();
    const first = work();
    jobs.start(first.it);
    jobs.stop();
    expect(first.signal().aborted).toBe(true);
  });
});
