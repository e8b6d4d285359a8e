import { atOnce } from '#aggregates';
import { expedienteEvents, type DocumentEvent, type ExpedienteEvent } from '#contracts';
import type { Actor, RecordedEvent } from '#kernel';
import type { Timer, TimerChange } from '#platform';
import { document } from '../domain/document/index.ts';
import { expediente } from '../domain/expediente/index.ts';

const policy: Actor = { kind: 'system', id: 'expedientes', role: 'system' };

type Concerned = ExpedienteEvent | DocumentEvent;

const isConcerned = (event: RecordedEvent): event is RecordedEvent & Concerned =>
  event.type in expedienteEvents || event.type === 'DocumentAddedToExpediente' || event.type === 'DocumentLeftExpediente';

const soon = (key: string, event: RecordedEvent): readonly TimerChange[] => [{ key, dueAt: atOnce(event) }];
const done = (key: string): readonly TimerChange[] => [{ key, cleared: true }];

const parts = (key: string): readonly [string, string] => key.split(' ') as [string, string];

/** A document whose folios were numbered in an expediente is told so. */
export const linkTimer: Timer = {
  name: 'expediente-link',
  events: ['ExpedienteOpened', 'DocumentFoliated', 'DocumentAddedToExpediente'],
  changes(event) {
    if (!isConcerned(event)) return [];
    switch (event.type) {
      case 'ExpedienteOpened':
        return soon(`${event.data.expediente} ${event.data.expediente}`, event);
      case 'DocumentFoliated':
      case 'DocumentAddedToExpediente': {
        const key = `${event.data.document} ${event.data.expediente}`;
        return event.type === 'DocumentFoliated' ? soon(key, event) : done(key);
      }
      default:
        return [];
    }
  },
  fire: (key) => ({ run: (execute) => execute(document, parts(key)[0], { type: 'AddToExpediente', data: { actor: policy, expediente: parts(key)[1] } }) }),
};

/** A document that was taken out of an expediente is told so. */
export const unlinkTimer: Timer = {
  name: 'expediente-unlink',
  events: ['FoliosSevered', 'DocumentLeftExpediente'],
  changes(event) {
    if (!isConcerned(event)) return [];
    if (event.type === 'FoliosSevered') return soon(event.data.document, event);
    return event.type === 'DocumentLeftExpediente' ? done(event.data.document) : [];
  },
  fire: (id) => ({ run: (execute) => execute(document, id, { type: 'LeaveExpediente', data: { actor: policy, reason: 'Desglosado del expediente' } }) }),
};

/** An expediente that another has taken in joins it. */
export const joinTimer: Timer = {
  name: 'expediente-join',
  events: ['ExpedienteAbsorbed', 'ExpedienteJoinedTo'],
  changes(event) {
    if (!isConcerned(event)) return [];
    if (event.type === 'ExpedienteAbsorbed') return soon(`${event.data.other} ${event.data.expediente}`, event);
    return event.type === 'ExpedienteJoinedTo' ? done(`${event.data.expediente} ${event.data.other}`) : [];
  },
  fire(key) {
    const [joining, to] = parts(key);
    const data = { actor: policy, holder: { kind: 'desk', id: joining.split('-')[0]! } as const, foreign: false, other: to };
    return { run: (execute) => execute(expediente, joining, { type: 'JoinExpediente', data }) };
  },
};
