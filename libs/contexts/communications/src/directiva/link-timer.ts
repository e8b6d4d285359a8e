import { atOnce, systemAsks } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import type { Timer } from '#platform';
import { directiva } from './directiva.ts';

interface Linked {
  readonly directiva: string;
  readonly successor?: string;
  readonly superseded?: string;
}

/** One that takes another's place is told so: the link goes both ways (DIR.5.1.1.d). */
export const linkTimer: Timer = {
  name: 'directiva-link',
  events: ['DirectivaSuperseded', 'DirectivaLinkedToSuperseded'],
  changes(event: RecordedEvent) {
    const { type, data } = event;
    const { directiva: id, successor, superseded } = data as Linked;
    if (type === 'DirectivaSuperseded') return [{ key: `${successor} ${id}`, dueAt: atOnce(event) }];
    return [{ key: `${id} ${superseded}`, cleared: true }];
  },
  fire(key, _, now) {
    const [id, superseded] = key.split(' ') as [string, string];
    return { run: (execute) => execute(directiva, id, systemAsks('link-superseded', { id, now, input: { superseded } })) };
  },
};
