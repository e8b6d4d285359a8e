import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeEventStoreDb, takeKafka, takeMongoDb, takeS3 } from '#engines';
import { environmentOf } from '../../../e2e/src/topology/distributed.ts';
import { Fleet } from '../../../e2e/src/topology/fleet.ts';
import { answerToArrival } from '../live.ts';
import { measured, meets, type Figure } from '../measure.ts';
import { benchKafka } from './kafka.ts';
import { benchMongo } from './mongodb.ts';

/** `npm run bench:engines [name …]`: the distributed topology beside bare loops on the same engines, all on this machine. */
const engines = await Promise.all([takeEventStoreDb(), takeKafka(), takeMongoDb(), takeS3()]);
const [eventstoredb, kafka, mongodb, s3] = engines.map(({ url }) => url) as [string, string, string, string];

async function live(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const fleet = await new Fleet(environmentOf({ folder, env: {}, clock: undefined }, { eventstoredb, kafka, mongodb, s3 })).start();
  const figures = await answerToArrival(fleet.url('gateway'), { perSecond: 300, seconds: 10, atMost: 500 });
  await fleet.stop();
  rmSync(folder, { recursive: true });
  return figures;
}

const all: Readonly<Record<string, () => Promise<Figure[]>>> = { kafka: () => benchKafka(kafka.split(',')), mongodb: () => benchMongo(mongodb), live };
const figures = await measured(all, process.argv.slice(2));
for (const { name, origin, about } of engines) console.log(`measured on ${name}: ${about} (${origin})`);
await Promise.all(engines.map((engine) => engine.stop()));
process.exit(figures.some((figure) => meets(figure) === false) ? 1 : 0);
