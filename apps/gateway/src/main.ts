import 'reflect-metadata';
import { join } from 'node:path';
import { directive } from '#contexts/all';
import { intake } from '#contexts/intake';
import { reference } from '#contexts/reference';
import { supervision } from '#contexts/supervision';
import { run, startGateway } from '#distributed';
import { ownContexts } from '#platform';

/** Signing in and the administrators' jobs, which every service has, are asked of the one that has the views. */
const upstreams = [
  { name: 'reference', contexts: [reference] },
  { name: 'intake', contexts: [intake] },
  { name: 'supervision', contexts: [...ownContexts(), supervision, directive] },
];

run('gateway', () => startGateway(upstreams, join(import.meta.dirname, '../../../web')));
