import { previousMonth } from '#aggregates';
import { limaInstant } from '#calendar';
import type { Scope } from '#platform';
import { recordView, type Pending } from '#serving';
import { aporteBoletin, dayOf } from './boletin/aporte.ts';
import { boletin, closesOn } from './boletin/boletin.ts';
import { dayAfter } from './boletin/months.ts';
import { addressedTo, directivaReceipts } from './directiva/receipts.ts';
import { material } from './material/material.ts';
import { mural } from './mural/acts.ts';
import { paginaWeb } from './page/pagina-web.ts';
import { protocolo } from './press/protocolo.ts';
import { ownCentres, placeOf, todayOf } from './shared.ts';
import { videoDifusion } from './video/video-difusion.ts';

const views = {
  receipts: recordView(directivaReceipts),
  protocolo: recordView(protocolo),
  material: recordView(material),
  mural: recordView(mural),
  pagina: recordView(paginaWeb),
  aportes: recordView(aporteBoletin),
  boletin: recordView(boletin),
  videos: recordView(videoDifusion),
};

/** Withdrawn materials that are looked through for those a centre has not confirmed: the newest. */
const lookedThrough = 200;
const endOf = (date: string): string => limaInstant(date, '23:59:59');

/** What was sent and has not been received. */
async function directivas(scope: Scope): Promise<readonly Pending[]> {
  const { id } = scope.caller;
  const delivered = (await scope.services.views.get(views.receipts, id))?.state.delivered ?? [];
  const fresh = (await addressedTo(scope)).filter((each) => !delivered.includes(each.id));
  if (fresh.length === 0) return [];
  return [{ aggregate: directivaReceipts, id, title: fresh.length === 1 ? fresh[0]!.state.subject : `${fresh.length} directivas y comunicados`, act: 'receive', since: fresh.at(-1)!.state.sentAt }];
}

async function ofProtocolo({ services }: Scope, centre: string): Promise<readonly Pending[]> {
  const found = await services.views.get(views.protocolo, protocolo.name);
  if (found?.state.status !== 'in-force' || !found.state.centres.includes(centre) || found.state.acknowledgedBy.includes(centre)) return [];
  return [{ aggregate: protocolo, id: found.id, title: found.title, act: 'acknowledge', since: found.updatedAt, due: found.state.due }];
}

async function removals({ services }: Scope, centre: string): Promise<readonly Pending[]> {
  const { documents } = await services.views.find(views.material, { where: { status: 'withdrawn' }, orderBy: 'updatedAt', descending: true, limit: lookedThrough });
  return documents.flatMap(({ id, title, state }) => (state.status === 'withdrawn' && state.pending.includes(centre) ? [{ aggregate: material, id, title, act: 'confirm-removal', due: state.due }] : []));
}

async function ofMural(scope: Scope, centre: string): Promise<readonly Pending[]> {
  const state = (await scope.services.views.get(views.mural, centre))?.state;
  if (state?.status !== 'installed') return [{ aggregate: mural, id: centre, title: `Periódico mural ${centre}`, act: 'install' }];
  const expired = state.contents.filter(({ stage, until }) => stage === 'posted' && until < todayOf(scope));
  return expired.map(({ number, subject, until }) => ({ aggregate: mural, id: centre, title: `${number}. ${subject}`, act: 'remove', due: endOf(until) }));
}

/** The day's word that videos are shown. */
async function videos(scope: Scope, centre: string): Promise<readonly Pending[]> {
  const today = todayOf(scope);
  const found = await scope.services.views.get(views.videos, centre);
  if (!found || found.state.videos.length === 0 || found.state.confirmed === today) return [];
  if (!scope.services.calendar().isWorkingDay(today, placeOf(scope, centre))) return [];
  return [{ aggregate: videoDifusion, id: centre, title: found.title, act: 'confirm', due: endOf(today) }];
}

/** A contribution about the month that ended, while it is in time. */
async function aporte(scope: Scope, centre: string): Promise<readonly Pending[]> {
  const today = todayOf(scope);
  const month = previousMonth(today);
  const last = closesOn(scope, month);
  const sent = (await scope.services.views.get(views.aportes, centre))?.state.aportes ?? [];
  if (today > last || sent.some(({ edition }) => edition === month)) return [];
  return [{ aggregate: aporteBoletin, id: centre, title: `Boletín ${month}`, act: 'submit', due: endOf(last) }];
}

async function ofOffice(scope: Scope): Promise<readonly Pending[]> {
  const month = previousMonth(todayOf(scope));
  const [issued, page, edition] = await Promise.all([
    scope.services.views.get(views.protocolo, protocolo.name),
    scope.services.views.get(views.pagina, paginaWeb.name),
    scope.services.views.get(views.boletin, month),
  ]);
  return [
    ...(issued ? [] : [{ aggregate: protocolo, id: protocolo.name, title: 'Protocolo de comunicación', act: 'issue' }]),
    ...(page ? [] : [{ aggregate: paginaWeb, id: paginaWeb.name, title: 'Página web del CONECTAMEF', act: 'name-responsable' }]),
    ...(edition ? [] : [{ aggregate: boletin, id: month, title: `Boletín ${month}`, act: 'draft', due: endOf(dayAfter(month, dayOf(scope, 'boletin-publication-day'))) }]),
  ];
}

/** What waits for the caller that no record's own turn tells: it waits for every centre at once, or has not begun. */
export async function pending(scope: Scope): Promise<readonly Pending[]> {
  const { role, centre } = scope.caller;
  if (role === 'communications') return ofOffice(scope);
  if (role === 'specialist') return directivas(scope);
  if (role !== 'centre-coordinator' || centre === undefined || !ownCentres(scope).includes(centre)) return [];
  const found = await Promise.all([directivas(scope), ...[ofProtocolo, removals, ofMural, videos, aporte].map((each) => each(scope, centre))]);
  return found.flat();
}
