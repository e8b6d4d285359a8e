import { hash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { act, declare, define, events, ids, systemAsks, type Ask } from '#aggregates';
import { limaDate } from '#calendar';
import { CentreCode, LocalDate } from '#contracts';
import type { Executor } from '#event-store';
import type { Json } from '#kernel';
import { subjectOf, type KeyStore } from '#personal-data';
import type { Services, Timer } from '#platform';
import { anonymously, endOf, eraseKey, hold, sealAlone, takeOut } from '../anonymous/hold.ts';
import { dueOf, type SaidClean } from './said.ts';
import { suggestionAggregate } from './suggestion.ts';

const provision = 'DIR.5.5.e';
const centre = CentreCode;

/** What was dropped at a centre waits sealed until the day is over, and comes out in another order, under other keys. */
export const urnEvents = events({
  SugerenciaHeld: { provision, title: 'Sugerencia en el buzón', data: z.strictObject({ centre, date: LocalDate, sealed: z.string() }) },
  SugerenciasTakenOut: { provision, title: 'Sugerencias sacadas del buzón', data: z.strictObject({ centre, date: LocalDate, taken: z.int() }) },
});

interface Urn {
  readonly status: 'kept';
  readonly pending: readonly { readonly date: string; readonly sealed: string }[];
  /** Subjects of what was taken out: their keys are erased. */
  readonly spent: readonly string[];
}

const definition = define<Urn, typeof urnEvents>({
  name: 'suggestion-urn',
  title: ['Ánfora de sugerencias', 'Ánforas de sugerencias'],
  id: ids.centre,
  events: urnEvents,
  initialState: { status: 'kept', pending: [], spent: [] },
  evolve: {
    SugerenciaHeld: (state, { date, sealed }) => ({ ...state, pending: [...state.pending, { date, sealed }] }),
    SugerenciasTakenOut: ({ pending, spent, ...state }, { date }) => ({ ...state, pending: pending.filter((each) => each.date > date), spent: [...spent, ...pending.filter((each) => each.date <= date).map(({ sealed }) => subjectOf(sealed))] }),
  },
  statuses: { kept: 'En custodia' },
  record: { version: 1, summary: (_, id) => ({ title: id }) },
});

const Hold = z.strictObject({});
const Take = z.strictObject({ date: LocalDate });

export const urn = declare(definition, {
  hold: act(definition, {
    summary: 'Dejar una sugerencia',
    provision,
    roles: [],
    from: ['kept'],
    input: Hold,
    decide: (_, { id, facts: { sealed }, today }: Ask<object, { readonly sealed: string }>) => [{ type: 'SugerenciaHeld', data: { centre: id, date: today, sealed } }],
  }),
  take: act(definition, {
    summary: 'Sacar las sugerencias del día',
    provision,
    roles: [],
    from: ['kept'],
    input: Take,
    decide({ pending }, { id, input: { date }, facts: { spent } }: Ask<z.infer<typeof Take>, { readonly spent: readonly string[] }>) {
      const taken = pending.filter((each) => each.date <= date);
      // One that came in between waits for the next time: it was not opened.
      if (taken.length === 0 || taken.some(({ sealed }) => !spent.includes(subjectOf(sealed)))) return [];
      return [{ type: 'SugerenciasTakenOut', data: { centre: id, date, taken: taken.length } }];
    },
  }),
});

/** `nonce`: known from the held text alone, so that taking out again finds what it already did, and nobody else can. */
interface HeldSuggestion extends SaidClean {
  readonly nonce: string;
}

/** Puts a suggestion into a centre's urn. */
export async function holdSuggestion(centreCode: string, said: SaidClean, now: Date, { executor, keys }: Pick<Services, 'executor' | 'keys'>): Promise<void> {
  const held: HeldSuggestion = { nonce: randomUUID(), ...said };
  const sealed = await hold(held as unknown as Json, keys);
  await executor.execute(urn, centreCode, systemAsks('hold', { id: centreCode, facts: { sealed }, now }), anonymously(limaDate(now.toISOString())));
}

type Taking = Pick<Services, 'executor' | 'keys' | 'directory'>;

async function takeAll(centreCode: string, dueAt: string, now: Date, services: Taking): Promise<Awaited<ReturnType<Executor['execute']>>> {
  const { executor, keys } = services;
  const date = limaDate(dueAt);
  const { state } = await executor.load(urn, centreCode);
  const due = state.pending.filter((each) => each.date <= date).map(({ sealed }) => sealed);
  for (const said of await takeOut<HeldSuggestion>(due, keys)) await drop(centreCode, said, date, now, services);
  const spent = due.map(subjectOf);
  const outcome = await executor.execute(urn, centreCode, systemAsks('take', { id: centreCode, input: { date }, facts: { spent }, now }), anonymously(date));
  if (outcome.events.length > 0) for (const subject of spent) await eraseKey(subject, keys);
  return outcome;
}

async function drop(centreCode: string, { nonce, about, service, post, text, redacted }: HeldSuggestion, date: string, now: Date, services: Taking): Promise<void> {
  const id = `${centreCode}-${nonce.replaceAll('-', '').slice(0, 12)}`;
  const facts = { sealed: await sealAlone(text, services.keys), redacted, due: dueOf(date, { services, now }) };
  const mark = { id: hash('sha256', `suggestion ${nonce}`), fingerprint: 'drop' };
  await services.executor.execute(suggestionAggregate, id, systemAsks('drop', { id, input: { date, about, ...(service && { service }), ...(post && { post }) }, facts, now }), { ...anonymously(date), mark });
}

interface Dated {
  readonly centre: string;
  readonly date: string;
}

/** At the end of each day on which something was dropped. */
export const emptyUrns: Timer = {
  name: 'suggestion-urn',
  events: ['SugerenciaHeld', 'SugerenciasTakenOut'],
  changes({ type, data }) {
    const { centre: code, date } = data as Dated;
    const key = `${code} ${date}`;
    return [type === 'SugerenciaHeld' ? { key, dueAt: endOf(date) } : { key, cleared: true }];
  },
  fire: (key, dueAt, now, services) => ({ run: () => takeAll(key.split(' ')[0]!, dueAt, now, services) }),
};

/** Keys that a crash left, or that an old copy of the key store brought back. */
export async function eraseUrnKeys({ directory, executor, keys }: Pick<Services, 'directory' | 'executor'> & { readonly keys: Pick<KeyStore, 'erase'> }): Promise<void> {
  for (const code of directory().centres.keys()) {
    const { state } = await executor.load(urn, code);
    for (const subject of state.spent) await eraseKey(subject, keys);
  }
}
