import { z } from 'zod';
import { centreOf, Id, organOn } from '#contracts';
import { renderPaymentFile, type PaymentFileData } from '#files';
import { notFound, query, type Caller, type Services } from '#platform';
import { contract, contractsOf } from '../contract/contract.ts';
import { nameOf } from '../selection/state.ts';
import { Period, type Activity } from './events.ts';
import { monthlyService } from './monthly-service.ts';
import { conformerOf, periodStatusNames, type Recibo, type ServicePeriod } from './period.ts';
import { monthsOf, reciboKey, rucOf } from './state.ts';

const kinds: Readonly<Record<string, string>> = { consulta: 'Consulta', 'asistencia-tecnica': 'Asistencia técnica', capacitacion: 'Capacitación', informacion: 'Información', comunicacion: 'Comunicación' };

const wordsOf = ({ kind, sistema, tema, meta, count }: Activity): string => `${[kinds[kind] ?? kind, sistema, tema, meta && `meta ${meta}`].filter(Boolean).join(', ')}: ${count}`;

/** OGAUC, human resources, the centre's coordinator and the person. */
const mayDownload = ({ id, role, centre }: Caller, period: ServicePeriod): boolean =>
  id === period.person || role === 'ogauc' || role === 'human-resources' || (role === conformerOf(period) && centre === period.centre) || (role === 'centre-coordinator' && centre === period.centre);

type Remitted = ServicePeriod & { readonly remittedOn: string; readonly recibo: Recibo };

async function dataOf(service: Remitted, services: Services): Promise<PaymentFileData> {
  const { executor, keys, config } = services;
  const directory = services.directory();
  const { person, period, centre, organ, from, to, recibo, status, attentions, digest, activities, text, remittedOn } = service;
  const signed = contractsOf((await executor.load(contract, person)).state).find((each) => each.contract === service.contract)!;
  const { amountCents, on, file, sealed } = recibo;
  const steps = [
    { title: 'Informe conformado por el coordinador', by: service.conformedBy },
    { title: 'Visto bueno del órgano', by: service.endorsedBy },
    { title: 'Conformidad de la OGAUC', by: service.grantedBy },
  ];
  return {
    period,
    centre: centreOf(directory, centre)?.name ?? centre,
    organ: organOn(directory, organ, to)?.name ?? organ,
    person,
    name: await nameOf(signed.sealed, keys),
    contract: { number: signed.contract, monthlyCents: service.monthlyCents },
    from,
    to,
    status: periodStatusNames[status],
    report: { attentions, digest, activities: activities.map(wordsOf), text },
    recibo: { number: reciboKey(recibo), ruc: await rucOf(sealed, keys), amountCents, on, ...(file !== undefined && { file }) },
    steps: steps.flatMap(({ title, by }) => (by === undefined ? [] : [{ title, by }])),
    remittedOn,
    ...(!config.oidc && { banner: 'DEMOSTRACIÓN — SIN VALOR LEGAL' }),
  };
}

export const paymentFile = query({
  path: 'monthly-services/:id/:period/payment-file.pdf',
  roles: ['ogauc', 'human-resources', 'centre-coordinator', 'administrative-coordinator', 'specialist', 'operator'],
  summary: 'Expediente de pago de un mes, en un solo PDF',
  provision: 'DIR.5.2.e',
  params: z.object({ id: Id, period: Period }),
  async handle({ id, period }, { caller, services }, { reply }) {
    const service = monthsOf((await services.executor.load(monthlyService, id)).state).periods[period];
    if (!service || !mayDownload(caller, service) || service.remittedOn === undefined || !service.recibo) throw notFound('ese expediente de pago, o todavía no fue remitido');
    const pdf = await renderPaymentFile(await dataOf(service as Remitted, services));
    void reply.header('content-type', 'application/pdf').header('content-disposition', `inline; filename="expediente-${period}.pdf"`);
    return Buffer.from(pdf);
  },
});
