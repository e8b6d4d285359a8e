import type { EventOf } from '../event-map.ts';
import { deskEvents, documentCoordinatorEvents } from './desk-events.ts';
import { documentEvents } from './document-events.ts';
import { expedienteEvents } from './expediente-events.ts';
import { subjectEvents } from './subject-events.ts';

export const intakeEvents = { ...documentEvents, ...deskEvents, ...documentCoordinatorEvents, ...expedienteEvents, ...subjectEvents } as const;

export type IntakeEvent<T extends keyof typeof intakeEvents = keyof typeof intakeEvents> = EventOf<typeof intakeEvents, T>;
export type RegisterEvent = EventOf<typeof documentEvents, 'DocumentReceived'>;
export type DocumentEvent = EventOf<typeof documentEvents>;
export type DeskEvent = EventOf<typeof deskEvents>;
export type DocumentCoordinatorEvent = EventOf<typeof documentCoordinatorEvents>;
export type ExpedienteEvent = EventOf<typeof expedienteEvents>;
export type SubjectEvent = EventOf<typeof subjectEvents>;
