import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import { freePort } from '../free-port.ts';

const release = '8.0';
const initiate = 'try { rs.status() } catch { rs.initiate({ _id: "tests", members: [{ _id: 0, host: "127.0.0.1:27017" }] }) }';

/** MongoDB, a replica set of one, where Docker answers. Not run where this was written: there is no Docker there. */
export async function containerMongoDb(): Promise<Engine | undefined> {
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const runtime = await getContainerRuntimeClient().catch(() => undefined);
  if (!runtime) return undefined;
  const port = await freePort();
  const started = await new GenericContainer(`mongo:${release}`)
    .withCommand(['--replSet', 'tests', '--bind_ip_all'])
    .withExposedPorts({ container: 27017, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .start();
  const shell = (script: string) => started.exec(['mongosh', '--quiet', '--eval', script]);
  const primary = async (): Promise<void> => {
    for (let tries = 0; tries < 120; tries++) {
      const { output } = await shell('db.hello().isWritablePrimary');
      if (output.trim() === 'true') return;
      await delay(250);
    }
    throw new Error('the replica set has no primary');
  };
  await shell(initiate);
  await primary();
  const container = runtime.container.getById(started.getId());
  return {
    name: 'mongodb',
    origin: 'container',
    about: `MongoDB ${release}, a replica set of one in a container`,
    // Directly: the set's own address of itself is the one inside the container.
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    interrupt: () => container.kill().then(() => undefined),
    resume: () => container.start().then(primary),
    stop: () => started.stop().then(() => undefined),
  };
}
