import 'reflect-metadata';
import { withStore, type AppendRequest, type Appended, type EventStore, type ReadStreamOptions } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { readConfig } from '#platform';
import { startPlatform } from '../../../embedded/src/platform.ts';

/**
 * Servers that are wrong, so that the crash test can show that it finds them out. `early` answers before anything is
 * written (its writes follow 60 ms later); `forgetful` does not keep who asked for what.
 */

function early(store: EventStore): EventStore {
  const unwritten: RecordedEvent[] = [];
  let position: number | undefined;
  const append = async (request: AppendRequest): Promise<Appended> => {
    if (!request.command) return store.append(request);
    const head = await store.head();
    position ??= head;
    const { stream, expected, events } = request;
    const first = typeof expected === 'number' ? expected + 1 : 0;
    const recordedAt = new Date().toISOString();
    const recorded = events.map((event, i) => ({ ...event, stream, revision: first + i, position: ++position!, recordedAt }));
    unwritten.push(...recorded);
    setTimeout(() => void store.append(request).then(() => unwritten.splice(unwritten.indexOf(recorded[0]!), recorded.length), () => undefined), 60);
    return { events: recorded, repeated: false };
  };
  const readStream = async (stream: string, { from, limit = Infinity, backwards = false }: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> => {
    const all = [...(await store.readStream(stream)), ...unwritten.filter((event) => event.stream === stream)];
    const wanted = backwards ? all.reverse() : all.filter(({ revision }) => revision >= (from ?? 0));
    return wanted.slice(0, limit);
  };
  return withStore(store, { append, readStream });
}

const forgetful = (store: EventStore): EventStore => withStore(store, { append: ({ command: _, ...request }) => store.append(request) });

const mutants: Readonly<Record<string, (store: EventStore) => EventStore>> = { early, forgetful };
const { url } = await startPlatform(readConfig(process.env), { wrapStore: mutants[process.env.MUTANT ?? '']! });
process.stdout.write(`CONECTAMEF atiende en ${url}\n`);
