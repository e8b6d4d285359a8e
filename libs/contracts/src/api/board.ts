import { z } from 'zod';
import { DocumentState } from './document.ts';
import { Freshness } from './freshness.ts';

const states = z.partialRecord(DocumentState, z.int());

export const DeskStatus = z.object({
  implemented: z.boolean(),
  open: z.boolean().describe('El operador la abrió hoy y aún no la cierra'),
  leftOpenOn: z.string().optional().describe('Día anterior en que se abrió y nadie la cerró'),
  withinHours: z.boolean().describe('Está dentro de su horario, en día hábil'),
  openedAt: z.string().optional(),
  openFindings: z.int(),
});

export const CentreTile = z.object({
  centre: z.string(),
  name: z.string(),
  department: z.string().describe('Código INEI'),
  foreign: z.boolean(),
  demo: z.boolean().describe('Tiene datos ficticios de demostración'),
  desk: DeskStatus,
  today: z.object({ received: z.int(), routed: z.int(), answered: z.int() }),
  week: z.object({ received: z.int(), routed: z.int(), answered: z.int() }),
  pending: z.int(),
  pendingByState: states,
  overdue: z.int(),
  observed: z.int(),
  oldestWaiting: z.object({ id: z.string().optional().describe('Solo para quien puede ver el documento'), receivedAt: z.string(), state: DocumentState }).optional(),
  lastSign: z.string().optional().describe('Último acto registrado por una persona del centro'),
});
export type CentreTile = z.infer<typeof CentreTile>;

export const Board = Freshness.extend({
  today: z.string(),
  workingDay: z.boolean(),
  totals: z.object({
    received: z.int(),
    routed: z.int(),
    answered: z.int(),
    weekReceived: z.int(),
    pending: z.int(),
    overdue: z.int(),
    observed: z.int(),
    desksOpen: z.int(),
    centres: z.int(),
    unowned: z.int().describe('Documentos pendientes de órganos sin coordinador documentario'),
    foreign: z.int().describe('Documentos de historia importada; no se suman a los demás totales'),
  }),
  centres: z.array(CentreTile),
});
export type Board = z.infer<typeof Board>;

export const DayCount = z.object({ date: z.string(), received: z.int(), routed: z.int(), answered: z.int() });

export const CentreDetail = Freshness.extend({
  tile: CentreTile,
  days: z.array(DayCount).describe('Últimos 14 días'),
  hours: z.array(z.object({ weekday: z.int(), open: z.string(), close: z.string() })),
  operators: z.array(z.string()),
  visits: z.array(z.object({ id: z.string(), date: z.string(), complies: z.boolean() })).describe('Últimas visitas de supervisión'),
  findings: z.array(
    z.object({ id: z.string(), description: z.string(), raisedAt: z.string(), closedAt: z.string().optional(), action: z.string().optional() }),
  ),
});
export type CentreDetail = z.infer<typeof CentreDetail>;

/** A message of the live feed (`GET /api/live`, server-sent events): `id` is the position, `event` is `change`. */
export const LiveChange = z.object({
  position: z.int(),
  type: z.string(),
  centre: z.string().optional(),
  organ: z.string().optional(),
  document: z.string().optional(),
  state: DocumentState.optional(),
  recordedAt: z.string(),
  provision: z.string(),
});
export type LiveChange = z.infer<typeof LiveChange>;
