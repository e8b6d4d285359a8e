import { randomInt } from 'node:crypto';
import { limaDate } from '#calendar';
import { lookUpOrgan, procedureOn, registerId, type DocumentReceived, type SealedPart, type StoredFile } from '#contracts';
import { existingFile } from '#files';
import { DomainError, type Json } from '#kernel';
import { checkIdentity, type SubjectId } from '#personal-data';
import { command, notFound, type Scope, type Services } from '#platform';
import { desk } from '../domain/desk/index.ts';
import { ReceiveDocumentInput, type ReceiveDocument } from '../domain/register/commands.ts';
import { register } from '../domain/register/index.ts';
import { receptionTerms, remedyTerm } from './terms.ts';

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten signs without look-alikes, in two groups: 49 bits that nobody guesses from a number. */
export function verificationCode(): string {
  const signs = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

/** Seals everything that may tell of a person under the sender's own key (Ley 29733). */
export async function sealSender(input: ReceiveDocumentInput, { keys }: Pick<Services, 'keys'>): Promise<DocumentReceived['sender']> {
  const { sender, about, annexes, files } = input;
  const { name, identity, representative, address, phone, email } = sender;
  const checked = identity.kind === 'NONE' ? identity : checkIdentity(identity, 'sender.identity.number');
  const part: SealedPart = {
    name,
    identity: checked,
    ...(representative && { representative }),
    ...(address && { address }),
    ...(phone && { phone }),
    ...(email && { email }),
    about,
    annexes: annexes.map(({ description }) => description),
    files: files.map((file) => file.name),
  };
  const subject = await keys.subjectFor(checked);
  return { subject, sealed: await keys.seal(subject, part as unknown as Json) };
}

/** Words about a document may name its sender: they are sealed like the rest. Of an erased person nothing more is kept. */
export async function sealWords(words: string, subject: string, { keys }: Pick<Services, 'keys'>): Promise<string> {
  try {
    return await keys.seal(subject as SubjectId, words);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'subject-erased') return '[datos suprimidos]';
    throw error;
  }
}

/** The facts of files that were uploaded before. @throws DomainError `file-not-found` */
export async function storedFiles(names: readonly { readonly sha256: string }[], { files }: Pick<Services, 'files'>, fieldOf: (i: number) => string): Promise<StoredFile[]> {
  return Promise.all(
    names.map(async ({ sha256 }, i) => {
      const { bytes, mediaType } = await existingFile(files, sha256, fieldOf(i));
      return { sha256, bytes, mediaType };
    }),
  );
}

export const receiveDocument = command({
  aggregate: register,
  resource: 'desks',
  verb: 'receive',
  roles: ['operator'],
  summary: 'Recibe un documento en la mesa de partes y le da su número',
  provision: 'DIR.5.4',
  created: true,
  input: ReceiveDocumentInput,
  target: (centre, { now }) => registerId({ desk: centre, year: yearOf(now) }),
  async toCommand(input, scope, centre): Promise<ReceiveDocument> {
    const { services, now, caller } = scope;
    if (!services.directory().centres.has(centre)) throw notFound('ese centro');
    const { channel, kind, procedure, folios, annexes, observe } = input;
    const terms = receptionTerms(services, { now, centre, channel, procedure });
    const [{ state }, sender, files] = await Promise.all([services.executor.load(desk, centre), sealSender(input, services), storedFiles(input.files, services, (i) => `files.${i}.sha256`)]);
    const requirements = observe && (await Promise.all(observe.map((words) => sealWords(words, sender.subject, services))));
    return {
      type: 'ReceiveDocument',
      data: {
        actor: caller,
        desk: centre,
        year: yearOf(now),
        receivedAt: now.toISOString(),
        legalDate: terms.legalDate,
        legalPolicy: terms.legalPolicy,
        channel,
        kind,
        procedure,
        procedureKnown: procedureOn(services.directory(), procedure, terms.today) !== undefined,
        deskImplemented: services.directory().desks.has(centre),
        supervisor: state.status === 'implemented' && state.supervisors.includes(caller.id),
        organ: lookUpOrgan(services.directory(), input.organ, terms.today),
        folios,
        annexes: annexes.map((annex) => ({ folios: annex.folios })),
        files,
        sender,
        ...(requirements && { observation: { requirements, ...remedyTerm(services, { centre, from: terms.legalDate }) } }),
        code: verificationCode(),
        routeUntil: terms.routeUntil,
        ...(terms.due && { dueDate: terms.due.date, dueAt: terms.due.at }),
      },
    };
  },
  answer: ({ events }, scope) => receipt(events[0]!.data, scope),
});

/** What the operator and the person are told, from the register's entry alone. */
function receipt({ document, number, year, receivedAt, legalDate, code, channel, procedure, desk, observation }: DocumentReceived, { services }: Scope) {
  const { legalRule } = receptionTerms(services, { now: new Date(receivedAt), centre: desk, channel, procedure });
  return {
    id: document,
    // Of the document, not of its register: what `If-Match` compares next.
    version: 1,
    number,
    year,
    receivedAt,
    legalDate,
    legalRule,
    code,
    ...(observation && { observation: { dueDate: observation.remedyBy } }),
    cargo: `/api/documents/${document}/cargo.pdf`,
    trackingUrl: `${services.publicUrl()}/seguimiento?id=${document}&code=${code}`,
  };
}

let year: { readonly hour: number; readonly year: number } | undefined;

/** The year in Lima: the register's. It can't change within an hour, so it is worked out once an hour. */
export function yearOf(now: Date): number {
  const hour = Math.floor(now.getTime() / 3_600_000);
  if (year?.hour !== hour) year = { hour, year: Number(limaDate(now.toISOString()).slice(0, 4)) };
  return year.year;
}
