import 'reflect-metadata';
import { run, startService } from '#distributed';
import { staffingService } from './service.ts';

run('staffing', () => startService(staffingService));
