import type { z } from 'zod';
import { limaDate } from '#calendar';
import { lookUpOrgan, parseDocumentId, registerId, type DocumentReceived, type Role } from '#contracts';
import { command, notFound, type Scope, type Services } from '#platform';
import {
  AcceptDocumentInput,
  AnnulDocumentInput,
  AnswerDocumentInput,
  ArchiveDocumentInput,
  AttachFileInput,
  CorrectFoliosInput,
  ObserveDocumentInput,
  RejectDocumentInput,
  RemedyDocumentInput,
  RemitDocumentInput,
  RerouteDocumentInput,
  ReturnDocumentInput,
  RouteDocumentInput,
  type DocumentCommand,
} from '../domain/document/commands.ts';
import { document } from '../domain/document/index.ts';
import { sealWords, storedFiles } from './receive.ts';
import { endOfDay, receptionTerms, remedyTerm } from './terms.ts';

const atDesk: readonly Role[] = ['operator'];
const atOrgan: readonly Role[] = ['document-coordinator'];
const atOrganOrOgauc: readonly Role[] = ['document-coordinator', 'ogauc'];
const anywhere: readonly Role[] = ['operator', 'document-coordinator'];

interface Step<I extends z.ZodType> {
  readonly verb: string;
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly input: I;
  readonly toCommand: (input: z.infer<I>, scope: Scope, id: string) => DocumentCommand | Promise<DocumentCommand>;
}

const step = <I extends z.ZodType>(spec: Step<I>) => command({ aggregate: document, ...spec });

const today = ({ now }: Scope): string => limaDate(now.toISOString());

const organOf = (organ: string, scope: Scope) => lookUpOrgan(scope.services.directory(), organ, today(scope));

/** The register's entry of a document. @throws DomainError `not-found` */
async function entryOf(id: string, { store }: Services): Promise<DocumentReceived> {
  const parts = parseDocumentId(id);
  if (!parts) throw notFound('ese documento');
  const [entry] = await store.readStream(`register-${registerId(parts)}`, { from: parts.number - 1, limit: 1 });
  if (!entry) throw notFound('ese documento');
  return entry.data as DocumentReceived;
}

/** Words about a document, sealed under its sender's key. */
async function sealed(words: string, id: string, { services }: Scope): Promise<string> {
  const { sender } = await entryOf(id, services);
  return sealWords(words, sender.subject, services);
}

export const documentSteps = [
  step({
    verb: 'observe',
    roles: atDesk,
    summary: 'Observa el documento, una sola vez: dos días hábiles para subsanar',
    input: ObserveDocumentInput,
    async toCommand({ requirements }, scope, id) {
      const { desk, sender } = await entryOf(id, scope.services);
      const words = await Promise.all(requirements.map((requirement) => sealWords(requirement, sender.subject, scope.services)));
      return { type: 'ObserveDocument', data: { actor: scope.caller, requirements: words, ...remedyTerm(scope.services, { centre: desk, from: today(scope) }) } };
    },
  }),
  step({
    verb: 'remedy',
    roles: atDesk,
    summary: 'Registra la subsanación; los plazos corren de nuevo',
    input: RemedyDocumentInput,
    async toCommand({ addedFolios }, { caller: actor, services, now }, id) {
      const { desk, channel, procedure } = await entryOf(id, services);
      const { legalDate, routeUntil, due } = receptionTerms(services, { now, centre: desk, channel, procedure });
      return { type: 'RemedyDocument', data: { actor, now: now.toISOString(), legalDate, addedFolios, routeUntil, ...(due && { due }) } };
    },
  }),
  step({
    verb: 'return',
    roles: atDesk,
    summary: 'Devuelve, con sus anexos, lo que se tuvo por no presentado',
    input: ReturnDocumentInput,
    toCommand: ({ to }, { caller: actor }) => ({ type: 'ReturnDocument', data: { actor, to } }),
  }),
  step({
    verb: 'route',
    roles: atDesk,
    summary: 'Deriva el documento a un órgano, el mismo día',
    input: RouteDocumentInput,
    toCommand: ({ organ }, scope) => ({ type: 'RouteDocument', data: { actor: scope.caller, organ: organOf(organ, scope), today: today(scope) } }),
  }),
  step({
    verb: 'reroute',
    roles: atOrganOrOgauc,
    summary: 'Reencamina el documento a otro órgano',
    input: RerouteDocumentInput,
    toCommand: async ({ organ, reason }, scope, id) => ({ type: 'RerouteDocument', data: { actor: scope.caller, organ: organOf(organ, scope), reason: await sealed(reason, id, scope) } }),
  }),
  step({
    verb: 'accept',
    roles: atOrgan,
    summary: 'El órgano acepta el documento',
    input: AcceptDocumentInput,
    toCommand: (_, { caller: actor }) => ({ type: 'AcceptDocument', data: { actor } }),
  }),
  step({
    verb: 'reject',
    roles: atOrgan,
    summary: 'El órgano devuelve el documento a la mesa de partes',
    input: RejectDocumentInput,
    async toCommand({ reason }, scope, id) {
      const date = today(scope);
      return { type: 'RejectDocument', data: { actor: scope.caller, reason: await sealed(reason, id, scope), today: date, routeUntil: endOfDay(date) } };
    },
  }),
  step({
    verb: 'answer',
    roles: atOrgan,
    summary: 'El órgano atiende el documento',
    input: AnswerDocumentInput,
    toCommand: ({ kind, reference, folios }, { caller: actor, now }) => ({ type: 'AnswerDocument', data: { actor, now: now.toISOString(), kind, folios, ...(reference && { reference }) } }),
  }),
  step({
    verb: 'archive',
    roles: atOrgan,
    summary: 'Archiva el documento atendido',
    input: ArchiveDocumentInput,
    toCommand: (_, { caller: actor }) => ({ type: 'ArchiveDocument', data: { actor } }),
  }),
  step({
    verb: 'remit',
    roles: anywhere,
    summary: 'Remite el documento a la entidad competente y lo dice al usuario',
    input: RemitDocumentInput,
    toCommand: ({ entity, reference, toldBy }, { caller: actor }) => ({ type: 'RemitDocument', data: { actor, entity, toldBy, ...(reference && { reference }) } }),
  }),
  step({
    verb: 'correct-folios',
    roles: anywhere,
    summary: 'Corrige la cuenta de folios, solo hacia arriba',
    input: CorrectFoliosInput,
    toCommand: async ({ folios, reason }, scope, id) => ({ type: 'CorrectFolios', data: { actor: scope.caller, folios, reason: await sealed(reason, id, scope) } }),
  }),
  step({
    verb: 'annul',
    roles: atDesk,
    summary: 'Anula un registro hecho por error; el número no se reutiliza',
    input: AnnulDocumentInput,
    toCommand: async ({ reason }, scope, id) => ({ type: 'AnnulDocument', data: { actor: scope.caller, reason: await sealed(reason, id, scope) } }),
  }),
  step({
    verb: 'attach-file',
    roles: anywhere,
    summary: 'Adjunta un archivo ya subido por /api/files',
    input: AttachFileInput,
    async toCommand({ sha256, name }, { caller: actor, services }, id) {
      const { sender } = await entryOf(id, services);
      const [file] = await storedFiles([{ sha256 }], services, () => 'sha256');
      const sealedName = await services.keys.seal(sender.subject as `s_${string}`, name);
      return { type: 'AttachFile', data: { actor, file: file!, sealedName } };
    },
  }),
];
