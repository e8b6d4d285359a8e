import type { RebuildProgress } from '../rebuild.ts';
import type { ViewGroup } from '../view-group.ts';
import type { FromThread, Port, Question, ToThread } from './protocol.ts';

const statusEveryMs = 500;

/**
 * Runs a group in this thread for another that reads its documents ({@link ThreadedViews}). `durable` is told how far the
 * log may be read; `stopped` ends the thread.
 */
export async function serveViews(port: Port<FromThread, ToThread>, group: ViewGroup, durable: (position: number) => void, stopped: () => Promise<void>): Promise<void> {
  let told = '';
  const tellStatus = () => {
    const status = group.status();
    const { position: _, ...lasting } = status;
    if (JSON.stringify(lasting) === told) return;
    told = JSON.stringify(lasting);
    port.postMessage({ kind: 'status', status });
  };
  const answers: Record<Question['what'], (question: Question, onProgress: (progress: RebuildProgress) => void) => Promise<unknown>> = {
    ready: () => group.ready(),
    rebuild: (question, onProgress) => group.rebuild({ ...('request' in question && question.request), onProgress }),
    verify: (_, onProgress) => group.verify({ onProgress }),
    stop: () => group.stop(),
  };
  port.on('message', (message) => {
    if (message.kind === 'durable') return durable(message.position);
    const { id, question } = message;
    answers[question.what](question, (progress) => port.postMessage({ kind: 'progress', id, progress }))
      .finally(tellStatus)
      .then(
        (value) => port.postMessage({ kind: 'answer', id, value }),
        (error: unknown) => port.postMessage({ kind: 'answer', id, error: (error as Error).message }),
      )
      .finally(() => (question.what === 'stop' ? stopped() : undefined));
  });
  group.onApplied((applied) => {
    tellStatus();
    port.postMessage({ kind: 'applied', applied });
  });
  await group.start();
  setInterval(tellStatus, statusEveryMs).unref();
  tellStatus();
}
