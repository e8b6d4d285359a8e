import { previousMonth } from '#aggregates';
import { afterwards, chore, daily, each, onDay, type Chore } from './chore.ts';
import { document, photo } from './files.ts';
import { communications, coordinator, lead, ogauc, operator, specialist } from './posts.ts';
import type { Stage } from './stage.ts';

/** Of the policy `sistema-organs`. */
const sistemas = [['presupuesto', 'dgpp'], ['tesoreria', 'dgetp'], ['endeudamiento', 'dgetp'], ['contabilidad', 'dgcp'], ['inversion-publica', 'dgpi'], ['recursos-humanos', 'dggrp'], ['ingresos-publicos', 'dgpip'], ['descentralizacion', 'dgdfas'], ['siaf', 'ogti']] as const;
const consultaOf = (centre: string, i: number) => ({ id: `${centre}-consulta1`, sistema: sistemas[i % sistemas.length]![0], organ: sistemas[i % sistemas.length]![1] });

const daysAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const file = (stage: Stage, text: string): Promise<string> => document(stage.as(communications), text);
const readers = (centre: string) => [coordinator(centre), specialist(centre, 'dgpp'), specialist(centre, 'dgpi')];

const organs: readonly Chore[] = [
  chore('DIR.5.1.1.d', onDay(2), (stage) =>
    each(stage.technical, async (organ) => {
      const hand = stage.as(lead(organ));
      await hand.act(`directivas/${organ}.mensual/send`, { kind: 'comunicado', subject: 'Comunicado simulado del mes', summary: 'Fechas y criterios del mes (simulado)', file: await document(hand, `Comunicado simulado de ${organ}`) });
    }),
  ),
  chore('DIR.5.1.1.d', onDay(3), (stage) =>
    each(stage.centres.flatMap(readers), async (reader) => {
      const path = `directiva-receipts/${reader.id}`;
      await stage.as(reader).act(`${path}/receive`);
      await stage.as(reader).act(`${path}/read`, { directiva: 'dgpp.mensual' });
    }),
  ),
  chore('DIR.5.1.1.e', onDay(4), (stage) =>
    each(stage.centres, (centre, i) => {
      const { id, sistema } = consultaOf(centre, i);
      return stage.as(specialist(centre, 'dgpp')).act(`consultas/${id}/ask`, { sistema, subject: `Consulta simulada de ${sistema}`, question: '¿Cómo se registra este caso simulado?' });
    }),
  ),
  chore('DIR.5.1.1.e', onDay(8), (stage) =>
    each(stage.centres, (centre, i) => {
      const { id, organ } = consultaOf(centre, i);
      return stage.as(lead(organ)).act(`consultas/${id}/answer`, { answer: 'Como dice la directiva del órgano (respuesta simulada)' });
    }),
  ),
];

const media: readonly Chore[] = [
  chore('DIR.5.5.a', ({ working, closing }) => !closing && (working === 4 || working === 16), (stage, { working }) =>
    each(stage.centres, async (centre) => {
      const path = `informaciones/${centre}-info${working}`;
      await stage.as(coordinator(centre)).act(`${path}/remit`, { department: stage.department(centre), jurisdictional: true, subject: 'Situación de la jurisdicción', summary: 'Sin novedades en la jurisdicción (simulado)' });
      await stage.as(ogauc).act(`${path}/acknowledge`);
    }),
  ),
  chore('DIR.5.5.b', onDay(5), async (stage) => {
    const content = await file(stage, 'Nota de radio simulada');
    await each(stage.centres, async (centre) => {
      const path = `autorizaciones-medios/${centre}-radio1`;
      await stage.as(coordinator(centre)).act(`${path}/request`, { content, medium: 'radio', subject: 'Horario de atención', purpose: 'Que las municipalidades lo conozcan' });
      await stage.as(communications).act(`${path}/grant`, { until: daysAfter(stage.today, 30) });
    });
  }),
  chore('DIR.5.5.b', onDay(6), async (stage) => {
    const content = await file(stage, 'Nota de radio simulada');
    await each(stage.centres, (centre) => stage.as(coordinator(centre)).act(`autorizaciones-medios/${centre}-radio1/record-difusion`, { content, medium: 'radio', on: stage.today, at: '08:30' }));
    const path = `difusiones-no-autorizadas/${stage.centres[0]}-entrevista1`;
    await stage.as(communications).act(`${path}/detect`, { medium: 'radio', on: stage.today, what: 'Entrevista simulada' });
    await stage.as(communications).act(`${path}/close`, { measure: 'Se recordó el protocolo al centro (simulado)' });
  }),
  chore('DIR.5.5.c', onDay(1), async (stage) => {
    const hand = stage.as(communications);
    await hand.act('protocolos-comunicacion/protocolo-comunicacion/issue', { subject: 'Protocolo de comunicación', changes: 'Es el primero (simulado)', file: await file(stage, 'Protocolo simulado') });
    for (const material of ['triptico', 'afiche']) await hand.act(`materiales/${material}/approve`, { kind: material, subject: `Material simulado: ${material}`, file: await file(stage, material) });
    await each(stage.nation, (centre) => hand.act(`material-stocks/${centre}-triptico/deliver`, { quantity: 500 }));
  }),
  chore('DIR.5.5.c', onDay(2), async (stage) => {
    for (const centre of stage.centres) await stage.as(coordinator(centre)).act('protocolos-comunicacion/protocolo-comunicacion/acknowledge', { version: 1 });
  }),
  chore('DIR.5.5.c', onDay(7), async (stage) => {
    await each(stage.centres, async (centre) => {
      const path = `pedidos-medios/${centre}-pedido1`;
      await stage.as(operator(centre)).act(`${path}/receive`, { medium: 'radio', outlet: 'Radio simulada', subject: 'Transferencias del año', request: 'Montos transferidos en el año (simulado)' });
      await stage.as(coordinator(centre)).act(`${path}/channel`);
      await stage.as(communications).act(`${path}/answer`, { answer: 'Los montos están en el portal (simulado)' });
      await stage.as(operator(centre)).act(`material-stocks/${centre}-triptico/use`, { quantity: 25, on: stage.today });
    });
    await stage.as(communications).act('materiales/afiche/withdraw', { reason: 'Cambió el trámite (simulado)' });
  }),
  chore('DIR.5.5.c', onDay(8), async (stage) => {
    for (const centre of stage.centres) await stage.as(coordinator(centre)).act('materiales/afiche/confirm-removal');
  }),
];

