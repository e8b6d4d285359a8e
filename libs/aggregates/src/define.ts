import type { z } from 'zod';
import type { Role } from '#contracts';
import { refuse, type Aggregate, type DomainError, type DomainEvent } from '#kernel';
import type { Caller, Scope } from '#platform';
import type { DataOf, EventOf, EventSpecs } from './events.ts';
import type { IdKind } from './ids.ts';

/** Every state says where in its life the aggregate stands. */
export interface Standing {
  readonly status: string;
}

/** Somebody has to act. */
export interface Wait {
  /** Whose turn it is: everybody of a role at a centre, of an organ or, without either, of the nation; or one person. */
  readonly role: Role;
  readonly centre?: string;
  readonly organ?: string;
  readonly person?: string;
  /** Verb of the act that ends it. */
  readonly act: string;
  /** Last instant in time, ISO 8601, where there is one. */
  readonly due?: string;
}

/** What lists tell of an instance, and are filtered by. */
export interface Summary {
  /** es-PE, without personal data. */
  readonly title: string;
  readonly centre?: string;
  readonly organ?: string;
  /** Account of the person that it is about. */
  readonly person?: string;
}

export interface RecordSpec<S extends Standing> {
  /** Raised whenever `evolve`, `summary` or `waits` change: the view is then rebuilt. */
  readonly version: number;
  summary(state: S, id: string): Summary;
  /** Who has to act next; the first of them where several do. */
  waits?(state: S, id: string): Wait | undefined;
  /**
   * Who may read it. `place`, unless told: everybody of its centre, of its organ, and national roles; a person to whom it
   * is about. `all`: everybody who is signed in. Nobody else learns that it exists.
   */
  readonly readers?: 'place' | 'all' | ((caller: Caller, record: Summary, state: S) => boolean);
  /** What of the state is shown, with its seals opened for this reader. All of it, unless told. */
  show?(state: S, scope: Scope, id: string): object | Promise<object>;
  /** es-PE, by key: how what is shown is called, and with `widget: 'money'` that it is céntimos, where no input or event says so. */
  readonly labels?: Readonly<Record<string, string | { readonly title: string; readonly widget: string }>>;
}

export interface DefinitionSpec<S extends Standing, M extends EventSpecs> {
  /** Kebab-case, the prefix of its streams. Never changes. */
  readonly name: string;
  /** Plural, in paths and of its view; `<name>s` unless told. */
  readonly path?: string;
  /** es-PE: singular and plural, as screens call it. */
  readonly title: readonly [one: string, many: string];
  readonly id: IdKind;
  readonly events: M;
  readonly initialState: S;
  readonly evolve: { readonly [T in keyof M]: (state: S, data: DataOf<M, T>) => S };
  /** es-PE. */
  readonly statuses: Readonly<Record<S['status'], string>>;
  readonly record: RecordSpec<S>;
}

export interface Definition<S extends Standing, M extends EventSpecs> extends DefinitionSpec<S, M> {
  readonly path: string;
}

/** What a command tells the decider. Time, actor and facts are given: it looks nothing up. */
export interface Ask<I = unknown, X = unknown> {
  readonly id: string;
  readonly input: I;
  readonly facts: X;
  readonly actor: AskActor;
  /** ISO 8601. */
  readonly now: string;
  /** The date in Lima. */
  readonly today: string;
}

/** Who acts, from the session; `system` fires timers and carries policies out. */
export interface AskActor {
  readonly id: string;
  readonly role: string;
  readonly centre?: string;
  readonly organ?: string;
}

export interface ActSpec<S extends Standing, E extends DomainEvent, F extends S['status'], I extends z.ZodObject, X> {
  /** es-PE, as a button says it: «Visar los TdR». */
  readonly summary: string;
  readonly provision: string;
  /** Roles that may ask for it over HTTP; empty where only the platform itself does. */
  readonly roles: readonly Role[];
  /** Statuses in which it can be done; the initial one where it founds the aggregate. */
  readonly from: readonly F[];
  readonly input: I;
  /** Accounts that may not do it: it would be their own that they endorse, conform, approve, grant or answer. */
  notBy?(state: S, id: string): readonly (string | undefined)[];
  /** What other streams, files, seals or the reference data tell that it must know. Refuses what can't be. */
  facts?(input: z.infer<I>, scope: Scope, id: string): X | Promise<X>;
  /** Pure. @throws DomainError */
  decide(state: S & { readonly status: F }, ask: Ask<z.infer<I>, X>): readonly E[];
}

