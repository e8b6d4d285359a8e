import 'reflect-metadata';
import { run, startService } from '#distributed';
import { supervisionService } from './service.ts';

run('supervision', () => startService(supervisionService));