const pages: readonly Chore[] = [
  chore('DIR.5.5.d', onDay(1), async (stage) => {
    await stage.as(communications).act('paginas-web/pagina-web/name-responsable', { person: communications.id, act: 'Memorando simulado' });
  }),
  chore('DIR.5.5.d', ({ working }) => working > 0 && working % 5 === 1, async (stage) => {
    await stage.as(communications).act('paginas-web/pagina-web/update', { section: 'Servicios', summary: 'Actividades de la semana (simulado)' });
  }),
];

const sections = ['region', 'mef', 'activities'] as const;

/** Proposed by the centre, approved, hung up. */
async function hang(stage: Stage, centre: string, content: number, section: string): Promise<void> {
  const [path, hand] = [`murales/${centre}`, stage.as(coordinator(centre))];
  await hand.act(`${path}/propose`, { section, subject: `Contenido simulado ${content}`, file: await document(hand, `Mural ${centre} ${content}`), until: daysAfter(stage.today, 60) });
  await stage.as(communications).act(`${path}/approve`, { content });
  await hand.act(`${path}/post`, { content, photo: await photo(hand) });
}

const murales: readonly Chore[] = [
  chore('DIR.5.5.f', onDay(1), (stage) =>
    each(stage.centres, async (centre) => {
      const hand = stage.as(coordinator(centre));
      await hand.act(`murales/${centre}/install`, { location: 'Sala de espera', photo: await photo(hand) });
      await stage.as(communications).act(`murales/${centre}/designate-responsable`, { person: communications.id, act: 'Memorando simulado' });
      for (const [i, section] of sections.entries()) await hang(stage, centre, i + 1, section);
    }),
  ),
  chore('DIR.5.5.f', onDay(12), (stage) =>
    each(stage.centres, async (centre) => {
      await stage.as(coordinator(centre)).act(`murales/${centre}/remove`, { content: 1, reason: 'Hay información más nueva (simulado)' });
      await hang(stage, centre, 4, 'region');
    }),
  ),
];

const boletin: readonly Chore[] = [
  chore('DIR.5.5.g', onDay(14), (stage) =>
    each(stage.centres, (centre) =>
      stage.as(coordinator(centre)).act(`aportes-boletin/${centre}/submit`, { month: stage.today.slice(0, 7), department: stage.department(centre), subject: `Actividades de ${centre}`, text: 'Lo relevante del departamento en el mes (simulado)' }),
    ),
  ),
  chore('DIR.5.5.g', onDay(18), async (stage) => {
    await stage.as(communications).act(`boletines/${stage.today.slice(0, 7)}/draft`, { file: await file(stage, 'Boletín simulado') });
  }),
  // Contributions close on the fifth day of the month: the sixth working day comes after it.
  chore('DIR.5.5.g', afterwards(6), async (stage) => {
    await stage.as(communications).act(`boletines/${previousMonth(stage.today)}/publish`, { file: await file(stage, 'Boletín simulado') });
  }),
];

const works = (stage: Stage, centre: string): boolean => stage.services.calendar().isWorkingDay(stage.today, { centre, department: stage.department(centre) });

const videos: readonly Chore[] = [
  chore('DIR.5.5.h', onDay(1), async (stage) => {
    const hand = stage.as(communications);
    await hand.act('materiales/institucional/approve', { kind: 'video', subject: 'Video institucional simulado', file: await file(stage, 'Video simulado') });
    await each(stage.nation, (centre) => hand.act(`videos-difusion/${centre}/assign`, { video: 'institucional' }));
  }),
  chore('DIR.5.5.h', daily, (stage) => each(stage.centres.filter((centre) => works(stage, centre)), (centre) => stage.as(operator(centre)).act(`videos-difusion/${centre}/confirm`, { date: stage.today }))),
];

export const communicationsChores: readonly Chore[] = [...organs, ...media, ...pages, ...murales, ...boletin, ...videos];
