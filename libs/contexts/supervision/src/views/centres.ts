import { deskEvents, type DeskEvent } from '#contracts';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';

export interface Visit {
  readonly id: string;
  readonly date: string;
  readonly complies: boolean;
}

export interface Finding {
  readonly id: string;
  readonly description: string;
  readonly raisedAt: string;
  readonly closedAt?: string;
  readonly action?: string;
}

/** A centre as it is seen from Lima: its desk, and its last sign of life. */
export interface CentreRecord {
  readonly centre: string;
  /** When a person of the centre last did something that was recorded. */
  readonly lastSign?: string;
  readonly implemented: boolean;
  readonly open: boolean;
  readonly openedAt?: string;
  readonly operators: readonly string[];
  /** The last twenty. */
  readonly visits: readonly Visit[];
  readonly findings: readonly Finding[];
  /** Something here was made by the simulation. */
  readonly demo: boolean;
}

const unknown: Omit<CentreRecord, 'centre'> = { implemented: false, open: false, operators: [], visits: [], findings: [], demo: false };

export const centresView: View<CentreRecord> = {
  name: 'centres',
  version: 3,
  indexes: [],
  keysOf: ({ meta }) => (meta.centre ? [meta.centre] : []),
  fold(before, event, centre) {
    const record = { ...(before ?? { ...unknown, centre }), ...signOf(event) };
    return isOfDesk(event) ? { ...record, ...deskChange(record, event) } : record;
  },
};

const isOfDesk = (event: RecordedEvent): event is RecordedEvent & DeskEvent => event.type in deskEvents;

/** Imported history and the clock are no signs of life. */
function signOf({ meta: { actor }, recordedAt }: RecordedEvent): Partial<CentreRecord> {
  if (actor.id.startsWith('simulation')) return { demo: true, lastSign: recordedAt };
  return actor.kind === 'person' && actor.centre ? { lastSign: recordedAt } : {};
}

function deskChange(record: CentreRecord, event: RecordedEvent & DeskEvent): Partial<CentreRecord> {
  switch (event.type) {
    case 'MesaDePartesImplemented':
      return { implemented: true };
    case 'OperatorAssigned':
      return { operators: [...record.operators, event.data.operator] };
    case 'OperatorRemoved':
      return { operators: record.operators.filter((operator) => operator !== event.data.operator) };
    case 'DeskOpened':
      return { open: true, openedAt: event.meta.occurredAt };
    case 'DeskClosed':
      return { open: false };
    case 'FindingRaised':
      return { findings: [...record.findings, { id: event.data.finding, description: event.data.description, raisedAt: event.meta.occurredAt }] };
    case 'FindingClosed':
      return { findings: record.findings.map((finding) => (finding.id === event.data.finding ? { ...finding, closedAt: event.meta.occurredAt, action: event.data.action } : finding)) };
    case 'MesaDePartesSupervised': {
      const { visit, date, checklist } = event.data;
      return { visits: [{ id: visit, date, complies: checklist.every(({ complies }) => complies) }, ...record.visits].slice(0, 20) };
    }
    case 'DeskHoursChanged':
    case 'DeskDidNotOpen':
      return {};
  }
}
