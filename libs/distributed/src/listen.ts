import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform';

export interface Started {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the port; `end` runs once the last request is answered. */
export async function listen(fastify: FastifyInstance, { port, host }: Pick<Config, 'port' | 'host'>, end: () => Promise<void>): Promise<Started> {
  await fastify.listen({ port, host });
  const address = fastify.server.address() as { readonly port: number };
  const close = async () => {
    await fastify.close();
    await end();
  };
  return { url: `http://localhost:${address.port}`, close };
}
