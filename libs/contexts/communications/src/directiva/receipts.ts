import { z } from 'zod';
import { act, declare, define, events, ids, type Ask } from '#aggregates';
import { CentreCode, Id, input, OrganId, Role } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { recordView } from '#serving';
import { directiva, DirectivaId, load, provision, type Directiva } from './directiva.ts';
import { isAddressedTo } from './recipients.ts';

const receipt = { directiva: DirectivaId, organ: OrganId, person: Id, centre: CentreCode, role: Role };

const told = events({
  DirectivaDelivered: { provision, title: 'Directiva entregada a su destinatario', data: z.strictObject(receipt) },
  DirectivaRead: { provision, title: 'Directiva leída por su destinatario', data: z.strictObject(receipt) },
});

type Receipts = { readonly status: 'none' | 'open'; readonly delivered: readonly string[]; readonly read: readonly string[]; readonly role?: Role; readonly centre?: string };

/** What a person has received and read, called by the account: a receipt is given by the recipient alone. */
const definition = define<Receipts, typeof told>({
  name: 'directiva-receipts',
  path: 'directiva-receipts',
  title: ['Acuses de directivas', 'Acuses de directivas'],
  id: ids.person,
  events: told,
  initialState: { status: 'none', delivered: [], read: [] },
  evolve: {
    DirectivaDelivered: (state, { directiva, role, centre }) => ({ ...state, status: 'open', role, centre, delivered: [...state.delivered, directiva] }),
    DirectivaRead: (state, { directiva }) => ({ ...state, status: 'open', read: [...state.read, directiva] }),
  },
  statuses: { none: 'Sin acuses', open: 'Con acuses' },
  record: {
    version: 1,
    readers: (caller, { person }) => caller.id === person || (!caller.centre && !caller.organ),
    summary: ({ centre }, id) => ({ title: 'Directivas recibidas', person: id, ...(centre && { centre }) }),
    waits: ({ delivered, read, role }, id) => (delivered.some((each) => !read.includes(each)) ? { role: role!, person: id, act: 'read' } : undefined),
  },
});

const roles = ['centre-coordinator', 'specialist'] as const;
const view = recordView(directiva);

/** Those in force that are addressed to the caller; whoever is new finds what was sent before. */
export async function addressedTo({ services, caller }: Scope): Promise<readonly { readonly id: string; readonly state: Extract<Directiva, { readonly status: 'in-force' | 'superseded' }>; readonly updatedAt: string }[]> {
  const { role, centre, organ } = caller;
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await services.views.find(view, { where: { status: 'in-force' }, orderBy: 'updatedAt', descending: true, limit: 200, ...(cursor && { cursor }) });
    for (const { id, state, updatedAt } of page.documents) {
      if (state.status !== 'not-sent' && isAddressedTo(state.recipients, { role, ...(centre && { centre }), ...(organ && { organ }) })) found.push({ id, state, updatedAt });
    }
    cursor = page.next;
  } while (cursor);
  return found;
}

/** @throws DomainError `not-the-recipient` */
function checkIsOwn({ id, actor }: Ask): void {
  if (id !== actor.id) throw refuse('forbidden', 'not-the-recipient', 'El acuse lo da solo el destinatario, en su propia cuenta.', { provision });
}

const data = ({ actor }: Ask, id: string, organ: string) => ({ directiva: id, organ, person: actor.id, centre: actor.centre!, role: actor.role as Role });

export const directivaReceipts = declare(definition, {
  receive: act(definition, {
    summary: 'Recibir lo vigente',
    provision,
    roles,
    from: ['none', 'open'],
    input: input({}),
    facts: async (_, scope) => (await addressedTo(scope)).map(({ id, state: { organ } }) => ({ id, organ })),
    decide(state, ask) {
      checkIsOwn(ask);
      return ask.facts.filter(({ id }) => !state.delivered.includes(id)).map(({ id, organ }) => ({ type: 'DirectivaDelivered', data: data(ask, id, organ) }));
    },
  }),
  read: act(definition, {
    summary: 'Acusar lectura',
    provision,
    roles,
    from: ['none', 'open'],
    input: input({ directiva: DirectivaId }),
    facts: ({ directiva: id }, scope): Promise<Directiva> => load(scope, id),
    decide(state, ask) {
      checkIsOwn(ask);
      const { facts, actor } = ask;
      const id = ask.input.directiva;
      if (facts.status === 'not-sent' || !isAddressedTo(facts.recipients, actor)) throw refuse('not-found', 'directiva-unknown', 'No existe esa directiva entre las que le remitieron.', { field: 'directiva', provision });
      if (state.read.includes(id)) throw refuse('conflict', 'already-read', 'Ya acusó su lectura.', { field: 'directiva', provision });
      const receipt = data(ask, id, facts.organ);
      return [...(state.delivered.includes(id) ? [] : [{ type: 'DirectivaDelivered', data: receipt } as const]), { type: 'DirectivaRead', data: receipt }];
    },
  }),
});
