import type { Engine } from '../engine.ts';
import { freePort } from '../free-port.ts';

const release = 'RELEASE.2025-04-22T22-12-26Z';
const user = { access: 'conectamef', secret: 'only-for-tests' };

/** MinIO, where Docker answers. Not run where this was written: there is no Docker there. */
export async function containerMinio(): Promise<Engine | undefined> {
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const runtime = await getContainerRuntimeClient().catch(() => undefined);
  if (!runtime) return undefined;
  const port = await freePort();
  const started = await new GenericContainer(`minio/minio:${release}`)
    .withEnvironment({ MINIO_ROOT_USER: user.access, MINIO_ROOT_PASSWORD: user.secret })
    .withCommand(['server', '/data'])
    .withExposedPorts({ container: 9000, host: port })
    .withWaitStrategy(Wait.forHttp('/minio/health/ready', 9000))
    .start();
  const container = runtime.container.getById(started.getId());
  return {
    name: 's3',
    origin: 'container',
    about: `MinIO ${release} in a container`,
    url: `http://${user.access}:${user.secret}@127.0.0.1:${port}/`,
    interrupt: () => container.kill().then(() => undefined),
    resume: () => container.start().then(() => undefined),
    stop: () => started.stop().then(() => undefined),
  };
}
