import { readConfig } from '#platform';
import { startPlatform } from '../../../embedded/src/platform.ts';
import { sumOf, type StartTopology } from './topology.ts';

/** Everything in this process, on files of the folder. */
export const startEmbedded: StartTopology = async ({ folder, env, clock }) => {
  const running = await startPlatform(readConfig({ PORT: '0', DATA_DIR: folder, ...env }), clock && { clock: clock.now });
  const { services, timers, issuer } = running;
  const url = running.url.replace('localhost', '127.0.0.1');
  return {
    url,
    sessionSecret: issuer.key as Uint8Array,
    log: services.store,
    waitFor: (position) => services.views.waitFor(position),
    tick: () => timers.tick(),
    gauge: (name) => sumOf(name, [url]),
    stop: () => running.close(),
  };
};
