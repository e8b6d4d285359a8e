import 'reflect-metadata';
import type { AppendRequest, Appended, EventStore } from '#event-store';
import { readConfig } from '#platform';
import { startPlatform } from '../../../embedded/src/platform.ts';

/**
 * Servers that are wrong, so that the crash test can show that it finds them out. `early` answers before anything is
 * written (its writes follow 60 ms later); `forgetful` does not keep who asked for what.
 */
function withStore(store: EventStore, append: EventStore['append']): EventStore {
  return {
    append,
    findCommand: (mark) => store.findCommand(mark),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (after, limit) => store.readAll(after, limit),
    head: () => store.head(),
    follow: (options) => store.follow(options),
    close: () => store.close(),
  };
}

function early(store: EventStore): EventStore {
  let position: number | undefined;
  const append = async (request: AppendRequest): Promise<Appended> => {
    if (!request.command) return store.append(request);
    position ??= await store.head();
    const { stream, expected, events } = request;
    const first = typeof expected === 'number' ? expected + 1 : 0;
    const recordedAt = new Date().toISOString();
    const recorded = events.map((event, i) => ({ ...event, stream, revision: first + i, position: ++position!, recordedAt }));
    setTimeout(() => void store.append(request).catch(() => undefined), 60);
    return { events: recorded, repeated: false };
  };
  return withStore(store, append);
}

const forgetful = (store: EventStore): EventStore => withStore(store, ({ command: _, ...request }) => store.append(request));

const mutants: Readonly<Record<string, (store: EventStore) => EventStore>> = { early, forgetful };
const { url } = await startPlatform(readConfig(process.env), { wrapStore: mutants[process.env.MUTANT ?? '']! });
process.stdout.write(`CONECTAMEF atiende en ${url}\n`);
