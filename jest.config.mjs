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

/** The suites of the platform as a whole that hold for every topology; the others are about files, or about one process. */
const ofEveryTopology = ['attentions-in-reports', 'bad-input', 'communications', 'contracts', 'deadlines', 'declared', 'expedientes', 'holding', 'idempotency', 'identity', 'live-feed', 'main-job', 'numbering', 'observation', 'services', 'staffing', 'suggestions', 'supervision', 'surveys'];

/** On the engines of the distributed topology: what was written for them, and the end-to-end suite. */
const engines = {
  ...size('engine'),
  testMatch: ['**/*.engine.ts', ...ofEveryTopology.map((name) => `**/e2e/src/${name}.e2e.ts`)],
};

export default {
  ...(process.env.ENGINES && { globalSetup: '<rootDir>/tools/jest-engines.mjs', globalTeardown: '<rootDir>/tools/jest-engines-end.mjs' }),
  projects: process.env.ENGINES ? [engines] : ['unit', 'int', 'e2e'].map(size),
  // Servers, browsers and tests share the machine: one at a time where a failure must mean something.
  maxWorkers: process.env.CI ? 1 : 2,
  // Engines are waited for as long as a busy machine may need.
  testTimeout: process.env.ENGINES ? 180_000 : 60_000,
};
