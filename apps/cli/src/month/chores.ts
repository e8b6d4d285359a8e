import type { Chore } from './chore.ts';
import { intakeChores } from './intake.ts';

/** In the order in which they are done on a day. */
export const chores: readonly Chore[] = [...intakeChores];
