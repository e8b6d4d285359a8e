import { define, ids, type DataOf, type EventOf, type Wait } from '#aggregates';
import { told } from './events.ts';

export type Told = EventOf<typeof told>;
type Rendicion = Pick<DataOf<typeof told, 'RendicionSubmitted'>, 'vouchers' | 'declaredCents' | 'spentCents' | 'balanceCents'>;

export const comisionStatusNames = { authorized: 'Autorizada', cancelled: 'Cancelada', performed: 'Realizada', rendered: 'Con rendición presentada', observed: 'Con rendición observada', approved: 'Con rendición aprobada' } as const;
export type ComisionStatus = keyof typeof comisionStatusNames;

export interface Comision extends Omit<DataOf<typeof told, 'ComisionAuthorized'>, 'by'> {
  readonly status: ComisionStatus;
  readonly authorizedBy: string;
  readonly viaticoCents: number;
  readonly pasajeCents: number;
  readonly voucherPercent: number;
  /** Last instant to render accounts; absent where nothing is to be rendered now. */
  readonly due?: string;
  /** It passed. */
  readonly overdue: boolean;
  readonly rendicion?: Rendicion;
  readonly returnedCents: number;
  readonly reason?: string;
}

export type Commissions = { readonly status: 'none' } | { readonly status: 'open' | 'overdue' | 'settled'; readonly comisiones: Readonly<Record<string, Comision>> };

export const comisionesOf = (state: Commissions): Readonly<Record<string, Comision>> => (state.status === 'none' ? {} : state.comisiones);
export const grantedCents = ({ viaticoCents, pasajeCents }: Comision): number => viaticoCents + pasajeCents;

/** Whether accounts are to be rendered and the term is over; the whole of its last second is in time. */
export const isOverdue = ({ overdue, due }: Comision, now: string): boolean => overdue || (due !== undefined && due.slice(0, 19) < now.slice(0, 19));

/** Neither to be performed, nor rendered, nor approved. */
const isSettled = (comision: Comision): boolean => comision.status === 'approved' || ((comision.status === 'cancelled' || comision.status === 'performed') && grantedCents(comision) === 0);

const withDue = (comision: Comision, due: string | undefined): Comision => {
  const { due: _, ...rest } = comision;
  return due === undefined ? rest : { ...rest, due };
};

export function evolveComision(before: Comision | undefined, { type, data }: Told): Comision {
  if (type === 'ComisionAuthorized') {
    const { by, ...authorized } = data;
    return { ...authorized, status: 'authorized', authorizedBy: by, viaticoCents: 0, pasajeCents: 0, voucherPercent: 100, overdue: false, returnedCents: 0 };
  }
  const comision = before!;
  switch (type) {
    case 'ComisionCancelled':
      return withDue({ ...comision, status: 'cancelled', reason: data.reason }, data.due);
    case 'ViaticoGranted':
      return withDue({ ...comision, viaticoCents: data.amountCents, voucherPercent: data.voucherPercent }, data.due);
    case 'PasajeGranted':
      return withDue({ ...comision, pasajeCents: comision.pasajeCents + data.amountCents }, data.due);
    case 'ComisionPerformed':
      return withDue({ ...comision, status: 'performed', returnOn: data.returnOn, returnAt: data.returnAt }, data.due);
    case 'RendicionSubmitted': {
      const { vouchers, declaredCents, spentCents, balanceCents } = data;
      return withDue({ ...comision, status: 'rendered', overdue: false, rendicion: { vouchers, declaredCents, spentCents, balanceCents } }, undefined);
    }
    case 'RendicionObserved':
      return withDue({ ...comision, status: 'observed', reason: data.reason }, data.due);
    case 'RendicionOverdue':
      return withDue({ ...comision, overdue: true }, undefined);
    case 'SaldoReturned':
      return { ...comision, returnedCents: comision.returnedCents + data.cents };
    case 'RendicionApproved':
      return { ...comision, status: 'approved' };
  }
}

function evolve(state: Commissions, event: Told): Commissions {
  const before = comisionesOf(state);
  const { comision } = event.data;
  const comisiones = { ...before, [comision]: evolveComision(before[comision], event) };
  const all = Object.values(comisiones);
  return { status: all.some(({ overdue }) => overdue) ? 'overdue' : all.every(isSettled) ? 'settled' : 'open', comisiones };
}

const evolves = Object.fromEntries(Object.keys(told).map((type) => [type, (state: Commissions, data: Told['data']) => evolve(state, { type, data } as Told)])) as unknown as {
  readonly [T in keyof typeof told]: (state: Commissions, data: DataOf<typeof told, T>) => Commissions;
};

/** Whose turn it is in a commission. */
function turnIn(comision: Comision): Wait | undefined {
  if (isSettled(comision)) return undefined;
  const { status, person, due, rendicion, returnedCents } = comision;
  const own = (act: string): Wait => ({ role: 'specialist', person, act, ...(due !== undefined && { due }) });
  switch (status) {
    case 'authorized':
      return grantedCents(comision) > 0 ? own('perform') : { role: 'human-resources', act: 'grant-viatico' };
    case 'performed':
    case 'cancelled':
    case 'observed':
      return own('submit-rendicion');
    case 'rendered':
      return rendicion!.balanceCents > returnedCents ? own('return-saldo') : { role: 'ogauc', act: 'approve-rendicion' };
    case 'approved':
      return undefined;
  }
}

/** The overdue first, then by departure. */
const byUrgency = (a: Comision, b: Comision): number => Number(b.overdue) - Number(a.overdue) || (a.departureOn < b.departureOn ? -1 : 1);

/** All commissions of a person, called by their account: so that an overdue rendition blocks the next grant. */
export const definition = define<Commissions, typeof told>({
  name: 'commission',
  title: ['Comisiones de servicio', 'Comisiones de servicio'],
  id: ids.person,
  events: told,
  initialState: { status: 'none' },
  evolve: evolves,
  statuses: { none: 'Sin comisiones', open: 'Con comisiones en curso', overdue: 'Con rendición vencida', settled: 'Todo rendido' },
  record: {
    version: 1,
    summary(state, id) {
      const last = Object.values(comisionesOf(state)).at(-1);
      return { title: id, person: id, ...(last && { centre: last.centre }) };
    },
    waits: (state) => Object.values(comisionesOf(state)).toSorted(byUrgency).map(turnIn).find((wait) => wait !== undefined),
    labels: { comisiones: 'Comisiones', status: 'Situación', authorizedBy: 'Autorizada por', viaticoCents: 'Viático', pasajeCents: 'Pasajes', voucherPercent: 'Parte mínima con comprobantes (%)', due: 'Plazo para rendir', overdue: 'Vencida', rendicion: 'Rendición', spentCents: 'Gastado', balanceCents: 'Saldo', returnedCents: 'Devuelto', reason: 'Motivo' },
    // The person, OGAUC, human resources and the centre's coordinators: it is what a person was paid.
    readers({ id, role, centre }, record) {
      if (id === record.person || role === 'ogauc' || role === 'human-resources') return true;
      return (role === 'centre-coordinator' || role === 'administrative-coordinator') && centre === record.centre;
    },
  },
});
