import type { Engine, Source } from '../engine.ts';
import { freePort } from '../free-port.ts';

const image = 'kurrentplatform/kurrentdb:25.1';
const settings = { KURRENTDB_INSECURE: 'true', KURRENTDB_CLUSTER_SIZE: '1', KURRENTDB_RUN_PROJECTIONS: 'None' };

/** KurrentDB, one node without TLS, where Docker answers. Not run where this was written: there is no Docker there. */
export const container: Source = {
  origin: 'container',
  take: async (): Promise<Engine | undefined> => {
    const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
    const runtime = await getContainerRuntimeClient().catch(() => undefined);
    if (!runtime) return undefined;
    // A port of our own choice: it stays the same when the container is started again.
    const port = await freePort();
    const started = await new GenericContainer(image)
      .withEnvironment(settings)
      .withExposedPorts({ container: 2113, host: port })
      .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCodeMatching((code) => code >= 200 && code < 300))
      .withStartupTimeout(120_000)
      .start();
    const inner = runtime.container.getById(started.getId());
    return {
      name: 'eventstoredb',
      origin: 'container',
      about: `KurrentDB, ${image}`,
      url: `esdb://${started.getHost()}:${port}?tls=false`,
      interrupt: () => inner.kill().then(() => undefined),
      resume: () => inner.start().then(() => undefined),
      stop: () => started.stop().then(() => undefined),
    };
  },
};
