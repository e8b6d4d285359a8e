import { hash } from 'node:crypto';
import { lookUpOrgan, procedureOn, registerId, ImportAnswer, ImportInput, type ForeignCase, type ForeignStep, type ImportedCase, type ImportOutcome } from '#contracts';
import { CommandReused, type CommandContext, type CommandMark } from '#event-store';
import { DomainError, refuse } from '#kernel';
import { action, notFound, type Scope } from '#platform';
import { document } from '../domain/document/index.ts';
import type { ReceiveDocument } from '../domain/register/commands.ts';
import { register } from '../domain/register/index.ts';
import { sealSender, verificationCode } from './receive.ts';

/** The history that a request brings: from which system, and for which desk. */
interface Import extends Pick<ImportInput, 'system' | 'source'> {
  readonly centre: string;
  readonly scope: Scope;
}

/**
 * Registers another system's cases at the desk that is marked as foreign, and their steps on the documents. A case is
 * known by its system and id, a step by its case and id: what is there already is answered as such, so that a request
 * may be repeated as a whole. Cases get their numbers in the order in which they are sent.
 */
export const importCases = action({
  path: 'imports/:centre/cases',
  roles: ['importer'],
  summary: 'Registra casos de otro sistema con sus fechas originales; repetirlo no registra nada dos veces',
  provision: 'DIR.5.4',
  input: ImportInput,
  answer: ImportAnswer,
  async handle({ system, source, cases }, scope): Promise<ImportAnswer> {
    const { services, params } = scope;
    const centre = params.centre ?? '';
    const registered = services.directory().centres.get(centre);
    if (!registered) throw notFound('ese centro');
    if (!registered.foreign) throw refuse('forbidden', 'centre-not-foreign', `El centro ${centre} no es de otro sistema: su registro solo lo escribe su mesa de partes.`);
    const of: Import = { system, source, centre, scope };
    const receptions = await Promise.all(cases.map((entry) => readied(entry, of)));
    const founded: Founded[] = [];
    // One after the other, so that numbers follow the order of reception.
    for (const reception of receptions) founded.push('run' in reception ? await reception.run() : reception);
    const answers = await Promise.all(cases.map((entry, i) => withSteps(entry, founded[i]!, of)));
    return { cases: answers, position: await services.store.head() };
  },
});

/** The source tells nobody's name, and none is made up. */
const nobodyNamed = { name: '', identity: { kind: 'NONE' } } as const;

type Founded = { readonly document: string; readonly outcome: 'recorded' | 'present' } | { readonly outcome: Exclude<ImportOutcome, string> };

/** A reception that waits for its number. */
interface Reception {
  run(): Promise<Founded>;
}

/** All of a reception but its number; or the document that the case has already, or why it can have none. */
async function readied(entry: ForeignCase, of: Import): Promise<Reception | Founded> {
  const { services, now } = of.scope;
  const mark = markOf(entry, of);
  try {
    const [before] = (await services.store.findCommand(mark)) ?? [];
    if (before) return { document: (before.data as { document: string }).document, outcome: 'present' };
    checkPast(entry.receivedAt, now);
    const command = await receptionOf(entry, of);
    return { run: () => receive(command, contextOf(of, entry.receivedAt, mark), of) };
  } catch (error) {
    return refused(error);
  }
}

async function receive(command: ReceiveDocument, context: CommandContext, { scope: { services } }: Import): Promise<Founded> {
  try {
    const { events, repeated } = await services.executor.execute(register, registerId(command.data), command, context);
    return { document: events[0]!.data.document, outcome: repeated ? 'present' : 'recorded' };
  } catch (error) {
    return refused(error);
  }
}

const refused = (error: unknown): Founded => ({ outcome: reasonOf(error instanceof CommandReused ? differs() : error) });

async function withSteps(entry: ForeignCase, founded: Founded, of: Import): Promise<ImportedCase> {
  if (!('document' in founded)) return { id: entry.id, outcome: founded.outcome, steps: [] };
  const steps: ImportOutcome[] = [];
  for (const step of entry.steps) steps.push(await takeStep(founded.document, step, of));
  return { id: entry.id, ...founded, steps };
}

async function takeStep(id: string, { id: step, at, as, ...told }: ForeignStep, of: Import): Promise<ImportOutcome> {
  const { services, now, caller: actor } = of.scope;
  const today = at.slice(0, 10);
  try {
    checkPast(at, now);
    const equivalent = as && (as.kind === 'routed' ? { kind: as.kind, organ: lookUpOrgan(services.directory(), as.organ, today) } : { kind: as.kind });
    const data = { actor, step, ...told, at: utc(at), today, ...(equivalent && { as: equivalent }) };
    const { events } = await services.executor.execute(document, id, { type: 'RecordForeignStep', data }, contextOf(of, at));
    return events.length > 0 ? 'recorded' : 'present';
  } catch (error) {
    return reasonOf(error);
  }
}

/** An entry with no clock on it: nothing is due from anybody, whatever the source's own terms were. */
async function receptionOf(entry: ForeignCase, { system, source, centre, scope }: Import): Promise<ReceiveDocument> {
  const { services, caller: actor } = scope;
  const { receivedAt, channel, kind, procedure, about, folios = 0 } = entry;
  const directory = services.directory();
  const legalDate = receivedAt.slice(0, 10);
  const sender = await sealSender({ channel, kind, procedure, organ: entry.organ, folios, about, sender: nobodyNamed, annexes: [], files: [] }, services);
  return {
    type: 'ReceiveDocument',
    data: {
      actor,
      desk: centre,
      year: Number(legalDate.slice(0, 4)),
      receivedAt: utc(receivedAt),
      legalDate,
      legalPolicy: 'foreign-local-date',
      channel,
      kind,
      procedure,
      procedureKnown: procedureOn(directory, procedure, legalDate) !== undefined,
      deskImplemented: directory.desks.has(centre),
      supervisor: false,
      organ: lookUpOrgan(directory, entry.organ, legalDate),
      folios,
      annexes: [],
      files: [],
      sender,
      code: verificationCode(),
      origin: { system, id: entry.id, source },
    },
  };
}

/** What the case is known by, and what its entry says of it: another saying is no repeat. */
function markOf({ id, receivedAt, channel, kind, procedure, organ, folios }: ForeignCase, { system, centre }: Import): CommandMark {
  return { id: hash('sha256', JSON.stringify(['import', system, id])), fingerprint: hash('sha256', JSON.stringify([centre, utc(receivedAt), channel, kind, procedure, organ, folios])) };
}

function contextOf({ scope: { caller, requestId } }: Import, at: string, mark?: CommandMark): CommandContext {
  const { kind, id, role } = caller;
  return { actor: { kind, id, role }, correlationId: requestId, occurredAt: utc(at), ...(mark && { mark }) };
}

const utc = (instant: string): string => new Date(instant).toISOString();

function checkPast(instant: string, now: Date): void {
  if (Date.parse(instant) > now.getTime()) throw refuse('invalid', 'history-in-the-future', `La fecha ${instant} aún no llega: la historia es de lo que ya pasó.`);
}

/** @throws whatever is no refusal: that is a defect, and stops the import */
function reasonOf(error: unknown): Exclude<ImportOutcome, string> {
  if (!(error instanceof DomainError)) throw error;
  const { code, message } = error.problem;
  return { code, message };
}

const differs = (): DomainError =>
  refuse('conflict', 'foreign-case-differs', 'El caso ya se importó con otros datos (fecha de recepción, canal, tipo, trámite u órgano): la historia importada no se reescribe.');
