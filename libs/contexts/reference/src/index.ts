import { referenceEvents } from '#contracts';
import { declareContext } from '#serving';
import { centre } from './domain/centre/index.ts';
import { department } from './domain/department/index.ts';
import { holiday } from './domain/holiday/index.ts';
import { organ } from './domain/organ/index.ts';
import { policy } from './domain/policy/index.ts';
import { procedure } from './domain/procedure/index.ts';
import { referenceCommands } from './http/commands.ts';
import { referenceData } from './http/queries.ts';
import { norm } from './norm/norm.ts';
import { rules } from './rules.ts';

/** Organs, departments, centres, kinds of trámite, non-working days and policies: dated rows with their source. */
export const reference = declareContext({
  name: 'reference',
  events: referenceEvents,
  aggregates: [norm, organ, department, centre, procedure, holiday, policy],
  endpoints: [...referenceCommands, referenceData],
  rules,
});

export { seed } from './seed.ts';
