import { define, ids, type DataOf } from '#aggregates';
import type { KeyStore } from '#personal-data';
import type { Caller, Scope } from '#platform';
import { told } from './events.ts';
import { evolvePeriod, turnIn, type ServicePeriod, type Told } from './period.ts';

export interface Months {
  /** By month. */
  readonly periods: Readonly<Record<string, ServicePeriod>>;
  /** Month of each recibo that was ever attached, by series and number. */
  readonly recibos: Readonly<Record<string, string>>;
}

export type MonthlyService = { readonly status: 'none' } | ({ readonly status: 'pending' | 'done' } & Months);

export const monthsOf = (state: MonthlyService): Months => (state.status === 'none' ? { periods: {}, recibos: {} } : state);
export const reciboKey = ({ series, number }: { readonly series: string; readonly number: number }): string => `${series}-${number}`;

/** Months in order. */
export const ordered = (state: MonthlyService): readonly ServicePeriod[] => Object.values(monthsOf(state).periods).toSorted((a, b) => (a.period < b.period ? -1 : 1));

function evolve(state: MonthlyService, event: Told): MonthlyService {
  const { periods, recibos } = monthsOf(state);
  const { period } = event.data;
  const after = { ...periods, [period]: evolvePeriod(periods[period], event) };
  return {
    status: Object.values(after).every(({ status }) => status === 'granted') ? 'done' : 'pending',
    periods: after,
    recibos: event.type === 'ReciboHonorariosAttached' ? { ...recibos, [reciboKey(event.data)]: period } : recibos,
  };
}

const evolves = Object.fromEntries(Object.keys(told).map((type) => [type, (state: MonthlyService, data: Told['data']) => evolve(state, { type, data } as Told)])) as unknown as {
  readonly [T in keyof typeof told]: (state: MonthlyService, data: DataOf<typeof told, T>) => MonthlyService;
};

/** The person, OGAUC, human resources, the coordinators of the centre and the organ's heads. */
export function readsPeriod({ id, role, centre, organ }: Caller, period: Pick<ServicePeriod, 'person' | 'centre' | 'organ'>): boolean {
  if (id === period.person || role === 'ogauc' || role === 'human-resources') return true;
  if (role === 'centre-coordinator' || role === 'administrative-coordinator') return centre === period.centre;
  return (role === 'director-general' || role === 'technical-lead') && organ === period.organ;
}

/** The organ endorses the service, not what is paid for it: the RUC, which holds the DNI, is not shown to it. */
export const readsRecibo = (caller: Caller, period: Pick<ServicePeriod, 'person' | 'centre' | 'organ'>): boolean => readsPeriod(caller, period) && (caller.id === period.person || !caller.organ);

export async function rucOf(sealed: string, keys: Pick<KeyStore, 'open'>): Promise<string> {
  const opened = (await keys.open(sealed)) as { readonly ruc: string } | undefined;
  return opened?.ruc ?? '[datos suprimidos]';
}

/** The months that the caller may read. */
async function show(state: MonthlyService, { caller, services: { keys } }: Scope): Promise<object> {
  const read = ordered(state).filter((period) => readsPeriod(caller, period));
  const periods = await Promise.all(
    read.map(async ({ subject: _, recibo, ...period }) => {
      if (!recibo) return period;
      const { sealed, ...rest } = recibo;
      return { ...period, recibo: readsRecibo(caller, period) ? { ...rest, ruc: await rucOf(sealed, keys) } : rest };
    }),
  );
  return { periods };
}

/** All months of service of a person, called by their account: one report, one recibo, one visto bueno and one conformity a month. */
export const definition = define<MonthlyService, typeof told>({
  name: 'monthly-service',
  title: ['Servicio mensual', 'Servicios mensuales'],
  id: ids.person,
  events: told,
  initialState: { status: 'none' },
  evolve: evolves,
  statuses: { none: 'Sin informes', pending: 'Con meses en trámite', done: 'Todos sus meses con conformidad' },
  record: {
    version: 1,
    summary(state, id) {
      const last = ordered(state).at(-1);
      return { title: id, person: id, ...(last && { centre: last.centre, organ: last.organ }) };
    },
    waits: (state) => ordered(state).map(turnIn).find((wait) => wait !== undefined),
    labels: { periods: 'Meses', contract: 'Contrato', from: 'Desde', to: 'Hasta', monthlyCents: 'Monto mensual del contrato', role: 'Puesto del autor', activities: 'Actividades', attentions: 'Atenciones', digest: 'Huella de las atenciones', kind: 'Servicio', sistema: 'Sistema', tema: 'Tema', meta: 'Meta del POI', count: 'Cantidad', status: 'Situación', due: 'Plazo', recibo: 'Recibo por honorarios', conformedBy: 'Conformado por', remittedOn: 'Remitido el', endorsedBy: 'Visto bueno de', grantedBy: 'Conformidad de', reason: 'Por qué se devolvió' },
    readers: (caller, _, state) => Object.values(monthsOf(state).periods).some((period) => readsPeriod(caller, period)),
    show,
  },
});
