import { afterwards, chore, each, onDay, type Chore, type Day } from './chore.ts';
import { document } from './files.ts';
import { coordinator, director, lead, ogauc, operator, specialist } from './posts.ts';
import type { Stage } from './stage.ts';

/** A system of the catalogue, and the organ that is competent in it: those that have a specialist at each centre. */
const matters = [['presupuesto', 'dgpp'], ['inversion-publica', 'dgpi']] as const;
const kinds = ['consulta', 'asistencia-tecnica', 'informacion', 'capacitacion'] as const;
const perDay = 2;

const inMonth = ({ working, closing }: Day): boolean => working > 0 && !closing;
const workingDay = (stage: Stage, n: number): string => stage.services.calendar().addWorkingDays(stage.today, n, {});
const entity = (n: number): string => `Municipalidad simulada ${1 + (n % 50)}`;

let number = 0;

/** At a counter: every tenth is a person, the others an entity. */
function attention(matter: string) {
  const n = number++;
  const attended = n % 10 === 0 ? { person: `Persona simulada ${n}`, documentNumber: String(91_000_000 + (n % 900_000)) } : { entity: entity(n) };
  return { id: `a${String(n).padStart(5, '0')}`, given: { kind: kinds[n % kinds.length]!, matter, attendees: 1 + (n % 3), ...attended } };
}

const attended = chore('DIR.4.4', inMonth, (stage) =>
  each(stage.centres, async (centre) => {
    for (const [matter, organ] of matters) {
      for (let i = 0; i < perDay; i++) {
        const { id, given } = attention(matter);
        await stage.as(specialist(centre, organ)).act(`attentions/${centre}-${id}/record`, given);
      }
    }
  }),
);

const newServiceName = 'orientacion-simulada';

/** Of the year that runs. */
const setTargets = (stage: Stage): Promise<void> =>
  each(stage.technical, (organ) =>
    stage.as(lead(organ)).act(`poi-targets/${organ}.${stage.today.slice(0, 4)}/set-target`, { meta: 'AOI-01', name: 'Atender en los centros (meta simulada)', unit: 'atención', counts: 'attentions', target: 5_000, document: 'Resolución simulada' }),
  );

const catalogue: readonly Chore[] = [
  chore('DIR.4.10', (day) => onDay(1)(day) || (afterwards(1)(day) && day.date.slice(5, 7) === '01'), setTargets),
  chore('DIR.4.1', onDay(1), (stage) =>
    each(matters, ([parent]) => stage.as(ogauc).act(`catalogue-entries/tema-${parent}/define-topic`, { name: `Tema simulado de ${parent}`, from: stage.today, source: 'Informe simulado', parent })),
  ),
  attended,
  chore('DIR.4.1', onDay(6), (stage) =>
    each(stage.centres, async (centre, i) => {
      const [matter, organ] = matters[i % matters.length]!;
      const hand = stage.as(specialist(centre, organ));
      for (const n of [1, 2]) await hand.act(`attentions/${centre}-pend${n}/record`, { kind: 'consulta', matter, entity: entity(i), pending: true });
      await hand.act(`attentions/${centre}-pend1/escalate`, { to: organ, reason: 'La norma no lo dice (simulado)' });
    }),
  ),
  chore('DIR.4.1', onDay(8), (stage) =>
    each(stage.centres, async (centre, i) => {
      const hand = stage.as(specialist(centre, matters[i % matters.length]![1]));
      for (const n of [1, 2]) await hand.act(`attentions/${centre}-pend${n}/close`, { answer: 'Respuesta simulada' });
    }),
  ),
];

const improvements: readonly Chore[] = [
  chore('DIR.4.6', onDay(4), (stage) =>
    each(stage.technical, (organ) => stage.as(lead(organ)).act(`mejoras/${organ}.turnos/propose`, { name: 'Ordenar los turnos de atención', proposal: 'Dar turnos por sistema para que se espere menos (propuesta simulada)', newService: organ === 'dgpp' })),
  ),
  chore('DIR.4.11', onDay(4), async (stage) => {
    const organs = matters.map(([, organ]) => organ);
    await stage.as(director('dgpp')).act(`new-services/${newServiceName}/propose`, { name: 'Orientación simulada', need: 'Las municipalidades la piden en los centros (simulado)', organs });
  }),
  chore('DIR.4.11', onDay(7), async (stage) => {
    const report = async (hand: ReturnType<Stage['as']>, act: string, text: string) => hand.act(`new-services/${newServiceName}/${act}`, { date: stage.today, file: await document(hand, text) });
    await report(stage.as(ogauc), 'submit-ogauc-report', 'Informe sustentatorio simulado de la OGAUC');
    await each(matters, ([, organ]) => report(stage.as(lead(organ)), 'submit-organ-report', `Informe sustentatorio simulado de ${organ}`));
    await stage.as(director('ogauc')).act(`new-services/${newServiceName}/approve`, { objectives: 'Dar en un solo lugar los servicios del Ministerio', document: 'Memorando simulado', on: stage.today });
    await stage.as(ogauc).act('catalogue-entries/orientacion-simulada/define-service', { name: 'Orientación simulada', from: stage.today, source: 'Memorando simulado', newService: newServiceName });
    for (const centre of stage.centres) await stage.as(ogauc).act(`new-services/${newServiceName}/integrate`, { centre, from: stage.today, specialist: specialist(centre, 'dgpp').id });
  }),
  chore('DIR.4.6', onDay(8), (stage) =>
    each(stage.technical, (organ) => stage.as(ogauc).act(`mejoras/${organ}.turnos/adopt`, { decision: 'Se adopta (decisión simulada)', ...(organ === 'dgpp' && { newService: newServiceName }) })),
  ),
];

