import 'reflect-metadata';
import { join } from 'node:path';
import { run, startGateway } from '#distributed';
import { upstreams } from './upstreams.ts';

run('gateway', () => startGateway(upstreams, join(import.meta.dirname, '../../../web')));
