import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkCentre, lookUpCentre } from '../centres.ts';

const provision = 'DIR.4.2';
const centre = CentreCode;

/** The ministry's own pliego in the national budget's institutional classification; not collated with it. */
const mefPliego = '009';

const Meta = z.string().regex(/^\d{4}$/, { error: 'La meta tiene cuatro dígitos.' }).meta({ examples: ['0012'] });
const Pliego = z.string().regex(/^\d{3}$/, { error: 'El pliego tiene tres dígitos.' }).meta({ examples: [mefPliego] });
/** Céntimos. */
const Amount = z.int({ error: 'El importe va en céntimos, sin decimales.' }).min(1, { error: 'El importe debe ser mayor que cero.' }).max(100_000_000_000);
const Year = z.int().min(2012, { error: 'El año es 2012 como mínimo.' }).max(2100);

const told = events({
  CentroImplemented: { provision, title: 'Centro implementado', data: z.strictObject({ centre, on: LocalDate, act: z.string() }) },
  CentroSuspended: { provision, title: 'Centro suspendido', data: z.strictObject({ centre, on: LocalDate, reason: z.string() }) },
  CentroResumed: { provision, title: 'Centro reabierto', data: z.strictObject({ centre, on: LocalDate, act: z.string() }) },
  CentroClosed: { provision, title: 'Centro cerrado', data: z.strictObject({ centre, on: LocalDate, reason: z.string() }) },
  CreditoCertified: { provision, title: 'Crédito presupuestario certificado', data: z.strictObject({ centre, year: Year, meta: Meta, amount: Amount, document: z.string() }) },
  GastoCharged: { provision, title: 'Gasto con cargo al Pliego MEF', data: z.strictObject({ centre, on: LocalDate, pliego: Pliego, meta: Meta, amount: Amount, concept: z.string(), document: z.string() }) },
});

interface ServiceCentre {
  readonly status: 'not-implemented' | 'implemented' | 'suspended' | 'closed';
  /** Date of its present status. */
  readonly since: string;
  /** By year and meta, céntimos. */
  readonly budgets: Readonly<Record<string, { readonly certified: number; readonly charged: number }>>;
  /** Documents of what was certified and charged, by year. */
  readonly documents: readonly string[];
}

const budgetKey = (year: string | number, meta: string): string => `${year} ${meta}`;
const documentKey = (year: string | number, document: string): string => `${year} ${document.toLocaleLowerCase('es-PE')}`;
const yearOf = (date: string): string => date.slice(0, 4);

function spend(state: ServiceCentre, year: string | number, meta: string, document: string, more: { readonly certified?: number; readonly charged?: number }): ServiceCentre {
  const key = budgetKey(year, meta);
  const { certified = 0, charged = 0 } = state.budgets[key] ?? {};
  const budget = { certified: certified + (more.certified ?? 0), charged: charged + (more.charged ?? 0) };
  return { ...state, budgets: { ...state.budgets, [key]: budget }, documents: [...state.documents, documentKey(year, document)] };
}

/** The life of a centre and what it costs, called by its code; the reference data say where it is (DIR.4.2). */
const definition = define<ServiceCentre, typeof told>({
  name: 'service-centre',
  title: ['Centro de servicios', 'Centros de servicios'],
  id: ids.centre,
  events: told,
  initialState: { status: 'not-implemented', since: '', budgets: {}, documents: [] },
  evolve: {
    CentroImplemented: (state, { on }) => ({ ...state, status: 'implemented', since: on }),
    CentroSuspended: (state, { on }) => ({ ...state, status: 'suspended', since: on }),
    CentroResumed: (state, { on }) => ({ ...state, status: 'implemented', since: on }),
    CentroClosed: (state, { on }) => ({ ...state, status: 'closed', since: on }),
    CreditoCertified: (state, { year, meta, amount, document }) => spend(state, year, meta, document, { certified: amount }),
    GastoCharged: (state, { on, meta, amount, document }) => spend(state, yearOf(on), meta, document, { charged: amount }),
  },
  statuses: { 'not-implemented': 'Sin implementar', implemented: 'Implementado', suspended: 'Suspendido', closed: 'Cerrado' },
  record: {
    version: 1,
    readers: 'all',
    summary: (_, id) => ({ title: id, centre: id }),
    waits: ({ status }, id) => (status === 'suspended' ? { role: 'ogauc', centre: id, act: 'resume' } : undefined),
    show: ({ since, budgets }) => ({ since, budgets }),
    labels: { since: 'Desde', budgets: 'Crédito por año y meta', certified: { title: 'Certificado', widget: 'money' }, charged: { title: 'Gastado', widget: 'money' } },
  },
});

