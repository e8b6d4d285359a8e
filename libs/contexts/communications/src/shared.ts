import { ids, type AskActor } from '#aggregates';
import { deadline, limaDate } from '#calendar';
import { centreOf, choice, policyAt, publicText, Sha256, type DaysPolicy, type Role } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import type { Scope } from '#platform';

/** Those who work at a centre. */
export const centreStaff = ['centre-coordinator', 'administrative-coordinator', 'specialist', 'operator'] as const satisfies readonly Role[];

export const centreOfId = (id: string): string => ids.atCentre.placeOf(id).centre;

export const File = Sha256.meta({ title: 'Archivo', widget: 'file', examples: ['0'.repeat(64)] });

export const subjectText = publicText(160, 4).meta({ title: 'Asunto', description: 'Sin nombres ni datos de personas' });
export const longText = (title: string, description = 'Sin nombres ni datos de personas') => publicText(4_000, 5).meta({ title, description, widget: 'textarea' });
export const reasonText = publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' });

export const mediumNames = { prensa: 'Prensa escrita', radio: 'Radio', television: 'Televisión', web: 'Portal o medio digital', redes: 'Redes sociales', otro: 'Otro medio' } as const;
export const Medium = choice(Object.keys(mediumNames) as (keyof typeof mediumNames)[]).meta({ title: 'Medio', names: mediumNames });

/** Date in Lima on which a request is handled. */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string => limaDate(now.toISOString());

/** Where a centre's working days are counted. */
export const placeOf = ({ services }: Scope, centre: string) => ({ centre, department: centreOf(services.directory(), centre)?.department });

/** Last instant of a term in working days that starts today: of the centre, or of the ministry's organs. @throws DomainError `policy-missing` */
export function dueIn(scope: Scope, policy: DaysPolicy, centre?: string): string {
  const from = todayOf(scope);
  const workingDays = policyAt(scope.services.directory(), policy, from)?.value;
  if (workingDays === undefined) throw refuse('conflict', 'policy-missing', 'Ninguna política vigente fija el plazo de este acto.');
  return deadline(scope.services.calendar(), { from, workingDays, place: centre === undefined ? {} : placeOf(scope, centre) }).dueInstant;
}

/** Codes of the ministry's own centres, in order. */
export const ownCentres = ({ services }: Scope): readonly string[] => [...services.directory().centres.values()].filter(({ foreign }) => !foreign).map(({ code }) => code).sort();

/** @throws DomainError `file-not-found` */
export async function checkFile({ services }: Scope, sha256: string | undefined, field: string): Promise<void> {
  if (sha256 !== undefined) await existingFile(services.files, sha256, field);
}

/** @throws DomainError `other-organ` */
export function checkOrgan(actor: AskActor, organ: string, provision: string): void {
  if (actor.organ !== organ) throw refuse('forbidden', 'other-organ', 'Este acto es de otro órgano.', { provision });
}
