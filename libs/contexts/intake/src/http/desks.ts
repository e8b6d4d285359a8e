import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { limaDate } from '#calendar';
import type { Role } from '#contracts';
import { existingFile } from '#files';
import { command, type Scope } from '#platform';
import {
  ChangeDeskHoursInput,
  CloseDeskInput,
  CloseFindingInput,
  ImplementMesaDePartesInput,
  OpenDeskInput,
  OperatorInput,
  RaiseFindingInput,
  ReportDeskDidNotOpenInput,
  SuperviseMesaDePartesInput,
  type DeskCommand,
} from '../domain/desk/commands.ts';
import { desk } from '../domain/desk/index.ts';
import { registrarOf, registrarsView } from './registrars.ts';

interface Act<I extends z.ZodType> {
  readonly verb: string;
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly provision: string;
  readonly input: I;
  readonly toCommand: (input: z.infer<I>, by: { actor: Scope['caller']; desk: string; today: string }, scope: Scope) => DeskCommand | Promise<DeskCommand>;
}

const act = <I extends z.ZodType>({ toCommand, ...spec }: Act<I>) =>
  command({
    aggregate: desk,
    ...spec,
    toCommand: (input, scope, id) => toCommand(input, { actor: scope.caller, desk: id, today: limaDate(scope.now.toISOString()) }, scope),
    // Ids that the server gave: of a visit, of a finding.
    answer: ({ events }) => Object.assign({}, ...events.map(({ data }) => pickIds(data))),
  });

const pickIds = (data: object): object => ({ ...('visit' in data && { visit: data.visit }), ...('finding' in data && { finding: data.finding }) });

const supervisors: readonly Role[] = ['oautda'];
const ogauc: readonly Role[] = ['ogauc'];

export const deskActs = [
  act({
    verb: 'implement',
    roles: ['ogauc', 'importer'],
    summary: 'Implementa la mesa de partes de un centro, con su horario',
    provision: 'DIR.5.1.2.b',
    input: ImplementMesaDePartesInput,
    toCommand: (input, by, { services }) => {
      const centre = services.directory().centres.get(by.desk);
      return { type: 'ImplementMesaDePartes', data: { ...by, ...input, centre: centre ? (centre.foreign ? 'foreign' : 'registered') : 'unknown' } };
    },
  }),
  act({
    verb: 'change-hours',
    roles: ogauc,
    summary: 'Cambia el horario de la mesa de partes desde una fecha',
    provision: 'DIR.5.1.2.b',
    input: ChangeDeskHoursInput,
    toCommand: (input, by) => ({ type: 'ChangeDeskHours', data: { ...by, ...input } }),
  }),
  act({
    verb: 'assign-operator',
    roles: ['ogauc', 'centre-coordinator'],
    summary: 'Asigna un operador a la mesa de partes',
    provision: 'DIR.5.4',
    input: OperatorInput,
    toCommand: ({ operator }, by) => ({ type: 'AssignOperator', data: { ...by, operator } }),
  }),
  act({
    verb: 'remove-operator',
    roles: ['ogauc', 'centre-coordinator'],
    summary: 'Retira a un operador de la mesa de partes',
    provision: 'DIR.5.4',
    input: OperatorInput,
    toCommand: ({ operator }, by) => ({ type: 'RemoveOperator', data: { ...by, operator } }),
  }),
  act({
    verb: 'open',
    roles: ['operator', 'centre-coordinator'],
    summary: 'Abre la atención del día',
    provision: 'DIR.5.4',
    input: OpenDeskInput,
    toCommand: (_, by) => ({ type: 'OpenDesk', data: by }),
  }),
  act({
    verb: 'close',
    roles: ['operator', 'centre-coordinator'],
    summary: 'Cierra la atención del día',
    provision: 'DIR.5.4',
    input: CloseDeskInput,
    toCommand: (_, by) => ({ type: 'CloseDesk', data: by }),
  }),
  act({
    verb: 'not-opened',
    roles: ['ogauc', 'centre-coordinator'],
    summary: 'Deja constancia de un día en que la mesa de partes no atendió',
    provision: 'TUO.145',
    input: ReportDeskDidNotOpenInput,
    toCommand: (input, by) => ({ type: 'ReportDeskDidNotOpen', data: { ...by, ...input } }),
  }),
  act({
    verb: 'supervise',
    roles: supervisors,
    summary: 'Registra una visita de supervisión',
    provision: 'DIR.4.5',
    input: SuperviseMesaDePartesInput,
    async toCommand({ checklist }, by, { services }) {
      const served = await services.views.get(registrarsView, registrarOf(by.desk, by.actor.id));
      return { type: 'SuperviseMesaDePartes', data: { ...by, checklist, served: served !== undefined, visit: randomUUID() } };
    },
  }),
  act({
    verb: 'raise-finding',
    roles: supervisors,
    summary: 'Registra un hallazgo de la supervisión',
    provision: 'DIR.4.5',
    input: RaiseFindingInput,
    toCommand: (input, by) => ({ type: 'RaiseFinding', data: { ...by, ...input, finding: randomUUID() } }),
  }),
  act({
    verb: 'close-finding/:finding',
    roles: supervisors,
    summary: 'Cierra un hallazgo con la acción tomada y su evidencia',
    provision: 'DIR.4.5',
    input: CloseFindingInput,
    async toCommand(input, by, { services, params }) {
      await existingFile(services.files, input.evidence, 'evidence');
      return { type: 'CloseFinding', data: { ...by, ...input, finding: params.finding ?? '' } };
    },
  }),
];
