import { afterEach, expect, it } from '@jest/globals';
import { takeEngine } from './engine.ts';
import { goProgram } from './go-program.ts';

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

it('is not to be had where there is no Go, and that is said', async () => {
  process.env.PATH = '';
  const building = goProgram({ name: 'nothing', version: 'v1.0.0', package: 'example.org/nothing' });
  await expect(takeEngine('nothing', [{ origin: 'machine', take: () => building.then(() => undefined) }])).rejects.toThrow('machine: there is no Go to build it with');
});