const centresWith = async (stage: Stage, path: string): Promise<readonly string[]> => (await stage.as(ogauc).see<{ readonly records: readonly { readonly id: string }[] }>(`${path}limit=200`)).records.map(({ id }) => id);

const offers: readonly Chore[] = [
  // A centre's services open once its staff is complete (DIR.4.3).
  chore('DIR.5.1.2.a', inMonth, async (stage) => {
    const [operational, offered] = await Promise.all([centresWith(stage, 'centre-readiness?status=operational&'), centresWith(stage, 'service-offers?')]);
    await each(stage.centres.filter((centre) => operational.includes(centre) && !offered.includes(centre)), async (centre) => {
      for (const service of kinds) await stage.as(ogauc).act(`service-offers/${centre}/open`, { service, from: stage.today });
    });
  }),
  chore('DIR.5.1.2.a', onDay(3), (stage) => each(stage.centres, (centre) => stage.as(ogauc).act(`offer-supervisions/${centre}-oferta/plan`, { on: workingDay(stage, 5), scope: 'Toda la oferta del centro' }))),
  chore('DIR.5.1.2.a', onDay(8), (stage) =>
    each(stage.centres, async (centre) => {
      const report = await document(stage.as(ogauc), `Supervisión simulada de ${centre}`);
      await stage.as(ogauc).act(`offer-supervisions/${centre}-oferta/perform`, { on: stage.today, findings: 'Se atiende con normalidad (simulado)', report });
    }),
  ),
];

/** The event of an organ is at one centre: each has its turn. */
const eventsOf = (stage: Stage): readonly (readonly [organ: string, centre: string])[] => stage.technical.map((organ, i) => [organ, stage.centres[i % stage.centres.length]!]);
const eventId = (centre: string, organ: string): string => `${centre}-charla${organ.replace(/[^a-z0-9]/g, '')}`;

const events: readonly Chore[] = [
  chore('DIR.5.1.1.f', onDay(5), (stage) =>
    each(eventsOf(stage), async ([organ, centre], i) => {
      const path = `training-events/${eventId(centre, organ)}`;
      const matter = matters.find(([, competent]) => competent === organ)?.[0] ?? 'siaf';
      await stage.as(lead(organ)).act(`${path}/propose`, { name: `Charla simulada de ${organ}`, kind: 'capacitacion', matter, date: workingDay(stage, 4), start: '09:00', end: '11:00', room: `Sala ${i + 1}`, specialists: [specialist(centre, organ).id], capacity: 20 });
      await stage.as(coordinator(centre)).act(`${path}/coordinate-centre`);
      await stage.as(ogauc).act(`${path}/coordinate-ogauc`);
      await stage.as(lead(organ)).act(`${path}/schedule`);
      for (let n = 0; n < 3; n++) await stage.as(operator(centre)).act(`${path}/enrol`, { name: `Participante simulado ${n}`, documentNumber: String(92_000_000 + i * 10 + n), entity: entity(n) });
    }),
  ),
  chore('DIR.5.1.1.f', onDay(10), (stage) =>
    each(eventsOf(stage), async ([organ, centre]) => {
      const path = `training-events/${eventId(centre, organ)}`;
      const hand = stage.as(coordinator(centre));
      await hand.act(`${path}/record-held`);
      const { record } = await hand.see<{ readonly record: { readonly facts: { readonly participants: readonly { readonly participant: string }[] } } }>(path);
      await hand.act(`${path}/register-attendance`, { attended: record.facts.participants.slice(1).map(({ participant }) => participant) });
    }),
  ),
];

/** After the month what was recorded twice is annulled. */
const annulled = chore('DIR.4.4', afterwards(1), async (stage) => {
  const [centre] = stage.centres;
  const hand = stage.as(specialist(centre!, 'dgpp'));
  const { id, given } = attention('presupuesto');
  await hand.act(`attentions/${centre}-${id}/record`, given);
  await hand.act(`attentions/${centre}-${id}/annul`, { reason: 'Se registró dos veces (simulado)' });
});

export const servicesChores: readonly Chore[] = [...catalogue, ...improvements, ...offers, ...events, annulled];
