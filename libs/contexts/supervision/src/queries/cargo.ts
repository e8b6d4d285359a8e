import { z } from 'zod';
import { channelNames, documentKindNames, registerId, type CentreRegistered, type DocumentReceived } from '#contracts';
import { renderCargo, type CargoData } from '#files';
import type { RecordedEvent } from '#kernel';
import { notFound, query, type Services } from '#platform';
import type { DocumentRecord } from '../views/documents.ts';
import { findDocument } from './documents.ts';
import { openWhole, openWords } from './persons.ts';
import { organName } from './words.ts';

/** The register's entry itself: nothing that happened later changes the receipt. */
async function entryOf({ centre, year, number }: DocumentRecord, { store }: Services): Promise<RecordedEvent<string, DocumentReceived>> {
  const [entry] = await store.readStream(`register-${registerId({ desk: centre, year })}`, { from: number - 1, limit: 1 });
  return entry as RecordedEvent<string, DocumentReceived>;
}

/** What the centre was called when the document came in. */
async function centreNameAt(centre: string, position: number, { store }: Services): Promise<string> {
  const rows = await store.readStream(`centre-${centre}`);
  const known = rows.findLast((row) => row.position < position) as RecordedEvent<string, CentreRegistered> | undefined;
  return known?.data.name ?? centre;
}

async function cargoData(record: DocumentRecord, services: Services): Promise<CargoData> {
  const directory = services.directory();
  const { id, centre, receivedOn, history } = record;
  const { data, position } = await entryOf(record, services);
  const { receivedAt, legalDate, legalPolicy, kind, channel, code, organ, folios, annexes, observation } = data;
  const [sealed, requirements] = await Promise.all([openWhole(record, services), observation && Promise.all(observation.requirements.map((words) => openWords(words, services)))]);
  const demo = services.config.oidc ? {} : { banner: 'DEMOSTRACIÓN — SIN VALOR LEGAL' };
  return {
    centre: await centreNameAt(centre, position, services),
    number: id,
    receivedAt,
    legalDate: { date: legalDate, norm: legalPolicy },
    addressee: organName(directory, organ, receivedOn),
    ...(sealed && { sender: { name: sealed.name, ...(sealed.identity.kind !== 'NONE' && { identity: `${sealed.identity.kind} ${sealed.identity.number}` }) } }),
    document: `${documentKindNames[kind]} (${channelNames[channel].toLowerCase()})`,
    subject: sealed?.about ?? '[datos suprimidos]',
    folios,
    annexes: annexes.map(({ folios }, i) => ({ description: sealed?.annexes[i] ?? '[datos suprimidos]', folios })),
    ...(observation && requirements && { observation: { requirements, due: observation.remedyBy } }),
    operator: history[0]?.actor ?? '',
    verificationCode: code,
    trackingUrl: `${services.publicUrl()}/seguimiento?id=${id}&code=${code}`,
    ...demo,
  };
}

export const cargo = query({
  path: 'documents/:id/cargo.pdf',
  roles: ['operator', 'centre-coordinator'],
  summary: 'Cargo de recepción en PDF, con QR; reimpreso es idéntico',
  provision: 'DIR.5.4',
  params: z.object({ id: z.string().max(40) }),
  async handle({ id }, scope, { reply }) {
    const record = await findDocument(scope, id);
    if (record.origin) throw notFound('un cargo nuestro de ese documento: es historia de otro sistema');
    const pdf = await renderCargo(await cargoData(record, scope.services));
    void reply.header('content-type', 'application/pdf').header('content-disposition', `inline; filename="cargo-${id}.pdf"`);
    return Buffer.from(pdf);
  },
});
