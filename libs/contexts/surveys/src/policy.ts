import { limaDate } from '#calendar';
import { policyAt } from '#contracts';
import type { Services } from '#platform';

const defaults = { 'anonymity-minimum': 5, 'survey-low-score': 300, 'improvement-plan-days': 60, 'suggestion-box-days': 30, 'suggestion-action-days': 30 } as const;

/** A policy's value today; the platform's own where none was set. */
export const policyNow = (name: keyof typeof defaults, { directory }: Pick<Services, 'directory'>, now: Date): number => policyAt(directory(), name, limaDate(now.toISOString()))?.value ?? defaults[name];
