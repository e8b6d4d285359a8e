import { systemAsks } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import type { Timer } from '#platform';
import { addDays, startOf } from '../dates.ts';
import { whenBegins } from '../readiness/readiness-timer.ts';
import { staffMember } from './staff-member.ts';

interface Told {
  readonly person: string;
  readonly until?: string;
  readonly on?: string;
}

const told = ({ data }: RecordedEvent): Told => data as Told;
const ends: readonly string[] = ['DependenciasEnded', 'TeamMemberWithdrawn'];

/** A link ends by itself after its last day. */
export const linkTermTimer: Timer = {
  name: 'staff-link-term',
  events: ['DependenciaTecnicaAssigned', 'DependenciasTermChanged', 'ImplantadorIntegrated', 'EatIntegrated', ...ends],
  changes(event) {
    const { person, until } = told(event);
    if (ends.includes(event.type)) return [{ key: person, cleared: true }];
    return until === undefined ? [] : [{ key: person, dueAt: startOf(addDays(until, 1)) }];
  },
  fire: (person, _, now) => ({ run: (execute) => execute(staffMember, person, systemAsks('expire', { id: person, now })) }),
};

/** A specialist's link ends with the contract that was resolved. */
export const resolvedContractTimer: Timer = {
  name: 'staff-contract-resolved',
  events: ['ContratoResolved', 'DependenciasEnded'],
  changes(event) {
    const { person, on } = told(event);
    const key = `${person} ${on!}`;
    return event.type === 'ContratoResolved' ? [{ key, dueAt: whenBegins(on!, event) }] : [{ key, cleared: true }];
  },
  fire(key, _, now) {
    const [person = '', on = ''] = key.split(' ');
    return { run: (execute) => execute(staffMember, person, systemAsks('resolve', { id: person, now, input: { on } })) };
  },
};
