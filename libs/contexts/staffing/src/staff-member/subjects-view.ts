import type { View } from '#view-store';
import { addDays } from '../dates.ts';

interface LinkedSubject {
  readonly person: string;
  /** First date no longer linked. */
  readonly end?: string;
}

interface Told {
  readonly person: string;
  readonly subject: string;
  readonly until?: string;
  readonly on?: string;
}

/** By the subject of the DNI, the account under which it was linked last: nobody works at two centres under two accounts. */
export const linkedSubjects: View<LinkedSubject> = {
  name: 'linked-subjects',
  version: 1,
  indexes: [],
  events: ['DependenciaTecnicaAssigned', 'ImplantadorIntegrated', 'EatIntegrated', 'DependenciasEnded', 'TeamMemberWithdrawn'],
  keysOf: ({ data }) => [(data as Told).subject],
  fold(_, { data }) {
    const { person, until, on } = data as Told;
    return { person, ...(on !== undefined ? { end: on } : until !== undefined && { end: addDays(until, 1) }) };
  },
};
