import 'reflect-metadata';
import { join } from 'node:path';
import { run, startGateway } from '#distributed';
import { upstreams } from '../../../gateway/src/upstreams.ts';

/** The gateway as it runs for real, before those alone that the arguments name. */
const names = process.argv.slice(2);

run('gateway', () => startGateway(upstreams.filter(({ name }) => names.includes(name)), join(import.meta.dirname, '../../../../web')));
