import { takeEngine, type Engine } from './engine.ts';
import { byUrl } from './by-url.ts';
import { containerMongoDb } from './mongodb/container.ts';
import { ferretDb } from './mongodb/ferretdb.ts';

/** MongoDB by `MONGODB_URL`, else in a container, else FerretDB as Go builds it. Its databases are the tests' own. */
export const takeMongoDb = (): Promise<Engine> =>
  takeEngine('mongodb', [byUrl('mongodb', 'MONGODB_URL'), { origin: 'container', take: containerMongoDb }, { origin: 'machine', take: ferretDb }]);
