import { describe, expect, it } from '@jest/globals';
import { EngineMissing, takeEngine, type Engine, type Source } from './engine.ts';

const engine: Engine = { name: 'kafka', origin: 'machine', about: 'a kafka', url: 'localhost:1', stop: async () => undefined };
const absent: Source = { origin: 'url', take: async () => undefined };
const broken: Source = { origin: 'container', take: () => Promise.reject(new Error('the daemon is ill')) };
const present: Source = { origin: 'machine', take: async () => engine };

describe('An engine for tests', () => {
  it('is taken from the first source that gives it', async () => {
    const never: Source = { origin: 'double', take: () => Promise.reject(new Error('was asked')) };
    expect(await takeEngine('kafka', [absent, broken, present, never])).toBe(engine);
  });

  it('that no source gives is missing, and why is told of each', async () => {
    const taking = takeEngine('kafka', [absent, broken]);
    await expect(taking).rejects.toThrow(EngineMissing);
    await expect(taking).rejects.toThrow('url: not here; container: the daemon is ill');
  });
});
