/** Starts the engines once for all the test files of a run, and says which they are; a missing one fails the run. */
const taking = async () => {
  const { takeEventStoreDb, takeKafka, takeMongoDb, takeS3 } = await import('../dist/libs/engines/src/index.js');
  return Promise.all([takeEventStoreDb(), takeKafka(), takeMongoDb(), takeS3()]);
};

export default async function setup() {
  const engines = await taking();
  process.env.TEST_ENGINES = JSON.stringify(Object.fromEntries(engines.map(({ name, url }) => [name, url])));
  globalThis.takenEngines = engines;
}

export async function teardown() {
  const engines = globalThis.takenEngines ?? [];
  for (const { name, origin, about } of engines) process.stderr.write(`these tests ran on ${name}: ${about} (${origin})\n`);
  await Promise.all(engines.map((engine) => engine.stop()));
}
