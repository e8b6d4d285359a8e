import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate, OrganId, publicText } from '#contracts';
import { refuse } from '#kernel';
import { addDays } from '../dates.ts';
import { selection } from '../selection/selection.ts';
import { nameOf, organOf } from '../selection/state.ts';

const provision = 'DIR.5.2.c';
const cents = z.int().min(1).max(10_000_000);
const number = z.int().min(1);

const told = events({
  /** `until`: last day. `sealed`: name and DNI, under the key of `subject`. */
  ContratoSigned: {
    provision,
    title: 'Contrato suscrito',
    data: z.strictObject({
      person: Id,
      contract: number,
      centre: CentreCode,
      organ: OrganId,
      from: LocalDate,
      until: LocalDate,
      monthlyCents: cents,
      selection: z.string().min(1),
      round: z.int().min(1),
      subject: z.string().min(1),
      sealed: z.string().min(1),
      by: Id,
    }),
  },
  /** `on`: first day without it. */
  ContratoResolved: { provision, title: 'Contrato resuelto', data: z.strictObject({ person: Id, contract: number, centre: CentreCode, organ: OrganId, on: LocalDate, reason: z.string(), by: Id }) },
});

export interface Contract {
  readonly contract: number;
  readonly centre: string;
  readonly organ: string;
  readonly from: string;
  /** Last day, as signed. */
  readonly until: string;
  readonly monthlyCents: number;
  readonly selection: string;
  readonly round: number;
  readonly subject: string;
  readonly sealed: string;
  /** First day without it, where it was resolved. */
  readonly resolvedOn?: string;
}

export type Contracts = { readonly status: 'none' } | { readonly status: 'signed' | 'resolved'; readonly contracts: readonly [Contract, ...Contract[]] };

export const contractsOf = (state: Contracts): readonly Contract[] => (state.status === 'none' ? [] : state.contracts);

/** Last day on which it binds; the eve of its first when it was resolved before it began. */
export const lastDayOf = ({ until, resolvedOn }: Contract): string => (resolvedOn === undefined ? until : addDays(resolvedOn, -1));

const last = (state: Contracts): Contract => contractsOf(state).at(-1)!;

/** All contracts of a person, called by their account: no two of them overlap. */
const definition = define<Contracts, typeof told>({
  name: 'contract',
  title: ['Contrato', 'Contratos'],
  id: ids.person,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    ContratoSigned: (state, { person: _, by: __, ...signed }) => ({ status: 'signed', contracts: [...contractsOf(state), signed] as unknown as [Contract] }),
    ContratoResolved: (state, { contract, on }) => ({ status: 'resolved', contracts: contractsOf(state).map((each) => (each.contract === contract ? { ...each, resolvedOn: on } : each)) as unknown as [Contract] }),
  },
  statuses: { none: 'Sin contrato', signed: 'Suscrito', resolved: 'Resuelto' },
  record: {
    version: 1,
    summary: (state, id) => ({ title: id, person: id, ...(state.status !== 'none' && { centre: last(state).centre, organ: last(state).organ }) }),
    labels: { contracts: 'Contratos', contract: 'Número', centre: 'Centro', organ: 'Órgano técnico', name: 'Nombre', round: 'Convocatoria', resolvedOn: 'Primer día sin contrato' },
    // The person, human resources, OGAUC, the centre's coordinators and the organ's heads.
    readers({ id, role, centre, organ }, record) {
      if (id === record.person || role === 'human-resources' || role === 'ogauc') return true;
      if (role === 'centre-coordinator' || role === 'administrative-coordinator') return centre === record.centre;
      return (role === 'director-general' || role === 'technical-lead') && organ === record.organ;
    },
    async show(state, { services: { keys } }) {
      return { contracts: await Promise.all(contractsOf(state).map(async ({ sealed, subject: _, ...contract }) => ({ ...contract, name: await nameOf(sealed, keys) }))) };
    },
  },
});

/** @throws DomainError `contracts-overlap` */
function checkFree(contracts: readonly Contract[], from: string, until: string): void {
  const other = contracts.find((each) => each.from <= until && from <= lastDayOf(each));
  if (other) throw refuse('conflict', 'contracts-overlap', `Esas fechas se cruzan con un contrato que rige del ${other.from} al ${lastDayOf(other)}.`, { field: 'from', provision });
}

export const contract = declare(definition, {
  sign: act(definition, {
    summary: 'Suscribir el contrato',
    provision,
    roles: ['human-resources'],
    from: ['none', 'signed', 'resolved'],
    input: input({
      selection: z.string().max(80).meta({ title: 'Selección que ganó', description: 'Su código, como dgpp.cusco1' }),
      from: LocalDate.meta({ title: 'Primer día' }),
      until: LocalDate.meta({ title: 'Último día' }),
      monthlyCents: cents.meta({ title: 'Monto mensual', widget: 'money' }),
    }),
    notBy: (_, id) => [id],
    facts: async ({ selection: id }, { services }) => (await services.executor.load(selection, id)).state,
    decide(state, { id, input: { selection, from, until, monthlyCents }, facts, actor }) {
      if (facts.status !== 'concluded') throw refuse('conflict', 'selection-not-concluded', 'Esa selección no existe o no ha concluido.', { field: 'selection', provision });
      if (facts.winner.person !== id) throw refuse('conflict', 'not-the-winner', 'Esa persona no es quien ganó la selección.', { field: 'selection', provision });
      const contracts = contractsOf(state);
      if (contracts.some((each) => each.selection === selection && each.round === facts.round)) throw refuse('conflict', 'selection-already-contracted', 'Esa selección ya tiene su contrato.', { field: 'selection', provision });
      if (until < from) throw refuse('invalid', 'contract-dates-invalid', 'El último día no puede ser anterior al primero.', { field: 'until', provision });
      checkFree(contracts, from, until);
      const { subject, sealed } = facts.winner;
      const data = { person: id, contract: contracts.length + 1, centre: facts.centre, organ: organOf(selection), from, until, monthlyCents, selection, round: facts.round, subject, sealed, by: actor.id };
      return [{ type: 'ContratoSigned', data }];
    },
  }),
  resolve: act(definition, {
    summary: 'Resolver el contrato',
    provision,
    roles: ['human-resources'],
    from: ['signed', 'resolved'],
    input: input({ contract: number.meta({ title: 'Número del contrato de la persona' }), on: LocalDate.meta({ title: 'Primer día sin contrato' }), reason: publicText(1_000, 10).meta({ title: 'Motivo', widget: 'textarea' }) }),
    notBy: (_, id) => [id],
    decide(state, { id, input: { contract, on, reason }, actor }) {
      const found = state.contracts.find((each) => each.contract === contract);
      if (!found) throw refuse('not-found', 'contract-number-unknown', 'La persona no tiene un contrato con ese número.', { field: 'contract', provision });
      if (found.resolvedOn !== undefined) throw refuse('conflict', 'contract-already-resolved', 'Ese contrato ya fue resuelto.', { field: 'contract', provision });
      if (on < found.from || on > found.until) throw refuse('invalid', 'resolution-date-invalid', `La fecha debe estar entre el ${found.from} y el ${found.until}.`, { field: 'on', provision });
      return [{ type: 'ContratoResolved', data: { person: id, contract, centre: found.centre, organ: found.organ, on, reason, by: actor.id } }];
    },
  }),
});
