import 'reflect-metadata';
import { run, startService } from '#distributed';
import { referenceService } from './service.ts';

run('reference', () => startService(referenceService));
