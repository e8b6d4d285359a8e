import 'reflect-metadata';
import { contexts } from '#contexts/all';
import { run, startRelay } from '#distributed';

run('relay', () => startRelay(contexts));
