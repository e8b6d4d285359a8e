export { teardown as default } from './jest-engines.mjs';
