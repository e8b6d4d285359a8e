import { policyAt } from '#contracts';
import { rucCheckDigit } from '#personal-data';
import { afterwards, chore, each, onDay, type Chore } from './chore.ts';
import { coordinator, director, humanResources, ogauc } from './posts.ts';
import { fewCentres, hiredOf, inDays, specialistsAt, today, type Hired } from './staffing-people.ts';
import type { Stage } from './stage.ts';

const comision = 'simulada-1';
const pasajeCents = 12_000;

const rucOf = (dni: string): string => `10${dni}${rucCheckDigit(`10${dni}`)}`;

/** The month that ended last. */
const lastMonth = (stage: Stage): string => new Date(Date.parse(`${today(stage).slice(0, 7)}-01T12:00:00Z`) - 86_400_000).toISOString().slice(0, 7);

const eachHired = (work: (stage: Stage, hired: Hired, index: number) => Promise<unknown>): Chore['run'] => (stage) => each(hiredOf(stage), (hired, i) => work(stage, hired, i));
const eachTraveller = (work: (stage: Stage, who: ReturnType<typeof specialistsAt>[number], index: number) => Promise<unknown>): Chore['run'] => (stage) =>
  each(fewCentres(stage), (centre, i) => work(stage, specialistsAt(stage, centre)[0]!, i));

/** What the organ is rector of. */
function matterOf({ services }: Stage, organ: string, date: string): string {
  const sistemas = policyAt(services.directory(), 'sistema-organs', date)?.value ?? {};
  return Object.entries(sistemas).find(([, of]) => of === organ)?.[0] ?? 'otros';
}

interface Trip {
  readonly viaticoCents: number;
  readonly departureOn: string;
}

async function tripOf(stage: Stage, person: string): Promise<Trip> {
  const { record } = await stage.as(ogauc).see<{ readonly record: { readonly facts: { readonly comisiones: Readonly<Record<string, Trip>> } } }>(`commissions/${person}?at=${await stage.services.store.head()}`);
  return record.facts.comisiones[comision]!;
}

/** What a specialist is paid for a month, and for a commission (DIR.5.2.d, 5.2.e, 5.3). */
export const monthlyChores: readonly Chore[] = [
  chore('DIR.5.2.e', onDay(16), eachHired((stage, { centre, organ, post }) => {
    const attention = { kind: 'consulta', matter: matterOf(stage, organ, today(stage)), entity: 'Municipalidad Distrital Ficticia' };
    return stage.as(post).act(`attentions/${centre}-contratado1/record`, attention);
  })),
  chore('DIR.5.2.e', afterwards(1), eachHired(async (stage, { post, dni, centre }, i) => {
    const [own, period] = [stage.as(post), lastMonth(stage)];
    await own.act(`monthly-services/${post.id}/submit`, { period, text: 'Atendió a las entidades de la región (informe simulado).' });
    await stage.as(coordinator(centre)).act(`monthly-services/${post.id}/conform`, { period });
    await own.act(`monthly-services/${post.id}/attach-recibo`, { period, ruc: rucOf(dni), series: 'E001', number: i + 1, amountCents: 340_000, on: today(stage) });
  })),
  chore('DIR.5.2.e', afterwards(2), eachHired((stage, { post, centre }) => stage.as(coordinator(centre)).act(`monthly-services/${post.id}/remit`, { period: lastMonth(stage) }))),
  chore('DIR.5.2.d', afterwards(3), eachHired((stage, { post, organ }) => stage.as(director(organ)).act(`monthly-services/${post.id}/grant-visto-bueno`, { period: lastMonth(stage) }))),
  chore('DIR.5.2.d', afterwards(4), eachHired((stage, { post }) => stage.as(ogauc).act(`monthly-services/${post.id}/grant-conformidad`, { period: lastMonth(stage) }))),
  chore('DIR.5.3', onDay(6), eachTraveller(async (stage, { id, centre }) => {
    const dates = { departureOn: inDays(stage, 4), departureAt: '08:00', returnOn: inDays(stage, 6), returnAt: '08:00' };
    await stage.as(ogauc).act(`commissions/${id}/authorize`, { comision, centre, ...dates, destination: 'Provincia simulada', purpose: 'Asistencia a una municipalidad provincial (simulada)' });
    await stage.as(humanResources).act(`commissions/${id}/grant-viatico`, { comision });
    await stage.as(humanResources).act(`commissions/${id}/grant-pasaje`, { comision, route: 'Ida y vuelta', amountCents: pasajeCents });
  })),
  chore('DIR.5.3', onDay(12), eachTraveller(async (stage, post, i) => {
    const own = stage.as(post);
    const { viaticoCents, departureOn: on } = await tripOf(stage, post.id);
    const [lodging, declared] = [Math.floor(viaticoCents * 0.6), Math.floor(viaticoCents * 0.2)];
    const vouchers = [
      { kind: 'hospedaje', document: `F001-${100 + i}`, on, cents: lodging },
      { kind: 'pasaje', document: `B001-${100 + i}`, on, cents: pasajeCents },
    ];
    await own.act(`commissions/${post.id}/perform`, { comision, returnOn: onReturn(on), returnAt: '08:00' });
    await own.act(`commissions/${post.id}/submit-rendicion`, { comision, vouchers, declaredCents: declared });
    await own.act(`commissions/${post.id}/return-saldo`, { comision, cents: viaticoCents - lodging - declared, operation: `Recibo simulado ${i + 1}` });
  })),
  chore('DIR.5.3', onDay(14), eachTraveller((stage, { id }) => stage.as(ogauc).act(`commissions/${id}/approve-rendicion`, { comision }))),
];

/** Two days after the departure. */
const onReturn = (departure: string): string => new Date(Date.parse(`${departure}T12:00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10);
