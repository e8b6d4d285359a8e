import type { Started } from './listen.ts';

/** Runs it until SIGINT or SIGTERM, and stops it in order. A problem that a person can mend is a sentence, not a stack. */
export function run(name: string, start: () => Promise<Started>): void {
  start().then(
    (started) => {
      const stop = () => void started.close().then(() => process.exit(0), (error: unknown) => fail(name, error));
      process.once('SIGINT', stop).once('SIGTERM', stop);
      // Last: whoever reads it may stop the service at once, and it is to stop in order.
      process.stdout.write(`CONECTAMEF ${name} atiende en ${started.url}\n`);
    },
    (error: unknown) => fail(name, error),
  );
}

function fail(name: string, error: unknown): never {
  const { message, stack } = error as Error;
  process.stderr.write(`${name}: ${process.env.LOG_LEVEL === 'debug' ? stack : message}\n`);
  process.exit(1);
}
