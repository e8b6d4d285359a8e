import { takeEngine, type Engine, type Source } from './engine.ts';
import { container } from './eventstoredb/container.ts';
import { double } from './eventstoredb/double.ts';

const byUrl: Source = {
  origin: 'url',
  take: async () => {
    const url = process.env.EVENTSTORE_URL;
    return url ? { name: 'eventstoredb', origin: 'url', about: 'EventStoreDB or KurrentDB of EVENTSTORE_URL', url, stop: async () => undefined } : undefined;
  },
};

/** EventStoreDB by `EVENTSTORE_URL`, else in a container, else our double of it; no real one is to be had from a registry. */
export const takeEventStoreDb = (): Promise<Engine> => takeEngine('eventstoredb', [byUrl, container, { origin: 'double', take: () => double() }]);
