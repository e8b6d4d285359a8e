import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startService } from '#distributed';
import type { Clock } from '#kernel';
import { communicationsService } from '../../../communications/src/service.ts';
import { intakeService } from '../../../intake/src/service.ts';
import { referenceService } from '../../../reference/src/service.ts';
import { servicesService } from '../../../services/src/service.ts';
import { staffingService } from '../../../staffing/src/service.ts';
import { supervisionService } from '../../../supervision/src/service.ts';
import { surveysService } from '../../../surveys/src/service.ts';
import { timeOf, type ClockState } from '../virtual-clock.ts';

/** What a test asks of a service beside its public address. */
export type Asked = { readonly id: number } & ({ readonly what: 'waitFor'; readonly position: number } | { readonly what: 'tick' });

const services = { intake: intakeService, reference: referenceService, services: servicesService, staffing: staffingService, supervision: supervisionService, surveys: surveysService, communications: communicationsService };

/** The service that the first argument names, as it runs for real but for its clock, which is the test's where it has one. */
const name = process.argv[2] as keyof typeof services;
const file = process.env.TEST_CLOCK;
const clock: { clock?: Clock } = file ? { clock: () => timeOf(JSON.parse(readFileSync(file, 'utf8')) as ClockState) } : {};

const running = await startService({ ...services[name], ...clock });
const hands = { waitFor: (asked: Asked) => running.views.waitFor('position' in asked ? asked.position : 0, 120_000), tick: () => running.timers.tick() };
process.on('message', (asked: Asked) => {
  hands[asked.what](asked).then(
    () => process.send!({ id: asked.id }),
    (error: unknown) => process.send!({ id: asked.id, error: (error as Error).message }),
  );
});
const stop = () => void Promise.race([running.close(), delay(20_000)]).then(() => process.exit(0));
process.once('SIGTERM', stop).once('disconnect', stop);
process.send!({ url: running.url });
