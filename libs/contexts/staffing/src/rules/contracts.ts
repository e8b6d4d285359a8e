import { taskDuty, type Rule } from '#aggregates';
import type { RecordedEvent } from '#kernel';

type Data = Readonly<Record<string, unknown>>;

const text = (data: Data, field: string): string => String(data[field]);
const opened = (key: (data: Data) => string) => (data: Data) => ({ key: key(data), ...(typeof data.due === 'string' && { due: data.due }) });
const whereTold = (field: 'centre' | 'organ') => ({ data }: RecordedEvent) => [text(data as Data, field)];

const tdr = (data: Data) => text(data, 'tdr');
const month = (data: Data) => `${text(data, 'person')} ${text(data, 'period')}`;
const commission = (data: Data) => `${text(data, 'person')} ${text(data, 'comision')}`;
const dueOfCommission = (data: Data) => (data.due === undefined ? undefined : opened(commission)(data));

/** Contracts of specialists, their monthly service and their commissions (DIR.5.2, 5.3). */
export const contractRules: readonly Rule[] = [
  taskDuty({
    id: 'DIR.5.2.a',
    provision: 'DIR.5.2.a',
    title: 'El órgano presenta los términos de referencia que la OGAUC le solicita, visados por su Director General',
    of: 'organ',
    version: 1,
    opens: { TdrRequested: opened(tdr), TdrSubmitted: opened(tdr), TdrReturnedByOgauc: opened(tdr) },
    closes: { TdrEndorsedByOrgano: tdr },
    overdue: 'Hay términos de referencia sin presentar o sin visar',
  }),
  taskDuty({
    id: 'DIR.5.2.b',
    provision: 'DIR.5.2.b',
    title: 'La OGAUC visa los términos de referencia que recibe y pide a Recursos Humanos iniciar la selección',
    of: 'nation',
    version: 1,
    opens: { TdrEndorsedByOrgano: opened(tdr), TdrEndorsedByOgauc: opened(tdr) },
    closes: { TdrEndorsedByOgauc: tdr, TdrReturnedByOgauc: tdr, TdrSubmitted: tdr, SeleccionRequestedToOgarh: tdr },
    overdue: 'Hay términos de referencia sin visar por la OGAUC o sin remitir a Recursos Humanos',
  }),
  taskDuty({
    id: 'DIR.5.2.c',
    provision: 'DIR.5.2.c',
    title: 'La OGAUC y el órgano forman parte del comité de cada selección',
    of: 'nation',
    version: 1,
    opens: { SeleccionOpened: (data) => ({ key: text(data, 'selection') }) },
    closes: { ComiteConstituted: (data) => text(data, 'selection'), SeleccionVoided: (data) => text(data, 'selection') },
    overdue: 'Hay selecciones sin comité',
  }),
  taskDuty({
    id: 'DIR.5.2.d-visto-bueno',
    provision: 'DIR.5.2.d',
    title: 'El órgano da o niega el visto bueno al servicio de sus especialistas',
    of: 'organ',
    version: 1,
    placesOf: whereTold('organ'),
    opens: { ExpedientePagoRemitted: opened(month) },
    closes: { VistoBuenoGrantedByOrgano: month, VistoBuenoRefused: month, ConformidadObserved: month },
    overdue: 'Hay meses de servicio sin visto bueno',
  }),
  taskDuty({
    id: 'DIR.5.2.d',
    provision: 'DIR.5.2.d',
    title: 'La OGAUC otorga la conformidad del servicio, previo visto bueno del órgano',
    of: 'nation',
    version: 1,
    opens: { VistoBuenoGrantedByOrgano: opened(month) },
    closes: { ConformidadGranted: month, ConformidadObserved: month },
    overdue: 'Hay meses con visto bueno sin conformidad',
  }),
  taskDuty({
    id: 'DIR.5.2.e',
    provision: 'DIR.5.2.e',
    title: 'El Coordinador conforma el informe de cada especialista y lo remite a la OGAUC con su recibo',
    of: 'centre',
    version: 1,
    placesOf: whereTold('centre'),
    opens: { InformeActividadesSubmitted: opened(month), InformeConformedByCoordinador: opened(month) },
    closes: { InformeReturnedByCoordinador: month, ExpedientePagoRemitted: month },
    overdue: 'Hay informes de actividades sin conformar o sin remitir',
  }),
  taskDuty({
    id: 'DIR.5.3',
    provision: 'DIR.5.3',
    title: 'El personal del centro rinde cuentas de sus viáticos y pasajes dentro del plazo',
    of: 'centre',
    version: 1,
    placesOf: whereTold('centre'),
    opens: { ViaticoGranted: dueOfCommission, PasajeGranted: dueOfCommission, ComisionPerformed: dueOfCommission, ComisionCancelled: dueOfCommission, RendicionObserved: dueOfCommission },
    closes: { RendicionSubmitted: commission },
    overdue: 'Hay rendiciones de cuentas vencidas',
  }),
];
