import 'reflect-metadata';
import { run, startService } from '#distributed';
import { servicesService } from './service.ts';

run('services', () => startService(servicesService));
