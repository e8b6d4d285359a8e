import { z } from 'zod';
import { limaDate } from '#calendar';
import { lookUpOrgan, PolicyName, type Role } from '#contracts';
import { refuse } from '#kernel';
import { command, type Scope } from '#platform';
import { CentreInput, type CentreCommand } from '../domain/centre/commands.ts';
import { centre } from '../domain/centre/index.ts';
import { DeclareHolidayInput, WithdrawHolidayInput, type HolidayCommand } from '../domain/holiday/commands.ts';
import { holiday } from '../domain/holiday/index.ts';
import { CloseOrganInput, OrganInput, type OrganCommand } from '../domain/organ/commands.ts';
import { organ } from '../domain/organ/index.ts';
import { policy, SetPolicyInput, type SetPolicy } from '../domain/policy/index.ts';
import { ProcedureInput, type ProcedureCommand } from '../domain/procedure/commands.ts';
import { procedure } from '../domain/procedure/index.ts';

const editors: readonly Role[] = ['administrator', 'ogauc'];
/** History that is brought in names the groups and the desk of the system that it comes from. */
const editorsAndImporter: readonly Role[] = [...editors, 'importer'];

/** The id in the body is the one of the path: a row is written where it says it is. */
function sameId(id: string, named: string): void {
  if (id !== named) throw refuse('invalid', 'id-mismatch', 'El código del cuerpo no es el de la dirección.', { field: 'id' });
}

/** The importer touches only what is marked as another system's. */
function onlyForeign({ caller }: Scope, foreign: boolean): void {
  if (caller.role === 'importer' && !foreign) throw refuse('forbidden', 'importer-only-history', 'La importación solo puede escribir historia de otro sistema.');
}

export const referenceCommands = [
  command({
    aggregate: organ,
    verb: 'register',
    roles: editorsAndImporter,
    summary: 'Registra un órgano, con su fuente',
    input: OrganInput,
    toCommand(data, scope, id): OrganCommand {
      sameId(id, data.id);
      onlyForeign(scope, data.type === 'externo');
      return { type: 'RegisterOrgan', data };
    },
  }),
  command({
    aggregate: organ,
    verb: 'amend',
    roles: editors,
    summary: 'Cambia el nombre o la clase de un órgano desde una fecha',
    input: OrganInput,
    toCommand(data, _, id): OrganCommand {
      sameId(id, data.id);
      return { type: 'AmendOrgan', data };
    },
  }),
  command({
    aggregate: organ,
    verb: 'close',
    roles: editors,
    summary: 'Cierra un órgano desde una fecha, con su sucesor',
    input: CloseOrganInput,
    toCommand({ successor, ...data }, { services, now }, id): OrganCommand {
      const next = successor && lookUpOrgan(services.directory(), successor, limaDate(now.toISOString()));
      return { type: 'CloseOrgan', data: { ...data, id, ...(next && { successor: next }) } };
    },
  }),
  command({
    aggregate: centre,
    verb: 'register',
    roles: editorsAndImporter,
    summary: 'Registra un centro, con su fuente',
    provision: 'DIR.4.2',
    input: CentreInput,
    toCommand(data, scope, id): CentreCommand {
      sameId(id, data.code);
      onlyForeign(scope, data.foreign);
      return { type: 'RegisterCentre', data: { ...data, departmentKnown: knowsDepartment(scope, data.department) } };
    },
  }),
  command({
    aggregate: centre,
    verb: 'amend',
    roles: editors,
    summary: 'Corrige los datos de un centro',
    provision: 'DIR.4.2',
    input: CentreInput,
    toCommand(data, scope, id): CentreCommand {
      sameId(id, data.code);
      return { type: 'AmendCentre', data: { ...data, departmentKnown: knowsDepartment(scope, data.department) } };
    },
  }),
  command({
    aggregate: procedure,
    verb: 'define',
    roles: editorsAndImporter,
    summary: 'Define un tipo de trámite y sus plazos, con su norma',
    input: ProcedureInput,
    toCommand(data, _, id): ProcedureCommand {
      sameId(id, data.id);
      return { type: 'DefineProcedure', data };
    },
  }),
  command({
    aggregate: procedure,
    verb: 'amend',
    roles: editors,
    summary: 'Cambia los plazos de un tipo de trámite desde una fecha',
    input: ProcedureInput,
    toCommand(data, _, id): ProcedureCommand {
      sameId(id, data.id);
      return { type: 'AmendProcedure', data };
    },
  }),
  command({
    aggregate: holiday,
    verb: 'declare',
    roles: editors,
    summary: 'Declara un día no laborable nacional, regional o de un centro, con su norma',
    input: DeclareHolidayInput,
    toCommand(row, { now }, id): HolidayCommand {
      sameId(id, row.id);
      return { type: 'DeclareHoliday', data: { row, now: now.toISOString() } };
    },
  }),
  command({
    aggregate: holiday,
    verb: 'withdraw',
    roles: editors,
    summary: 'Retira un día no laborable; los plazos ya fijados no se mueven',
    input: WithdrawHolidayInput,
    toCommand: ({ reason }, { now }, id): HolidayCommand => ({ type: 'WithdrawHoliday', data: { id, now: now.toISOString(), reason } }),
  }),
  command({
    aggregate: policy,
    resource: 'policies',
    verb: 'set',
    roles: editors,
    summary: 'Fija el valor de una política desde una fecha, con su norma',
    input: SetPolicyInput,
    toCommand(data, _, name): SetPolicy {
      return { type: 'SetPolicy', data: { ...data, name: knownPolicy(name) } };
    },
  }),
];

function knownPolicy(name: string): PolicyName {
  const parsed = PolicyName.safeParse(name);
  if (!parsed.success) throw refuse('not-found', 'policy-unknown', `No existe esa política. Las que hay: ${z.toJSONSchema(PolicyName).enum?.join(', ')}.`);
  return parsed.data;
}

const knowsDepartment = ({ services }: Scope, code: string | undefined): boolean => code !== undefined && services.directory().departments.has(code);
