import type { Chore } from './chore.ts';
import { communicationsChores } from './communications.ts';
import { intakeChores } from './intake.ts';
import { servicesChores } from './services.ts';
import { staffingChores } from './staffing.ts';
import { surveysChores } from './surveys.ts';

/** In the order in which they are done on a day. */
export const chores: readonly Chore[] = [...staffingChores, ...intakeChores, ...servicesChores, ...communicationsChores, ...surveysChores];