/** An act whose own types are known to itself alone. */
export interface Act {
  readonly summary: string;
  readonly provision: string;
  readonly roles: readonly Role[];
  readonly from: readonly string[];
  readonly input: z.ZodObject;
  notBy?(state: never, id: string): readonly (string | undefined)[];
  facts?(input: never, scope: Scope, id: string): unknown;
  decide(state: never, ask: never): readonly DomainEvent[];
}

/** Command: `type` is the act's verb. */
export interface AskCommand {
  readonly type: string;
  readonly data: Ask;
}

export interface Declared<S extends Standing = Standing, M extends EventSpecs = EventSpecs> extends Aggregate<S, AskCommand, EventOf<M>> {
  readonly definition: Definition<S, M>;
  readonly acts: Readonly<Record<string, Act>>;
}

/** A declared aggregate whose state and events are known to itself alone. */
export interface AnyDeclared {
  readonly name: string;
  readonly events: Readonly<Record<string, { readonly provision: string }>>;
  readonly definition: { readonly name: string };
  readonly acts: Readonly<Record<string, Act>>;
}

export const define = <S extends Standing, const M extends EventSpecs>(spec: DefinitionSpec<S, M>): Definition<S, M> => ({ ...spec, path: spec.path ?? `${spec.name}s` });

/** Declares an act of the aggregate that is being declared. */
export const act = <S extends Standing, M extends EventSpecs, const F extends S['status'], I extends z.ZodObject, X = undefined>(
  _: Definition<S, M>,
  spec: ActSpec<S, EventOf<M>, F, I, X>,
): Act => spec as unknown as Act;

/** The aggregate: its definition with its acts, by verb (kebab-case). */
export function declare<S extends Standing, M extends EventSpecs>(definition: Definition<S, M>, acts: Readonly<Record<string, Act>>): Declared<S, M> {
  const { name, events, initialState, evolve, id } = definition;
  return {
    name,
    definition,
    acts,
    initialState,
    events: Object.fromEntries(Object.entries(events).map(([type, { version = 1, provision }]) => [type, { version, provision }])) as Declared<S, M>['events'],
    // Of an id of another form nothing can be told; it is refused as such.
    placeOf: (instance) => (id.schema.safeParse(instance).success ? id.placeOf(instance) : {}),
    decide({ type, data }, state) {
      const known = acts[type];
      if (!known) throw new Error(`${name} has no act ${type}`);
      checkStatus(definition, known, state);
      if (known.notBy?.(state as never, data.id).includes(data.actor.id)) throw ownAct(known);
      return known.decide(state as never, data as never) as readonly EventOf<M>[];
    },
    evolve: (state, event) => evolve[event.type as keyof M](state, event.data as never),
  };
}

/** @throws DomainError `<name>-unknown`, `<name>-already-exists`, `status-not-allowed` */
function checkStatus<S extends Standing, M extends EventSpecs>({ name, title, statuses, initialState }: Definition<S, M>, { from, summary, provision }: Act, { status }: S): void {
  if (from.includes(status)) return;
  const [one] = title;
  if (status === initialState.status) throw refuse('not-found', `${name}-unknown`, `No existe con ese código: ${one}.`, { provision });
  if (from.every((each) => each === initialState.status)) throw refuse('conflict', `${name}-already-exists`, `Ya existe con ese código: ${one}, «${statuses[status as S['status']]}».`, { provision });
  throw refuse('conflict', 'status-not-allowed', `No es posible ahora: «${summary}». Está «${statuses[status as S['status']]}»; tendría que estar ${from.map((each) => `«${statuses[each as S['status']]}»`).join(' o ')}.`, { provision });
}

const ownAct = ({ summary, provision }: Act): DomainError =>
  refuse('forbidden', 'own-act', `Nadie hace esto sobre lo suyo: «${summary}». Debe hacerlo otra persona.`, { provision });
