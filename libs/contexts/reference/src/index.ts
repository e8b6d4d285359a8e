import { referenceEvents } from '#contracts';
import type { Context } from '#platform';
import { referenceCommands } from './http/commands.ts';
import { referenceData } from './http/queries.ts';

/** Organs, departments, centres, kinds of trámite, non-working days and policies: dated rows with their source. */
export const reference: Context = { name: 'reference', events: referenceEvents, endpoints: [...referenceCommands, referenceData] };

export { seed } from './seed.ts';
