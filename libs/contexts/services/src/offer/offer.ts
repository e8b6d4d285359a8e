import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { catalogueEntry, EntryId, entryOn } from '../catalogue/entry.ts';
import { isCentre, noCentre, todayOf } from '../terms.ts';
import { lacking, readinessView } from './readiness.ts';

const provision = 'DIR.5.1.2.a';

const told = events({
  ServicioOpenedInCentro: { provision, title: 'Servicio abierto en el centro', data: z.strictObject({ centre: CentreCode, service: EntryId, from: LocalDate, readiness: z.enum(['operational', 'never-declared']), by: Id }) },
  ServicioSuspendedInCentro: { provision, title: 'Servicio suspendido en el centro', data: z.strictObject({ centre: CentreCode, service: EntryId, from: LocalDate, reason: z.string(), by: Id }) },
});

interface Offered {
  readonly standing: 'open' | 'suspended';
  /** First date. */
  readonly since: string;
}

interface Offer {
  readonly status: 'none' | 'offered';
  /** By code in the catalogue. */
  readonly services: Readonly<Record<string, Offered>>;
}

const change = ({ services }: Offer, service: string, offered: Offered): Offer => ({ status: 'offered', services: { ...services, [service]: offered } });

const definition = define<Offer, typeof told>({
  name: 'service-offer',
  title: ['Oferta de servicios', 'Oferta de servicios por centro'],
  id: ids.centre,
  events: told,
  initialState: { status: 'none', services: {} },
  evolve: {
    ServicioOpenedInCentro: (state, { service, from }) => change(state, service, { standing: 'open', since: from }),
    ServicioSuspendedInCentro: (state, { service, from }) => change(state, service, { standing: 'suspended', since: from }),
  },
  statuses: { none: 'Sin servicios', offered: 'Con servicios' },
  record: { version: 1, labels: { services: 'Servicios', standing: 'Estado', since: 'Desde' }, readers: 'all', summary: ({ services }, centre) => ({ title: `Servicios abiertos: ${Object.values(services).filter(({ standing }) => standing === 'open').length}`, centre }) },
});

const service = EntryId.meta({ title: 'Servicio', widget: 'record', of: 'catalogue-entries' });
const from = LocalDate.meta({ title: 'Desde' });

async function openingFacts({ service: id, from: date }: { readonly service: string; readonly from: string }, scope: Scope, centre: string) {
  const { services } = scope;
  const [{ state }, readiness] = await Promise.all([services.executor.load(catalogueEntry, id), services.views.get(readinessView, centre)]);
  const isService = state.status !== 'never-defined' && state.kind === 'servicio' && entryOn(state, date > todayOf(scope) ? date : todayOf(scope)) !== undefined;
  return { centre: isCentre(services.directory(), centre), isService, readiness };
}

/** Which services a centre offers (DIR.5.1.2.a): one stream a centre, so that a service is open or suspended and never both. */
export const serviceOffer = declare(definition, {
  open: act(definition, {
    summary: 'Abrir un servicio en el centro',
    provision,
    roles: ['ogauc'],
    from: ['none', 'offered'],
    input: input({ service, from }),
    facts: openingFacts,
    decide({ services }, { id, input: { service, from }, facts, actor }) {
      if (!facts.centre) throw noCentre(provision);
      if (!facts.isService) throw refuse('invalid', 'service-unknown', 'No hay un servicio vigente con ese código en el catálogo.', { field: 'service', provision });
      if (facts.readiness?.operational === false) throw refuse('conflict', 'centre-not-operational', `El centro no está operativo. Falta: ${lacking(facts.readiness)}.`, { provision: 'DIR.4.3' });
      const before = services[service];
      if (before?.standing === 'open') throw refuse('conflict', 'service-already-open', 'El servicio ya está abierto en este centro.', { field: 'service', provision });
      if (before && from < before.since) throw refuse('invalid', 'opened-before-suspended', `Debe ser desde el ${before.since}, cuando se suspendió, o después.`, { field: 'from', provision });
      return [{ type: 'ServicioOpenedInCentro', data: { centre: id, service, from, readiness: facts.readiness ? ('operational' as const) : ('never-declared' as const), by: actor.id } }];
    },
  }),
  suspend: act(definition, {
    summary: 'Suspender un servicio en el centro',
    provision,
    roles: ['ogauc'],
    from: ['offered'],
    input: input({ service, from, reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide({ services }, { id, input: { service, from, reason }, actor }) {
      const before = services[service];
      if (before?.standing !== 'open') throw refuse('conflict', 'service-not-open', 'El servicio no está abierto en este centro.', { field: 'service', provision });
      if (from < before.since) throw refuse('invalid', 'suspended-before-opened', `Debe ser desde el ${before.since}, cuando se abrió, o después.`, { field: 'from', provision });
      return [{ type: 'ServicioSuspendedInCentro', data: { centre: id, service, from, reason, by: actor.id } }];
    },
  }),
});
