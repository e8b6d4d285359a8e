import { afterAll, beforeAll, describe } from '@jest/globals';
import { takeMongoDb, type Engine } from '#engines';
import { mongoPlace } from '../testing/mongo-place.ts';
import { rebuildContract } from '../testing/rebuild-contract.ts';
import { viewGroupContract } from '../testing/view-group-contract.ts';
import { viewStoreContract } from '../testing/view-store-contract.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await takeMongoDb();
}, 900_000);

afterAll(() => engine?.stop());

describe('on an engine', () => {
  const harness = async () => mongoPlace(engine);
  viewStoreContract('MongoDB', harness);
  viewGroupContract('MongoDB', harness);
  rebuildContract('MongoDB', harness);
});
