import { atOnce, systemAsks } from '#aggregates';
import { limaDate } from '#calendar';
import type { RecordedEvent } from '#kernel';
import type { Timer, TimerChange } from '#platform';
import { startOf } from '../dates.ts';
import { centreOfEvent, centreTeams, datesOf, missingOn, teamEvents } from '../team/team-view.ts';
import { readiness } from './readiness.ts';

const evaluated: readonly string[] = ['CentroDeclaredOperational', 'CentroDeclaredIncomplete', 'CentroReadinessEvaluated'];

/** When a date begins; at once if it had begun when the event occurred, by the clock that the timers keep. */
export const whenBegins = (date: string, event: RecordedEvent): string => (date > limaDate(event.meta.occurredAt) ? startOf(date) : atOnce(event));

/** One evaluation for each date of each event, whose id tells them apart. */
function changes(event: RecordedEvent): readonly TimerChange[] {
  if (evaluated.includes(event.type)) {
    const { centre, cause } = event.data as { readonly centre: string; readonly cause: string };
    return [{ key: `${centre} ${cause}`, cleared: true }];
  }
  return datesOf(event).map((date, i) => ({ key: `${centreOfEvent(event)} ${event.id}.${i}`, dueAt: whenBegins(date, event) }));
}

/** A centre is evaluated whenever what is in force there changes: at once, or when the date of the change begins (DIR.4.3). */
export const readinessTimer: Timer = {
  name: 'centre-readiness',
  events: [...teamEvents, ...evaluated],
  changes,
  fire(key, _, now, { views }) {
    const [centre = '', cause = ''] = key.split(' ');
    return {
      async run(execute) {
        const missing = missingOn(await views.get(centreTeams, centre), limaDate(now.toISOString()));
        return execute(readiness, centre, systemAsks('evaluate', { id: centre, now, input: { cause }, facts: missing }));
      },
    };
  },
};
