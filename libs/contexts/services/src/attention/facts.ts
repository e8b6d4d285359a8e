import type { z } from 'zod';
import { lookUpOrgan, organInForce, type OrganLookup } from '#contracts';
import type { Scope } from '#platform';
import { matterOn, type Matter } from '../catalogue/matter.ts';
import { serviceOffer } from '../offer/offer.ts';
import { poiPlan, type Meta } from '../poi/plan.ts';
import { sealPerson, type DocumentKind } from '../identity.ts';
import { isCentre, todayOf } from '../terms.ts';
import { cutoffOf } from './cutoff.ts';
import { linkedOn, linksView } from './link.ts';

interface Asked {
  readonly date?: string | undefined;
  readonly kind: string;
  readonly matter: string;
  readonly person?: string | undefined;
  readonly documentKind: z.infer<typeof DocumentKind>;
  readonly documentNumber?: string | undefined;
}

/** What recording an attention must know. */
export interface Known {
  readonly centre: boolean;
  /** Of the specialist, on the date of the service. */
  readonly organ: OrganLookup;
  /** Whether the specialist is linked with centre and organ on that date; `undefined` while staffing has told nothing of them. */
  readonly linked?: boolean | undefined;
  readonly matter: Matter;
  /** Last date on which it may be recorded and closed. */
  readonly cutoff?: string | undefined;
  /** Of the specialist's organ in the year of the service, by code. */
  readonly metas: Readonly<Record<string, Meta>>;
  /** First date on which the service is suspended at the centre. */
  readonly suspendedSince?: string | undefined;
  readonly sealed?: { readonly subject: string; readonly sealed: string } | undefined;
}

export async function factsOf(asked: Asked, scope: Scope, id: string): Promise<Known> {
  const { services, caller } = scope;
  const { executor } = services;
  const directory = services.directory();
  const date = asked.date ?? todayOf(scope);
  const [centre = '', organ = ''] = [caller.centre, caller.organ];
  const at = id.slice(0, id.indexOf('-'));
  const [matter, cutoff, plan, offer, specialist, sealed] = await Promise.all([
    matterOn(scope, asked.matter, date),
    cutoffOf(services, at, date),
    executor.load(poiPlan, `${organ}.${date.slice(0, 4)}`),
    executor.load(serviceOffer, at),
    services.views.get(linksView, caller.id),
    sealAttended(asked, scope),
  ]);
  const offered = offer.state.services[asked.kind];
  return {
    centre: centre === at && isCentre(directory, at),
    organ: organInForce(directory, organ, date) ? lookUpOrgan(directory, organ, date) : lookUpOrgan(directory, organ, todayOf(scope)),
    linked: specialist && linkedOn(specialist, at, organ, date),
    matter,
    cutoff,
    metas: plan.state.metas,
    ...(offered?.standing === 'suspended' && { suspendedSince: offered.since }),
    sealed,
  };
}

const sealAttended = async ({ person, documentKind, documentNumber }: Asked, { services }: Scope): Promise<Known['sealed']> =>
  person === undefined || documentNumber === undefined ? undefined : sealPerson(services, { name: person, documentKind, documentNumber });
