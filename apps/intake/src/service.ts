import { setTimeout as delay } from 'node:timers/promises';
import { contexts } from '#contexts/all';
import { intake } from '#contexts/intake';
import type { ServiceParts } from '#distributed';
import type { Services } from '#platform';
import { demoDesks } from './demo-desks.ts';

export const intakeService: ServiceParts = { name: 'intake', contexts: [intake], published: contexts, prepare };

/** Desks rest on the directory, which the reference service seeds. */
async function prepare(services: Services): Promise<void> {
  while (services.directory().policies.size === 0) await delay(200);
  await demoDesks(services);
}
