import 'reflect-metadata';
import { run, startService } from '#distributed';
import { intakeService } from './service.ts';

run('intake', () => startService(intakeService));
