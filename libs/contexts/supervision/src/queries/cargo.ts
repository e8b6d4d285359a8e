import { z } from 'zod';
import { channelNames, documentKindNames, registerId, type DocumentReceived } from '#contracts';
import { renderCargo, type CargoData } from '#files';
import { notFound, query, type Services } from '#platform';
import type { DocumentRecord } from '../views/documents.ts';
import { findDocument } from './documents.ts';
import { openWhole } from './persons.ts';
import { organName, placeName } from './words.ts';

/** The register's entry itself: nothing that happened later changes the receipt. */
async function entryOf({ centre, year, number }: DocumentRecord, { store }: Services): Promise<DocumentReceived> {
  const [entry] = await store.readStream(`register-${registerId({ desk: centre, year })}`, { from: number - 1, limit: 1 });
  return entry!.data as DocumentReceived;
}

async function cargoData(record: DocumentRecord, services: Services): Promise<CargoData> {
  const directory = services.directory();
  const { id, centre, receivedOn, history } = record;
  const { receivedAt, legalDate, legalPolicy, kind, channel, code, organ, folios, annexes } = await entryOf(record, services);
  const sealed = openWhole(record, services);
  const demo = services.config.oidc ? {} : { banner: 'DEMOSTRACIÓN — SIN VALOR LEGAL' };
  return {
    centre: placeName(directory, centre, receivedOn),
    number: id,
    receivedAt,
    legalDate: { date: legalDate, norm: legalPolicy },
    addressee: organName(directory, organ, receivedOn),
    ...(sealed && { sender: { name: sealed.name, ...(sealed.identity.kind !== 'NONE' && { identity: `${sealed.identity.kind} ${sealed.identity.number}` }) } }),
    document: `${documentKindNames[kind]} (${channelNames[channel].toLowerCase()})`,
    subject: sealed?.about ?? '[datos suprimidos]',
    folios,
    annexes: annexes.map(({ folios }, i) => ({ description: sealed?.annexes[i] ?? '[datos suprimidos]', folios })),
    ...(record.observation && { observation: { requirements: record.observation.requirements, due: record.observation.remedyBy } }),
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
