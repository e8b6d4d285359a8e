import 'reflect-metadata';
import { run, startRelay } from '#distributed';

run('relay', () => startRelay());
