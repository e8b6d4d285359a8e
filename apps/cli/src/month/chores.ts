import type { Chore } from './chore.ts';
import { intakeChores } from './intake.ts';
import { staffingChores } from './staffing.ts';

/** In the order in which they are done on a day. */
export const chores: readonly Chore[] = [...staffingChores, ...intakeChores];
