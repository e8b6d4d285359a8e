import { z } from 'zod';
import { DocumentState, DocumentSheet, DocumentSummary, coordinatorOn, organInForce, procedureOn, type Directory } from '#contracts';
import { DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, limaDate } from '#calendar';
import { refuse } from '#kernel';
import { freshness, notFound, query, type Caller, type Scope, type Services } from '#platform';
import { cursorAfter, type ViewQuery } from '#view-store';
import { documentsView, type DocumentRecord } from '../views/documents.ts';
import { personOf, wordsFor, type Person } from './persons.ts';
import { detailOf, organName, placeName, stateName, titleOf } from './words.ts';

const Listing = z.object({
  centre: z.string().max(20).optional(),
  organ: z.string().max(40).optional(),
  state: DocumentState.optional(),
  pending: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const Documents = z.object({ documents: z.array(DocumentSummary), next: z.string().optional(), position: z.int(), lag: z.int(), at: z.string() });

/** May the caller see this document at all? Nobody learns that one exists which does not concern them. */
export function concerns(record: DocumentRecord, { centre, organ }: Pick<Caller, 'centre' | 'organ'>): boolean {
  if (organ) return record.organs.includes(organ);
  return !centre || record.centre === centre;
}

/** Their seals are opened together. */
const summariesOf = (records: readonly DocumentRecord[], { caller, services }: Scope): Promise<DocumentSummary[]> =>
  Promise.all(records.map(async (record) => summaryOf(record, await personOf(record, caller, services), services.directory())));

function summaryOf(record: DocumentRecord, person: Person, directory: Directory): DocumentSummary {
  const { id, centre, number, year, state, receivedAt, legalDate, organ, folios, dueDate, overdue, origin } = record;
  return {
    id,
    centre,
    number,
    year,
    state,
    receivedAt,
    legalDate,
    organ,
    organName: organName(directory, organ, record.receivedOn),
    subject: person.subject,
    sender: person.erased ? '[datos suprimidos]' : person.sender,
    senderId: person.senderId,
    folios,
    ...(dueDate && { dueDate }),
    overdue,
    foreign: origin !== undefined,
  };
}

export async function list(scope: Scope, where: NonNullable<ViewQuery['where']>, page: { cursor?: string | undefined; limit: number; descending?: boolean; orderBy?: string }) {
  const fresh = await freshness(scope.services);
  const { cursor, limit, descending = false, orderBy = 'receivedAt' } = page;
  const { documents, next } = await scope.services.views.find(documentsView, { where, orderBy, descending, limit, ...(cursor && { cursor }) });
  return { documents: await summariesOf(documents, scope), ...(next && { next }), ...fresh };
}

/** The document, if it exists and concerns the caller. */
export async function findDocument({ services, caller }: Scope, id: string): Promise<DocumentRecord> {
  const record = await services.views.get(documentsView, id);
  if (!record || !concerns(record, caller)) throw notFound('ese documento');
  return record;
}

const filters = ({ state, pending }: z.infer<typeof Listing>): Record<string, string | boolean> => {
  if (state) return { state };
  return pending ? { pending: pending === 'true' } : {};
};

function placeFilter({ centre, organ }: z.infer<typeof Listing>, caller: Caller): Record<string, string> {
  const own = caller.organ ?? organ;
  if (own) return { organ: own };
  const at = caller.centre ?? centre;
  if (!at) throw refuse('invalid', 'centre-or-organ-missing', 'Diga de qué centro o de qué órgano.', { field: 'centre' });
  return { centre: at };
}

export const listDocuments = query({
  path: 'documents',
  roles: 'any',
  summary: 'Documentos de un centro o de un órgano, por estado',
  provision: 'DIR.5.4',
  params: Listing,
  answer: Documents,
  async handle(params, scope) {
    const where = { ...placeFilter(params, scope.caller), ...filters(params) };
    if ('organ' in where && !params.state) throw refuse('invalid', 'state-missing', 'Diga el estado; lo pendiente de un órgano está en su bandeja.', { field: 'state' });
    return list(scope, where, { ...params, descending: params.pending !== 'true' });
  },
});

export const organTray = query({
  path: 'organs/:organ/tray',
  roles: ['document-coordinator', 'ogauc', 'oautda', 'administrator'],
  summary: 'Bandeja de un órgano: lo que le está dirigido',
  provision: 'DIR.5.1.1.b',
  params: Listing.omit({ centre: true, pending: true }).extend({ organ: z.string().max(40) }),
  answer: Documents.extend({ owner: z.string().optional() }),
  async handle(params, scope) {
    const { caller, services, now } = scope;
    if (caller.organ && caller.organ !== params.organ) throw refuse('forbidden', 'other-organ', 'Esa bandeja es de otro órgano.');
    if (!services.directory().organs.has(params.organ)) throw notFound('ese órgano');
    const owner = coordinatorOn(services.directory(), params.organ, limaDate(now.toISOString()));
    const { organ, state } = params;
    // What is to be done, the most urgent first; of one state, in order of reception.
    const found = state ? await list(scope, { organ, state }, params) : await list(scope, { organ, inTray: true }, { ...params, orderBy: 'due' });
    return { ...found, ...(owner && { owner }) };
  },
});

/** Organs that nobody is designated to follow (DIR.5.1.1.b). One that was closed is followed by nobody, whoever was. */
export const organsWithoutOwner = (directory: Directory, date: string): string[] =>
  [...directory.organs.values()].filter(({ id, type }) => type !== 'externo' && !(organInForce(directory, id, date) && coordinatorOn(directory, id, date))).map(({ id }) => id);

export const unownedQueue = query({
  path: 'queues/unowned',
  roles: ['ogauc', 'oautda', 'administrator'],
  summary: 'Documentos derivados a órganos sin coordinador documentario',
  provision: 'DIR.5.1.1.b',
  params: Listing.pick({ cursor: true, limit: true }),
  answer: Documents,
  async handle({ cursor, limit }, scope) {
    const { services, now } = scope;
    const fresh = await freshness(services);
    const organs = organsWithoutOwner(services.directory(), limaDate(now.toISOString()));
    // One page of each, merged: all are in the same order, so one cursor is good for all.
    const pages = await Promise.all(organs.map((organ) => services.views.find(documentsView, { where: { organ, inTray: true }, orderBy: 'due', limit, ...(cursor && { cursor }) })));
    const found = pages.flatMap(({ documents }) => documents).sort((a, b) => compare(a.due, b.due) || compare(a.id, b.id));
    const records = found.slice(0, limit);
    const last = records.at(-1);
    const goesOn = found.length > limit || pages.some(({ next }) => next);
    return { documents: await summariesOf(records, scope), ...(last && goesOn && { next: cursorAfter(last.due, last.id) }), ...fresh };
  },
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function holderOf({ state, organ, centre, receivedOn }: DocumentRecord, directory: Directory): string {
  if (state === 'routed' || state === 'accepted' || state === 'answered' || state === 'archived') return organName(directory, organ, receivedOn);
  if (state === 'remitted') return 'Otra entidad';
  if (state === 'returned') return 'El usuario';
  return `Mesa de partes de ${placeName(directory, centre, receivedOn)}`;
}

export const documentSheet = query({
  path: 'documents/:id',
  roles: 'any',
  summary: 'Hoja de trámite de un documento, con su historia',
  provision: 'DIR.5.4',
  params: z.object({ id: z.string().max(40) }),
  answer: DocumentSheet,
  async handle({ id }, scope, { reply }) {
    const fresh = await freshness(scope.services);
    const record = await findDocument(scope, id);
    void reply.header('etag', `"${record.version}"`);
    return { ...(await sheetOf(record, scope)), ...fresh };
  },
});

async function sheetOf(record: DocumentRecord, { services, caller }: Scope): Promise<Omit<DocumentSheet, 'position'>> {
  const directory = services.directory();
  const [person, read] = await Promise.all([personOf(record, caller, services), wordsFor(record, caller, services)]);
  const { version, kind, channel, procedure, legalPolicy, annexes, files, observation, expediente, origin, receivedOn } = record;
  return {
    ...summaryOf(record, person, directory),
    version,
    kind,
    channel,
    procedure,
    procedureName: procedureOn(directory, procedure, receivedOn)?.name ?? procedure,
    legalRule: legalRuleOf(legalPolicy),
    holder: holderOf(record, directory),
    annexes: annexes.map(({ folios }, i) => ({ description: person.annexes[i] ?? (person.erased ? '[datos suprimidos]' : `anexo ${i + 1}`), folios })),
    files: files.map((file, i) => ({ ...file, name: person.fileNames[i] ?? `archivo ${i + 1}` })),
    ...contactOf(person),
    erased: person.erased,
    ...(observation && { observation: { requirements: observation.requirements.map(read), dueDate: observation.remedyBy, remedied: observation.remedied } }),
    ...(expediente && { expediente }),
    ...(origin && { origin: { system: origin.system, id: origin.id } }),
    ...(caller.centre === record.centre && { code: record.code }),
    history: record.history.map((step) => historyEntry(step, directory, read)),
  };
}

/** The policy that gave the legal date, in words; imported history keeps the date of its source. */
function legalRuleOf(id: string): string {
  const policy = [...DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT].find((known) => known.id === id);
  return policy ? `${policy.rule} (${policy.norm})` : 'La fecha que dio el sistema de origen';
}

const contactOf = ({ address, phone, email }: Person) => ({
  ...(address && { senderAddress: address }),
  ...(phone && { senderPhone: phone }),
  ...(email && { senderEmail: email }),
});

function historyEntry(step: DocumentRecord['history'][number], directory: Directory, read: (words: string) => string) {
  const { position, type, at, recordedAt = at, role, actor, place, provision } = step;
  const detail = detailOf(step, directory, read);
  return { position, type, title: titleOf(step), ...(detail && { detail }), at, recordedAt, actorRole: role, actorId: actor, place: placeName(directory, place, at.slice(0, 10)), provision };
}

export function trackingOf(record: DocumentRecord, services: Services) {
  const directory = services.directory();
  const { id, centre, receivedAt, receivedOn, legalDate, state, organ, folios, dueDate, observation, history } = record;
  return {
    id,
    centre,
    centreName: placeName(directory, centre, receivedOn),
    receivedAt,
    legalDate,
    state,
    stateName: stateName(state),
    organName: organName(directory, organ, receivedOn),
    folios,
    ...(state === 'observed' && observation ? { dueDate: observation.remedyBy } : dueDate ? { dueDate } : {}),
    steps: history.map((step) => ({ title: titleOf(step), at: step.at, place: placeName(directory, step.place, step.at.slice(0, 10)) })),
  };
}
