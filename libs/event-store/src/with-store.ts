import type { EventStore } from './port.ts';

/** A store that is another one but for some of its methods: a double for a benchmark, a fault for a test. */
export const withStore = (store: EventStore, changes: Partial<EventStore>): EventStore => ({
  append: (request) => store.append(request),
  findCommand: (mark) => store.findCommand(mark),
  readStream: (stream, options) => store.readStream(stream, options),
  readAll: (after, limit) => store.readAll(after, limit),
  scan: (range) => store.scan(range),
  head: () => store.head(),
  follow: (options) => store.follow(options),
  close: () => store.close(),
  ...changes,
});
