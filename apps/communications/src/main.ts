import 'reflect-metadata';
import { run, startService } from '#distributed';
import { communicationsService } from './service.ts';

run('communications', () => startService(communicationsService));
