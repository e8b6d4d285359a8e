import type { DataOf, EventOf, Wait } from '#aggregates';
import type { told } from './events.ts';

type Submitted = DataOf<typeof told, 'InformeActividadesSubmitted'>;
export type Told = EventOf<typeof told>;

export type Recibo = Pick<DataOf<typeof told, 'ReciboHonorariosAttached'>, 'series' | 'number' | 'amountCents' | 'on' | 'sealed' | 'file'>;

/** How far a month of service has come. One status, one turn: nothing goes on by silence. */
export type PeriodStatus = 'submitted' | 'returned' | 'conformed' | 'remitted' | 'endorsed' | 'granted';

export const periodStatusNames: Readonly<Record<PeriodStatus, string>> = {
  submitted: 'Informe presentado',
  returned: 'Devuelto a su autor',
  conformed: 'Informe conformado',
  remitted: 'Remitido a la OGAUC',
  endorsed: 'Con visto bueno del órgano',
  granted: 'Con conformidad',
};

/** A month of service of a person: the report as it was last submitted, and what others did with that one. */
export interface ServicePeriod extends Omit<Submitted, 'by' | 'due'> {
  readonly status: PeriodStatus;
  /** Of the step that is awaited. */
  readonly due?: string;
  readonly recibo?: Recibo;
  readonly conformedBy?: string;
  readonly remittedOn?: string;
  readonly endorsedBy?: string;
  readonly grantedBy?: string;
  /** Why it was returned last. */
  readonly reason?: string;
}

/** Whatever others had done with the report is void: its author has to submit it again. */
const returned = ({ conformedBy: _, remittedOn: __, endorsedBy: ___, due: ____, ...before }: ServicePeriod, reason: string): ServicePeriod => ({ ...before, status: 'returned', reason });

/** A month after one of its events. */
export function evolvePeriod(before: ServicePeriod | undefined, { type, data }: Told): ServicePeriod {
  if (type === 'InformeActividadesSubmitted') {
    const { by: _, ...submitted } = data;
    // A recibo that was attached before stays while what it is for is the same.
    const kept = before?.recibo && before.contract === data.contract && before.to === data.to;
    return { ...submitted, status: 'submitted', ...(kept && { recibo: before.recibo }) };
  }
  const period = before!;
  switch (type) {
    case 'InformeConformedByCoordinador':
      return { ...period, status: 'conformed', conformedBy: data.by, due: data.due };
    case 'ReciboHonorariosAttached': {
      const { series, number, amountCents, on, sealed, file } = data;
      return { ...period, recibo: { series, number, amountCents, on, sealed, ...(file !== undefined && { file }) } };
    }
    case 'ExpedientePagoRemitted':
      return { ...period, status: 'remitted', remittedOn: data.on, due: data.due };
    case 'VistoBuenoGrantedByOrgano':
      return { ...period, status: 'endorsed', endorsedBy: data.by, due: data.due };
    case 'ConformidadGranted': {
      const { due: _, ...rest } = period;
      return { ...rest, status: 'granted', grantedBy: data.by };
    }
    case 'InformeReturnedByCoordinador':
    case 'VistoBuenoRefused':
    case 'ConformidadObserved':
      return returned(period, data.reason);
  }
}

/** Who conforms and remits: the centre's coordinator; of his own report, the administrative coordinator. */
export const conformerOf = ({ role }: Pick<ServicePeriod, 'role'>) => (role === 'centre-coordinator' ? 'administrative-coordinator' : 'centre-coordinator');

/** Whose turn it is. */
export function turnIn(period: ServicePeriod): Wait | undefined {
  const { status, person, centre, organ, role, recibo } = period;
  const due = period.due === undefined ? {} : { due: period.due };
  switch (status) {
    case 'returned':
      return { role, person, act: 'submit' };
    case 'submitted':
      return { role: conformerOf(period), centre, act: 'conform', ...due };
    case 'conformed':
      return recibo ? { role: conformerOf(period), centre, act: 'remit', ...due } : { role, person, act: 'attach-recibo', ...due };
    case 'remitted':
      return { role: 'director-general', organ, act: 'grant-visto-bueno', ...due };
    case 'endorsed':
      return { role: 'ogauc', act: 'grant-conformidad', ...due };
    case 'granted':
      return undefined;
  }
}
