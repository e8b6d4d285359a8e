import 'reflect-metadata';
import { run, startService } from '#distributed';
import { surveysService } from './service.ts';

run('surveys', () => startService(surveysService));
