import { systemAsks } from '#aggregates';
import type { Timer } from '#platform';
import { addDays, startOf } from '../dates.ts';
import { whenBegins } from '../readiness/readiness-timer.ts';
import { access } from './access.ts';
import { losing, lossOf, personLinks } from './links-view.ts';

interface Told {
  readonly person: string;
  readonly aplicativo: string;
  readonly until: string;
  readonly cause: string;
}

/** An access ends by itself after its last day. */
export const accessTermTimer: Timer = {
  name: 'access-term',
  events: ['AccesoGranted', 'AccesoRevoked', 'AccesoEnded'],
  changes({ type, data }) {
    const { person, aplicativo, until } = data as Told;
    const key = `${person} ${aplicativo}`;
    return type === 'AccesoGranted' ? [{ key, dueAt: startOf(addDays(until, 1)) }] : [{ key, cleared: true }];
  },
  fire(key, _, now) {
    const [person = '', aplicativo = ''] = key.split(' ');
    return { run: (execute) => execute(access, person, systemAsks('expire', { id: person, now, input: { aplicativo } })) };
  },
};

/** Whoever loses a post loses the accesses that it was for, on the day on which it ends. */
export const accessLinkTimer: Timer = {
  name: 'access-link',
  events: [...losing, 'AccesosChecked'],
  changes(event) {
    if (event.type === 'AccesosChecked') {
      const { person, cause } = event.data as Told;
      return [{ key: `${person} ${cause}`, cleared: true }];
    }
    const { person, on } = lossOf(event);
    return [{ key: `${person} ${event.id}`, dueAt: whenBegins(on, event) }];
  },
  fire(key, _, now, { views }) {
    const [person = '', cause = ''] = key.split(' ');
    return {
      async run(execute) {
        const posts = (await views.get(personLinks, person))?.posts ?? [];
        return execute(access, person, systemAsks('check-links', { id: person, now, input: { cause }, facts: posts }));
      },
    };
  },
};
