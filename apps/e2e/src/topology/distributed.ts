import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedEngines, type EngineUrls } from './engines.ts';
import { Fleet } from './fleet.ts';
import { sumOf, type StartTopology, type TopologyOptions } from './topology.ts';

const secrets = { SESSION_SECRET: randomBytes(32), KEYS_SECRET: randomBytes(32) };

/** What all processes of a platform are told. Platforms on the same engines keep apart by the name of their folder. */
export function environmentOf({ folder, env, clock }: TopologyOptions, engines: EngineUrls): Record<string, string> {
  const clockFile = join(folder, 'clock');
  clock?.tell((state) => {
    // At once or not at all: others read it at any moment.
    writeFileSync(`${clockFile}.new`, JSON.stringify(state));
    renameSync(`${clockFile}.new`, clockFile);
  });
  return {
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...env,
    EVENTSTORE_URL: engines.eventstoredb,
    KAFKA_BROKERS: engines.kafka,
    KAFKA_PARTITIONS: '2',
    MONGODB_URL: engines.mongodb,
    S3_URL: engines.s3,
    NAMESPACE: basename(folder).toLowerCase().replaceAll(/[^a-z0-9-]/g, '-'),
    SESSION_SECRET: secrets.SESSION_SECRET.toString('base64'),
    KEYS_SECRET: secrets.KEYS_SECRET.toString('base64'),
    ...(clock && { TEST_CLOCK: clockFile }),
  };
}

/** Every service, the relay and the gateway in a process of its own, on the engines. */
export const startDistributed: StartTopology = async (options) => {
  const fleet = await new Fleet(environmentOf(options, sharedEngines()), options.services).start();
  return {
    url: fleet.url('gateway'),
    sessionSecret: secrets.SESSION_SECRET,
    log: fleet.log,
    waitFor: (position) => fleet.waitFor(position),
    async tick() {
      for (const name of fleet.names) await fleet.child(name).ask({ what: 'tick' });
    },
    gauge: (name) => sumOf(name, fleet.urls),
    stop: () => fleet.stop(),
  };
};
