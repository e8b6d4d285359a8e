import { readFileSync } from 'node:fs';

/** The build's compiler settings, except that tests import the sources as they are named. */
const { $schema: _, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
const compiler = { ...swc, jsc: { ...swc.jsc, rewriteRelativeImportExtensions: false }, swcrc: false };

/** Three sizes of test: *.unit (no I/O), *.int (files, sockets), *.e2e (the platform as a whole); and *.engine, on the engines of the distributed topology. */
const size = (name) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps'],
  testMatch: [`**/*.${name}.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
  resolver: '<rootDir>/tools/jest-resolver.cjs',
  transform: { '^.+\\.tsx?$': ['@swc/jest', compiler] },
});

export default {
  projects: (process.env.ENGINES ? ['engine'] : ['unit', 'int', 'e2e']).map(size),
  // Servers, browsers and tests share the machine: one at a time where a failure must mean something.
  maxWorkers: process.env.CI ? 1 : 2,
  testTimeout: 60_000,
};
