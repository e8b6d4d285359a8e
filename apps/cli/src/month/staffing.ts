import { chore, each, onDay, type Chore } from './chore.ts';
import { administrative, coordinator, director, lead, ogauc, technology } from './posts.ts';
import { hiringChores } from './staffing-hiring.ts';
import { meansChores } from './staffing-means.ts';
import { allSpecialists, fewCentres, fictitious, inDays, series, specialised, specialistsAt, termDays, today } from './staffing-people.ts';
import { monthlyChores } from './staffing-service.ts';
import type { Stage } from './stage.ts';

const meta = '0012';

const postChores: readonly Chore[] = [
  chore('DIR.4.2', onDay(1), (stage) =>
    each(stage.centres, async (centre) => {
      await stage.as(ogauc).act(`service-centres/${centre}/implement`, { on: today(stage), act: 'Resolución Ministerial simulada' });
      await stage.as(ogauc).act(`service-centres/${centre}/certify`, { year: Number(today(stage).slice(0, 4)), meta, amount: 5_000_000, document: `CCP simulada ${centre}` });
    }),
  ),
  chore('DIR.4.2', onDay(12), (stage) =>
    each(stage.centres, (centre, i) => stage.as(ogauc).act(`service-centres/${centre}/charge`, { on: today(stage), pliego: '009', meta, amount: 250_000 + i * 1_150, concept: 'Alquiler simulado', document: `F001-${1_000 + i}` })),
  ),
  chore('RM.2.b', onDay(1), (stage) =>
    each(stage.centres, (centre) => stage.as(ogauc).act(`coordinations/${centre}/appoint-coordinator`, { person: coordinator(centre).id, from: today(stage), act: 'Resolución Directoral simulada' })),
  ),
  chore('RM.2.c', onDay(1), (stage) =>
    each(stage.centres, (centre) => stage.as(ogauc).act(`coordinations/${centre}/appoint-administrative`, { person: administrative(centre).id, from: today(stage), act: 'Resolución Directoral simulada' })),
  ),
  chore('RM.2.c', onDay(4), (stage) =>
    each(stage.centres, (centre, i) => stage.as(administrative(centre)).act(`logistic-requests/${centre}-papel/raise`, { what: 'Papel', quantity: 10 + i, justification: 'Para la Mesa de Partes' })),
  ),
  chore('RM.2.c', onDay(6), (stage) =>
    each(stage.centres, (centre, i) => {
      const rejects = i % 7 === 6;
      return stage.as(ogauc).act(`logistic-requests/${centre}-papel/${rejects ? 'reject' : 'fulfil'}`, rejects ? { reason: 'Ya se envió el mes pasado' } : { detail: 'Enviado con guía simulada' });
    }),
  ),
  chore('DIR.5.1.1.a', onDay(1), (stage) => each(stage.technical, (organ) => stage.as(director(organ)).act(`technical-leads/${organ}/designate`, { person: lead(organ).id, from: today(stage), act: 'Memorando simulado' }))),
  chore('DIR.4.7', onDay(1), (stage) =>
    each(allSpecialists(stage), ({ id, centre, organ }, i) => {
      const link = { centre, organ, systems: ['otros'], from: today(stage), until: inDays(stage, termDays), contract: `CAS simulado ${i + 1}` };
      return stage.as(ogauc).act(`staff-members/${id}/assign`, { ...link, ...fictitious(series.specialist, i) });
    }),
  ),
  chore('DIR.4.9', onDay(2), async (stage) => {
    await each(allSpecialists(stage), ({ id, organ }) => stage.as(director(organ)).act(`staff-members/${id}/assign-systems`, { systems: ['siaf', 'otros'] }));
    const rectors = stage.technical.filter((organ) => organ !== 'ogauc');
    await each(rectors, (organ) => stage.as(lead(organ)).act(`technical-criteria/${organ}.plazos/issue`, { question: '¿Desde cuándo se cuentan los plazos?', answer: 'Desde el día hábil siguiente a la recepción (criterio simulado).', document: 'Informe simulado 1' }));
  }),
  chore('DIR.4.9', onDay(13), (stage) =>
    each(specialised(stage), (organ) => stage.as(lead(organ)).act(`technical-criteria/${organ}.plazos/supersede`, { answer: 'Desde el día hábil siguiente a la notificación (criterio simulado).', document: 'Informe simulado 2', seen: 1 })),
  ),
  chore('RM.2.e', onDay(2), (stage) =>
    each(stage.centres, async (centre, i) => {
      const integrated = { centre, from: today(stage), act: 'Memorando simulado' };
      await stage.as(technology).act(`staff-members/simulado-implantador-${centre}/integrate-implantador`, { ...integrated, organ: 'ogti', ...fictitious(series.implantador, i) });
      await stage.as(director('dgpi')).act(`staff-members/simulado-eat-${centre}/integrate-eat`, { ...integrated, organ: 'dgpi', ...fictitious(series.eat, i) });
    }),
  ),
  chore('DIR.4.8', onDay(3), (stage) =>
    each(stage.centres, (centre) => stage.as(ogauc).act(`staff-members/${specialistsAt(stage, centre)[0]!.id}/record-act`, { kind: 'schedule', from: today(stage), until: inDays(stage, 60), document: 'Memorando simulado de horario' })),
  ),
  chore('DIR.4.8', onDay(8), (stage) =>
    each(fewCentres(stage), (centre) => stage.as(ogauc).act(`staff-members/${specialistsAt(stage, centre)[1]!.id}/record-act`, { kind: 'permission', from: today(stage), until: today(stage), document: 'Papeleta simulada' })),
  ),
  // While one of its posts is vacant a centre is incomplete; whoever fills it completes the centre again.
  chore('DIR.4.3', onDay(10), (stage) => replaceAdministrative(stage, (centre) => `simulado-administrativo-${centre}`)),
  chore('DIR.4.3', onDay(15), (stage) => replaceAdministrative(stage, (centre) => administrative(centre).id)),
];

async function replaceAdministrative(stage: Stage, whom: (centre: string) => string): Promise<void> {
  const [centre] = stage.centres;
  const on = today(stage);
  await stage.as(ogauc).act(`coordinations/${centre}/relieve-administrative`, { on, reason: 'Vacaciones simuladas' });
  await stage.settle();
  await stage.as(ogauc).act(`coordinations/${centre}/appoint-administrative`, { person: whom(centre!), from: on, act: 'Resolución Directoral simulada' });
}

/** Posts, people and means of the centres, contracts of their specialists and commissions (RM.2, DIR.4, 5.1, 5.2, 5.3). */
export const staffingChores: readonly Chore[] = [...postChores, ...hiringChores, ...meansChores, ...monthlyChores];
