import { chore, each, onDay, type Chore } from './chore.ts';
import { director, humanResources, lead, ogauc } from './posts.ts';
import { fictitious, hiredOf, inDays, series, termDays, today, type Hired } from './staffing-people.ts';
import type { Stage } from './stage.ts';

const monthlyCents = 600_000;
const written = { profile: 'Profesional titulado con tres años de experiencia (perfil simulado)', text: 'Asiste a los gobiernos locales de la región en lo que es de competencia de su órgano (texto simulado).' };

const hashOf = async (stage: Stage, tdr: string): Promise<string> => {
  const { record } = await stage.as(ogauc).see<{ readonly record: { readonly facts: { readonly hash: string } } }>(`tdrs/${tdr}?at=${await stage.services.store.head()}`);
  return record.facts.hash;
};

const eachHired = (provision: string, day: number, work: (stage: Stage, hired: Hired, index: number) => Promise<unknown>): Chore =>
  chore(provision, onDay(day), (stage) => each(hiredOf(stage), (hired, i) => work(stage, hired, i)));

/** From the terms of reference to the contract and the link of a new specialist. */
export const hiringChores: readonly Chore[] = [
  eachHired('DIR.5.2.a', 2, (stage, { tdr, centre }) => stage.as(ogauc).act(`tdrs/${tdr}/request`, { centre, post: 'Especialista (puesto simulado)' })),
  eachHired('DIR.5.2.a', 3, async (stage, { tdr, organ }) => {
    await stage.as(lead(organ)).act(`tdrs/${tdr}/submit`, written);
    await stage.as(director(organ)).act(`tdrs/${tdr}/endorse`, { hash: await hashOf(stage, tdr) });
  }),
  eachHired('DIR.5.2.b', 4, async (stage, { tdr }) => {
    const hash = await hashOf(stage, tdr);
    await stage.as(ogauc).act(`tdrs/${tdr}/endorse-by-ogauc`, { hash });
    await stage.as(ogauc).act(`tdrs/${tdr}/request-selection`);
    await stage.as(humanResources).act(`selections/${tdr}/open`, { hash });
  }),
  eachHired('DIR.5.2.c', 5, async (stage, { tdr, organ, centre, post, dni }, i) => {
    const hr = stage.as(humanResources);
    const members = { ogauc: [{ person: ogauc.id, dni: fictitious(series.committee, 0).dni }], organ: [{ person: lead(organ).id, dni: fictitious(series.committee, 1 + (i % 2)).dni }] };
    await hr.act(`selections/${tdr}/constitute`, members);
    await hr.act(`selections/${tdr}/register-candidate`, { candidate: 'c1', person: post.id, name: fictitious(series.hired, i).name, dni });
    await hr.act(`selections/${tdr}/register-candidate`, { candidate: 'c2', person: `simulado-candidato-${centre}`, ...fictitious(series.loser, i) });
  }),
  eachHired('DIR.5.2.c', 7, async (stage, { tdr, organ }) => {
    for (const [candidate, score] of [['c1', 84], ['c2', 71]] as const) {
      await stage.as(ogauc).act(`selections/${tdr}/evaluate`, { candidate, score });
      await stage.as(lead(organ)).act(`selections/${tdr}/evaluate`, { candidate, score: score - 3 });
    }
    await stage.as(humanResources).act(`selections/${tdr}/conclude`);
  }),
  eachHired('DIR.5.2.c', 9, async (stage, { tdr, post }) => {
    await stage.as(humanResources).act(`contracts/${post.id}/sign`, { selection: tdr, from: today(stage), until: inDays(stage, termDays), monthlyCents });
    await stage.settle();
  }),
  eachHired('DIR.4.7', 9, (stage, { centre, organ, post, dni }, i) => {
    const link = { centre, organ, systems: ['otros'], from: today(stage), until: inDays(stage, termDays), contract: `Contrato simulado ${i + 1}` };
    return stage.as(ogauc).act(`staff-members/${post.id}/assign`, { ...link, name: fictitious(series.hired, i).name, dni });
  }),
];
