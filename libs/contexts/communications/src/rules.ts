import { monthlyDuty, recurringDuty, standingDuty, taskDuty, type Rule } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import { everyCentre, muralComplete, onlyAuthorised, videosShown } from './own-rules.ts';

type Data = Readonly<Record<string, unknown>>;

const one = () => 'one';
const text = (data: Data, key: string): string => String(data[key]);
const task = (data: Data, key: string, due = 'due') => ({ key, due: text(data, due) });
const centresOf = ({ data }: RecordedEvent): readonly string[] => {
  const { centre, centres } = data as { centre?: string; centres?: readonly string[] };
  return centre === undefined ? (centres ?? []) : [centre];
};
const organsOf = ({ data }: RecordedEvent): readonly string[] => {
  const { organ, previous } = data as { organ: string; previous?: string };
  return previous === undefined ? [organ] : [organ, previous];
};

const sent: readonly Rule[] = [
  recurringDuty({
    id: 'DIR.5.1.1.d',
    provision: 'DIR.5.1.1.d',
    title: 'El órgano remite de manera permanente directivas y comunicados a los centros',
    of: 'organ',
    version: 1,
    fulfilledBy: ['DirectivaSent'],
    everyDays: 'directiva-days',
    missing: 'Hace tiempo que no remite nada a los centros',
  }),
  taskDuty({
    id: 'DIR.5.1.1.e',
    provision: 'DIR.5.1.1.e',
    title: 'El órgano absuelve en plazo las consultas de los centros',
    of: 'organ',
    version: 1,
    placesOf: organsOf,
    opens: {
      ConsultaAssigned: (data, _, place) => (place === data.organ ? task(data, text(data, 'consulta')) : undefined),
      ConsultaReopened: (data) => task(data, text(data, 'consulta')),
    },
    closes: {
      ConsultaAssigned: (data, place) => (place === data.organ ? undefined : text(data, 'consulta')),
      ConsultaReturned: (data) => text(data, 'consulta'),
      ConsultaAnswered: (data) => text(data, 'consulta'),
    },
    overdue: 'Hay consultas sin absolver fuera de plazo',
  }),
  recurringDuty({
    id: 'DIR.5.5.a',
    provision: 'DIR.5.5.a',
    title: 'El centro canaliza a la OGAUC la información de los sistemas y de su jurisdicción',
    of: 'centre',
    version: 1,
    fulfilledBy: ['InformacionRemitted'],
    everyDays: 'informacion-days',
    missing: 'Hace tiempo que no remite información a la OGAUC',
  }),
];

const media: readonly Rule[] = [
  onlyAuthorised,
  taskDuty({
    id: 'DIR.5.5.b-answer',
    provision: 'DIR.5.5.b',
    title: 'La Oficina de Comunicaciones resuelve los pedidos de difusión',
    of: 'nation',
    version: 1,
    opens: { AutorizacionRequested: (data) => task(data, text(data, 'autorizacion')) },
    closes: { AutorizacionGranted: (data) => text(data, 'autorizacion'), AutorizacionDenied: (data) => text(data, 'autorizacion') },
    overdue: 'Hay pedidos de difusión sin resolver fuera de plazo',
  }),
  standingDuty({
    id: 'DIR.5.5.c',
    provision: 'DIR.5.5.c',
    title: 'La Oficina de Comunicaciones entregó a los centros el protocolo de comunicación',
    of: 'nation',
    version: 1,
    begins: { ProtocoloIssued: one },
    ends: {},
    missing: 'No hay protocolo de comunicación',
  }),
  taskDuty({
    id: 'DIR.5.5.c-protocol',
    provision: 'DIR.5.5.c',
    title: 'El centro recibió la versión vigente del protocolo',
    of: 'centre',
    version: 1,
    placesOf: centresOf,
    opens: { ProtocoloIssued: (data) => task(data, 'one') },
    closes: { ProtocoloAcknowledged: one },
    overdue: 'No dio por recibida la versión vigente del protocolo',
  }),
  taskDuty({
    id: 'DIR.5.5.c-channel',
    provision: 'DIR.5.5.c',
    title: 'El centro canaliza los pedidos de los medios según el protocolo',
    of: 'centre',
    version: 1,
    opens: { PedidoMedioReceived: (data) => task(data, text(data, 'pedido')) },
    closes: { PedidoMedioChanneled: (data) => text(data, 'pedido') },
    overdue: 'Hay pedidos de los medios sin canalizar',
  }),
  taskDuty({
    id: 'DIR.5.5.c-answer',
    provision: 'DIR.5.5.c',
    title: 'La Oficina de Comunicaciones responde los pedidos de los medios',
    of: 'nation',
    version: 1,
    opens: { PedidoMedioChanneled: (data) => task(data, text(data, 'pedido')) },
    closes: { PedidoMedioAnswered: (data) => text(data, 'pedido') },
    overdue: 'Hay pedidos de los medios sin responder',
  }),
  everyCentre({
    id: 'DIR.5.5.c-material',
    provision: 'DIR.5.5.c',
    title: 'La Oficina de Comunicaciones dota de material gráfico a los centros',
    version: 1,
    given: { MaterialDelivered: (data) => text(data, 'material') },
    ended: { MaterialWithdrawn: (data) => text(data, 'material') },
    missing: 'Sin material entregado',
  }),
  taskDuty({
    id: 'DIR.5.5.c-removal',
    provision: 'DIR.5.5.c',
    title: 'El centro retira el material que dejó de estar autorizado',
    of: 'centre',
    version: 1,
    placesOf: centresOf,
    opens: { MaterialWithdrawn: (data) => task(data, text(data, 'material')) },
    closes: { MaterialRemovalConfirmed: (data) => text(data, 'material') },
    overdue: 'No confirmó el retiro de un material',
  }),
];

