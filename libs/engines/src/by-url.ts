import type { Source } from './engine.ts';

/** An engine that somebody else runs, at the URL in this variable of the environment. */
export const byUrl = (name: string, variable: string): Source => ({
  origin: 'url',
  take: async () => {
    const url = process.env[variable];
    return url ? { name, origin: 'url', about: `${name} of ${variable}`, url, stop: async () => undefined } : undefined;
  },
});