const roles = ['ogauc'] as const;
const on = LocalDate.meta({ title: 'Fecha' });
const resolution = publicText(200, 3).meta({ title: 'Documento que lo dispone', description: 'Por ejemplo, Resolución Ministerial 639-2011-EF/10' });
const reason = publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' });
const meta = Meta.meta({ title: 'Meta', description: 'Cuatro dígitos' });
const amount = Amount.meta({ title: 'Importe', widget: 'money' });
const document = publicText(100, 3).meta({ title: 'Número del documento', description: 'Certificación o comprobante, una sola vez por año' });

const facts = (_: unknown, scope: Scope, id: string) => lookUpCentre(scope, id);

/** A centre's life is recorded as it happened: neither before its last step nor in the future. */
const checkLater = (date: string, since: string, today: string, field = 'on'): void => {
  if (date > today) throw refuse('invalid', 'date-in-future', 'La fecha no puede ser futura.', { field, provision });
  if (date < since) throw refuse('invalid', 'date-before-status', `La fecha debe ser el ${since} o posterior.`, { field, provision });
};

function checkUnused(state: ServiceCentre, year: string | number, used: string): void {
  if (state.documents.includes(documentKey(year, used))) throw refuse('conflict', 'document-already-used', 'Ese documento ya se registró en el año.', { field: 'document', provision });
}

export const serviceCentre = declare(definition, {
  implement: act(definition, {
    summary: 'Implementar el centro',
    provision,
    roles,
    from: ['not-implemented'],
    input: input({ on, act: resolution }),
    facts,
    decide(_, { id, input: { on, act }, facts, today }) {
      checkCentre(facts, provision);
      checkLater(on, '', today);
      return [{ type: 'CentroImplemented', data: { centre: id, on, act } }];
    },
  }),
  suspend: act(definition, {
    summary: 'Suspender el centro',
    provision,
    roles,
    from: ['implemented'],
    input: input({ on, reason }),
    decide({ since }, { id, input: { on, reason }, today }) {
      checkLater(on, since, today);
      return [{ type: 'CentroSuspended', data: { centre: id, on, reason } }];
    },
  }),
  resume: act(definition, {
    summary: 'Reabrir el centro',
    provision,
    roles,
    from: ['suspended'],
    input: input({ on, act: resolution }),
    decide({ since }, { id, input: { on, act }, today }) {
      checkLater(on, since, today);
      return [{ type: 'CentroResumed', data: { centre: id, on, act } }];
    },
  }),
  close: act(definition, {
    summary: 'Cerrar el centro',
    provision,
    roles,
    from: ['implemented', 'suspended'],
    input: input({ on, reason }),
    decide({ since }, { id, input: { on, reason }, today }) {
      checkLater(on, since, today);
      return [{ type: 'CentroClosed', data: { centre: id, on, reason } }];
    },
  }),
  certify: act(definition, {
    summary: 'Registrar una certificación presupuestaria',
    provision,
    roles,
    from: ['implemented', 'suspended'],
    input: input({ year: Year.meta({ title: 'Año' }), meta, amount, document }),
    decide(state, { id, input: { year, meta, amount, document } }) {
      checkUnused(state, year, document);
      return [{ type: 'CreditoCertified', data: { centre: id, year, meta, amount, document } }];
    },
  }),
  charge: act(definition, {
    summary: 'Registrar un gasto',
    provision,
    roles,
    from: ['implemented', 'suspended', 'closed'],
    input: input({ on, pliego: Pliego.meta({ title: 'Pliego', description: `El del MEF es ${mefPliego}` }), meta, amount, concept: publicText(200, 3).meta({ title: 'Concepto' }), document }),
    decide(state, { id, today, input: { on, pliego, meta, amount, concept, document } }) {
      if (pliego !== mefPliego) throw refuse('invalid', 'other-pliego', `Los gastos de los centros se financian con cargo al Pliego MEF (${mefPliego}).`, { field: 'pliego', provision });
      if (on > today) throw refuse('invalid', 'date-in-future', 'La fecha del gasto no puede ser futura.', { field: 'on', provision });
      const { certified = 0, charged = 0 } = state.budgets[budgetKey(yearOf(on), meta)] ?? {};
      if (certified === 0) throw refuse('conflict', 'meta-not-certified', 'Esa meta no tiene crédito certificado en el año del gasto.', { field: 'meta', provision });
      if (charged + amount > certified) throw refuse('conflict', 'budget-exceeded', 'El gasto supera lo que queda del crédito certificado de la meta.', { field: 'amount', provision });
      checkUnused(state, yearOf(on), document);
      return [{ type: 'GastoCharged', data: { centre: id, on, pliego, meta, amount, concept, document } }];
    },
  }),
});
