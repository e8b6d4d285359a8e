import type { DeskEvent } from '#contracts';
import { never } from '#kernel';
import type { Desk, ImplementedDesk } from './state.ts';

export function evolve(state: Desk, event: DeskEvent): Desk {
  if (event.type === 'MesaDePartesImplemented') return implemented(event.data.desk, event.data.from);
  return state.status === 'absent' ? state : next(state, event);
}

const implemented = (desk: string, hoursFrom: string): ImplementedDesk => ({
  status: 'implemented',
  desk,
  operators: [],
  hands: [],
  supervisors: [],
  hoursFrom,
  servedOn: [],
  didNotOpen: [],
  visits: [],
  openFindings: [],
  closedFindings: [],
});

function next(desk: ImplementedDesk, event: Exclude<DeskEvent, { type: 'MesaDePartesImplemented' }>): ImplementedDesk {
  switch (event.type) {
    case 'OperatorAssigned':
      return { ...desk, operators: [...desk.operators, event.data.operator], hands: union(desk.hands, event.data.operator) };
    case 'OperatorRemoved':
      return { ...desk, operators: without(desk.operators, event.data.operator) };
    case 'DeskHoursChanged':
      return { ...desk, hoursFrom: event.data.from };
    case 'DeskOpened':
      return { ...desk, openOn: event.data.date, servedOn: union(desk.servedOn, event.data.date), hands: union(desk.hands, event.data.operator) };
    case 'DeskClosed': {
      const { openOn: _closed, ...rest } = desk;
      return rest;
    }
    case 'DeskDidNotOpen':
      return { ...desk, didNotOpen: union(desk.didNotOpen, event.data.date) };
    case 'MesaDePartesSupervised':
      return { ...desk, visits: [...desk.visits, event.data.visit], supervisors: union(desk.supervisors, event.data.supervisor) };
    case 'FindingRaised':
      return { ...desk, openFindings: [...desk.openFindings, event.data.finding] };
    case 'FindingClosed':
      return { ...desk, openFindings: without(desk.openFindings, event.data.finding), closedFindings: [...desk.closedFindings, event.data.finding] };
    default:
      return never(event);
  }
}

const union = (all: readonly string[], one: string): readonly string[] => (all.includes(one) ? all : [...all, one]);
const without = (all: readonly string[], one: string): readonly string[] => all.filter((each) => each !== one);