const shown: readonly Rule[] = [
  recurringDuty({
    id: 'DIR.5.5.d',
    provision: 'DIR.5.5.d',
    title: 'La página web se mantiene actualizada',
    of: 'nation',
    version: 1,
    fulfilledBy: ['PaginaUpdated', 'PaginaReviewed'],
    everyDays: 'pagina-days',
    missing: 'La página web está desactualizada',
  }),
  standingDuty({
    id: 'DIR.5.5.d-responsable',
    provision: 'DIR.5.5.d',
    title: 'La página web tiene un responsable',
    of: 'nation',
    version: 1,
    begins: { PaginaResponsableNamed: one },
    ends: {},
    missing: 'No hay responsable de la página web',
  }),
  muralComplete,
  standingDuty({
    id: 'DIR.5.5.f-responsable',
    provision: 'DIR.5.5.f',
    title: 'El periódico mural tiene un responsable designado por la Oficina de Comunicaciones',
    of: 'centre',
    version: 1,
    begins: { MuralResponsableDesignated: one },
    ends: {},
    missing: 'No hay responsable del periódico mural',
  }),
  monthlyDuty({
    id: 'DIR.5.5.g',
    provision: 'DIR.5.5.g',
    title: 'La Oficina de Comunicaciones publica un boletín cada mes',
    of: 'nation',
    version: 1,
    fulfilledBy: { BoletinPublished: (data) => text(data, 'month') },
    untilDay: 'boletin-publication-day',
    missing: 'No se publicó el boletín del mes',
  }),
  monthlyDuty({
    id: 'DIR.5.5.g-aporte',
    provision: 'DIR.5.5.g',
    title: 'El coordinador envía información del departamento para el boletín de cada mes',
    of: 'centre',
    version: 1,
    fulfilledBy: { AporteBoletinSubmitted: (data) => text(data, 'edition') },
    untilDay: 'boletin-cutoff-day',
    missing: 'No envió su aporte al boletín del mes',
  }),
  videosShown,
  everyCentre({
    id: 'DIR.5.5.h-assign',
    provision: 'DIR.5.5.h',
    title: 'La Oficina de Comunicaciones asigna videos institucionales a los centros',
    version: 1,
    given: { VideoAssigned: (data) => text(data, 'video') },
    ended: { VideoUnassigned: (data) => text(data, 'video'), MaterialWithdrawn: (data) => text(data, 'material') },
    missing: 'Sin videos asignados',
  }),
];

/** What the Directive obliges to in communications, and how it is seen. */
export const rules: readonly Rule[] = [...sent, ...media, ...shown];
