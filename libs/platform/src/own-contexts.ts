import { memoryParkingLot } from '#feed';
import { systemClock } from '#kernel';
import { sessionContext } from './auth/session.ts';
import { localIssuer } from './auth/tokens.ts';
import type { Context } from './context.ts';
import { Jobs } from './jobs/jobs.ts';
import { jobsContext } from './jobs/jobs-context.ts';
import { createLog } from './log.ts';
import { parkedContext } from './parked/parked-context.ts';

/** What every service offers beside its contexts, to be described or found, not to be run. */
export const ownContexts = (): readonly Context[] => [
  sessionContext(localIssuer(new Uint8Array(32))),
  jobsContext(new Jobs(systemClock, createLog({ logLevel: 'silent' })), []),
  parkedContext(memoryParkingLot),
];
