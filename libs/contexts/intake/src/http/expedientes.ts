import type { z } from 'zod';
import { DocumentId, input, type Role } from '#contracts';
import { command, notFound, type Scope, type Services } from '#platform';
import { document } from '../domain/document/index.ts';
import { holderOf, type KnownDocument } from '../domain/document/state.ts';
import { CloseExpedienteInput, FoliateDocumentInput, JoinExpedienteInput, SeverFoliosInput, type ExpedienteCommand } from '../domain/expediente/commands.ts';
import { expediente } from '../domain/expediente/index.ts';
import { isJoinable } from '../domain/expediente/state.ts';


const roles: readonly Role[] = ['operator', 'document-coordinator'];

async function documentNow(id: string, { executor }: Services): Promise<KnownDocument> {
  if (!DocumentId.safeParse(id).success) throw notFound('ese documento');
  const { state } = await executor.load(document, id);
  if (state.status === 'unknown') throw notFound('ese documento');
  return state;
}

const sheetOf = ({ facts }: KnownDocument) => ({ id: facts.id, folios: facts.folios, ...(facts.expediente && { expediente: facts.expediente }) });

interface Act<I extends z.ZodType> {
  readonly verb: string;
  readonly summary: string;
  readonly input: I;
  readonly toCommand: (input: z.infer<I>, by: { actor: Scope['caller']; holder: ReturnType<typeof holderOf>; foreign: boolean }, scope: Scope, first: KnownDocument) => Promise<ExpedienteCommand>;
}

/** Every act is by whoever holds the document that opened the expediente, whose id is the expediente's. */
const act = <I extends z.ZodType>({ toCommand, ...spec }: Act<I>) =>
  command({
    aggregate: expediente,
    roles,
    provision: 'TUO.161',
    ...spec,
    async toCommand(given, scope, id) {
      const first = await documentNow(id, scope.services);
      return toCommand(given, { actor: scope.caller, holder: holderOf(first), foreign: first.facts.foreign }, scope, first);
    },
  });

export const expedienteActs = [
  act({
    verb: 'open',
    summary: 'Abre un expediente con este documento',
    input: input({}),
    toCommand: async (_, by, __, first) => ({ type: 'OpenExpediente', data: { ...by, document: sheetOf(first) } }),
  }),
  act({
    verb: 'add-document',
    summary: 'Agrega un documento al expediente y numera sus folios',
    input: FoliateDocumentInput,
    toCommand: async (given, by, { services }) => ({ type: 'FoliateDocument', data: { ...by, document: sheetOf(await documentNow(given.document, services)) } }),
  }),
  act({
    verb: 'sever',
    summary: 'Desglosa un documento del expediente',
    input: SeverFoliosInput,
    toCommand: async (given, by) => ({ type: 'SeverFolios', data: { ...by, ...given } }),
  }),
  act({
    verb: 'absorb',
    summary: 'Acumula otro expediente a este; cada uno conserva su foliación',
    input: JoinExpedienteInput,
    async toCommand({ other }, by, { services }) {
      const { state } = await services.executor.load(expediente, other);
      if (state.status === 'unknown') throw notFound('ese expediente');
      return { type: 'AbsorbExpediente', data: { ...by, other: { id: other, folios: state.folios, joinable: isJoinable(state) } } };
    },
  }),
  act({
    verb: 'close',
    summary: 'Cierra el expediente',
    input: CloseExpedienteInput,
    toCommand: async ({ reason }, by) => ({ type: 'CloseExpediente', data: { ...by, reason } }),
  }),
];
