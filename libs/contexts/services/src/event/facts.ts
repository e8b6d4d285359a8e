import type { z } from 'zod';
import type { OrganLookup } from '#contracts';
import type { Scope } from '#platform';
import { matterOn, type Matter } from '../catalogue/matter.ts';
import { sealPerson, type DocumentKind } from '../identity.ts';
import { callersOrgan, endOfDay, isCentre, placeAt, termAfter, todayOf } from '../terms.ts';
import { centreAgenda, clashing } from './agenda.ts';
import type { Slot } from './slot.ts';
import { centreOf, type TrainingEvent } from './state.ts';

export interface SlotFacts {
  readonly centre: boolean;
  readonly organ: OrganLookup;
  readonly workingDay: boolean;
}

export function slotFacts({ date }: Pick<Slot, 'date'>, scope: Scope, id: string): SlotFacts {
  const directory = scope.services.directory();
  const centre = centreOf(id);
  return { centre: isCentre(directory, centre), organ: callersOrgan(scope), workingDay: scope.services.calendar().isWorkingDay(date, placeAt(directory, centre)) };
}

export async function proposalFacts(given: Pick<Slot, 'date'> & { readonly matter: string }, scope: Scope, id: string): Promise<SlotFacts & { readonly matter: Matter }> {
  const today = todayOf(scope);
  return { ...slotFacts(given, scope, id), matter: await matterOn(scope, given.matter, given.date > today ? given.date : today) };
}

/** Last instant to record that an event of a date was held. */
export function recordUntil({ services }: Scope, id: string, date: string): string | undefined {
  const last = termAfter(services, 'evento-record-working-days', date, placeAt(services.directory(), centreOf(id)));
  return last && endOfDay(last);
}

/** How the executor loads an event. */
type Load = (id: string) => Promise<{ readonly state: TrainingEvent }>;

/**
 * Reserves an event's room and specialists in the agenda of its centre. Reserved is a round of the event: again it has no
 * effect, and a round that is over, or an event that is cancelled, keeps nothing from anybody.
 * @throws DomainError `agenda-clash`, `event-moved`
 */
export async function reserve(scope: Scope, id: string, slot: Slot, load: Load): Promise<void> {
  const { services, caller, requestId, now } = scope;
  const centre = centreOf(id);
  const { state: agenda } = await services.executor.load(centreAgenda, centre);
  const free = Object.fromEntries((await Promise.all(clashing(agenda, id, slot).map(async (other) => ({ other, round: roundOver(agenda.slots[other]!, (await load(other)).state) })))).flatMap(({ other, round }) => (round === undefined ? [] : [[other, round]])));
  const data = { id: centre, input: { evento: id, slot, free }, facts: undefined, actor: caller, now: now.toISOString(), today: todayOf(scope) };
  await services.executor.execute(centreAgenda, centre, { type: 'reserve', data }, { actor: caller, correlationId: requestId });
}

/** The reserved round, once nothing can make the event need it again. */
function roundOver({ round }: Slot, event: TrainingEvent): number | undefined {
  if (event.status === 'never-proposed') return undefined;
  return event.status === 'cancelled' || event.status === 'notified' || event.slot.round > round ? round : undefined;
}

interface Enrolment {
  readonly name: string;
  readonly documentKind: z.infer<typeof DocumentKind>;
  readonly documentNumber: string;
  readonly entity?: string | undefined;
  readonly contact?: string | undefined;
}

/** Seals a participant under their own key, by which they are known here. */
export async function sealParticipant({ entity, contact, ...person }: Enrolment, { services }: Scope): Promise<{ participant: string; sealed: string }> {
  const { subject, sealed } = await sealPerson(services, person, { ...(entity && { entity }), ...(contact && { contact }) });
  return { participant: subject, sealed };
}
