import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { centreOfId, centreStaff, ownCentres } from '../shared.ts';
import { MaterialId, materialNow, type Material } from './material.ts';

const provision = 'DIR.5.5.c';
const quantity = z.int({ error: 'Escriba un número entero.' }).min(1, { error: 'La cantidad es 1 como mínimo.' }).max(1_000_000, { error: 'La cantidad es 1 000 000 como máximo.' }).meta({ title: 'Cantidad' });
const data = z.strictObject({ material: MaterialId, centre: CentreCode, quantity, by: Id });

const told = events({
  MaterialDelivered: { provision, title: 'Material entregado al centro', data },
  MaterialUsed: { provision, title: 'Material difundido', data: data.extend({ on: LocalDate }) },
});

interface Stock {
  readonly status: 'none' | 'delivered';
  readonly material: string;
  readonly centre: string;
  readonly stock: number;
  readonly delivered: number;
  readonly used: number;
}

/** How many of a material a centre has, called `<centre>-<material>`: never fewer than none. */
const definition = define<Stock, typeof told>({
  name: 'material-stock',
  title: ['Existencias de material', 'Existencias de material'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'none', material: '', centre: '', stock: 0, delivered: 0, used: 0 },
  evolve: {
    MaterialDelivered: (state, { material, centre, quantity }) => ({ ...state, status: 'delivered', material, centre, stock: state.stock + quantity, delivered: state.delivered + quantity }),
    MaterialUsed: (state, { quantity }) => ({ ...state, stock: state.stock - quantity, used: state.used + quantity }),
  },
  statuses: { none: 'Sin entregas', delivered: 'Con existencias' },
  record: { version: 1, summary: ({ material, centre }) => ({ title: material, centre }) },
});

const materialOf = (id: string): string => id.slice(id.indexOf('-') + 1);
const now = (_: unknown, scope: Scope, id: string): Promise<Material> => materialNow(scope, materialOf(id));

/** @throws DomainError `material-not-approved`, `material-withdrawn` */
function checkApproved({ status }: Material): void {
  if (status === 'not-approved') throw refuse('conflict', 'material-not-approved', 'Ese material no está aprobado por la Oficina de Comunicaciones: solo el aprobado se difunde.', { provision });
  if (status === 'withdrawn') throw refuse('conflict', 'material-withdrawn', 'Ese material fue retirado de circulación.', { provision });
}

export const materialStock = declare(definition, {
  deliver: act(definition, {
    summary: 'Entregar material al centro',
    provision,
    roles: ['communications'],
    from: ['none', 'delivered'],
    input: input({ quantity }),
    facts: async (input, scope, id) => ({ material: await now(input, scope, id), known: ownCentres(scope).includes(centreOfId(id)) }),
    decide(_, { id, input, facts: { material, known }, actor: { id: by } }) {
      if (!known) throw refuse('not-found', 'centre-unknown', 'No existe ese centro.', { field: 'id', provision });
      checkApproved(material);
      return [{ type: 'MaterialDelivered', data: { material: materialOf(id), centre: centreOfId(id), by, ...input } }];
    },
  }),
  use: act(definition, {
    summary: 'Registrar lo difundido',
    provision,
    roles: centreStaff,
    from: ['delivered'],
    input: input({ quantity, on: LocalDate.meta({ title: 'Fecha' }) }),
    facts: now,
    decide({ stock }, { id, input, facts, actor: { id: by }, today }) {
      checkApproved(facts);
      if (input.on > today) throw refuse('invalid', 'date-in-future', 'La fecha no puede ser futura.', { field: 'on', provision });
      if (input.quantity > stock) throw refuse('conflict', 'stock-insufficient', `El centro tiene ${stock}: no puede difundir más de lo que hay.`, { field: 'quantity', provision });
      return [{ type: 'MaterialUsed', data: { material: materialOf(id), centre: centreOfId(id), by, ...input } }];
    },
  }),
});
