import { inForceOrSuccessor, lookUpOrgan, type OrganLookup } from '#contracts';
import { checkIdentity } from '#personal-data';
import type { Scope } from '#platform';
import { lookUpCentre, type CentreLookup } from '../centres.ts';
import { serviceCentre } from '../service-centre/service-centre.ts';
import { signedContracts, type KnownContract } from './contracts-view.ts';
import { linkedSubjects } from './subjects-view.ts';

interface Who {
  readonly name: string;
  readonly dni: string;
  readonly centre: string;
  readonly organ: string;
  readonly from: string;
}

export interface LinkFacts {
  readonly centre: CentreLookup;
  readonly closed: boolean;
  readonly organ: OrganLookup;
  /** Organ that the Resolution names for implantadores and for EAT, or whoever took over. */
  readonly of: { readonly implantador?: string; readonly eat?: string };
  readonly subject: string;
  readonly sealed: string;
  /** The same DNI is linked under another account on that date. */
  readonly elsewhere: boolean;
  /** Contracts of the person that were signed here. */
  readonly contracts: readonly KnownContract[];
}

/** @throws DomainError `invalid-dni`, `subject-erased` */
export async function linkFacts({ name, dni, centre, organ, from }: Who, scope: Scope, person: string): Promise<LinkFacts> {
  const { services } = scope;
  const directory = services.directory();
  const subject = await services.keys.subjectFor(checkIdentity({ kind: 'DNI', number: dni }, 'dni'));
  const [sealed, { state }, contracts, linked] = await Promise.all([
    services.keys.seal(subject, { name, dni }),
    services.executor.load(serviceCentre, centre),
    contractsOf(person, scope),
    services.views.get(linkedSubjects, subject),
  ]);
  const implantador = inForceOrSuccessor(directory, 'ogti', from);
  const eat = inForceOrSuccessor(directory, 'dgpi', from);
  return {
    centre: lookUpCentre(scope, centre),
    closed: state.status === 'closed',
    organ: lookUpOrgan(directory, organ, from),
    of: { ...(implantador !== undefined && { implantador }), ...(eat !== undefined && { eat }) },
    subject,
    sealed,
    elsewhere: linked !== undefined && linked.person !== person && (linked.end === undefined || linked.end > from),
    contracts,
  };
}

export const contractsOf = async (person: string, { services }: Scope): Promise<readonly KnownContract[]> => (await services.views.get(signedContracts, person))?.contracts ?? [];
