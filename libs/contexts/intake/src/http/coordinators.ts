import { limaDate } from '#calendar';
import { lookUpOrgan, type Role } from '#contracts';
import { command, type Scope } from '#platform';
import { DesignateDocumentCoordinatorInput, ReplaceDocumentCoordinatorInput, WithdrawDocumentCoordinatorInput, type DocumentCoordinatorCommand } from '../domain/document-coordinator/commands.ts';
import { documentCoordinator } from '../domain/document-coordinator/index.ts';

const roles: readonly Role[] = ['ogauc', 'document-coordinator'];
const provision = 'DIR.5.1.1.b';

const by = (organ: string, { caller, services, now }: Scope) => ({ actor: caller, organ: lookUpOrgan(services.directory(), organ, limaDate(now.toISOString())) });

export const coordinatorActs = [
  command({
    aggregate: documentCoordinator,
    verb: 'designate',
    roles,
    provision,
    summary: 'Designa al coordinador documentario de un órgano: dueño de su bandeja',
    input: DesignateDocumentCoordinatorInput,
    toCommand: (given, scope, organ): DocumentCoordinatorCommand => ({ type: 'DesignateDocumentCoordinator', data: { ...by(organ, scope), ...given } }),
  }),
  command({
    aggregate: documentCoordinator,
    verb: 'replace',
    roles,
    provision,
    summary: 'Reemplaza al coordinador documentario',
    input: ReplaceDocumentCoordinatorInput,
    toCommand: (given, scope, organ): DocumentCoordinatorCommand => ({ type: 'ReplaceDocumentCoordinator', data: { ...by(organ, scope), ...given } }),
  }),
  command({
    aggregate: documentCoordinator,
    verb: 'withdraw',
    roles,
    provision,
    summary: 'Retira al coordinador documentario; la bandeja queda a la vista de la OGAUC',
    input: WithdrawDocumentCoordinatorInput,
    toCommand: (given, scope, organ): DocumentCoordinatorCommand => ({ type: 'WithdrawDocumentCoordinator', data: { ...by(organ, scope), ...given } }),
  }),
];
