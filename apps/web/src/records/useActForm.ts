import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { messagesByField } from '../api/failure.ts';
import { newIntent } from '../api/intent.ts';
import type { CommandAnswer } from '../api/request.ts';
import { useCommand } from '../api/useCommand.ts';
import { draftKey, dropDraft, keepDraft, readDraft, type DraftOf } from '../forms/schema/drafts.ts';
import { plain, type Schema } from '../forms/schema/schema.ts';
import { blank, isTouched, problemsIn, toInput, type Problems, type Typed } from '../forms/schema/typed.ts';
import { useActor } from '../session/store.ts';
import { pathOf, type ActEntry, type Register } from './model.ts';
import { askedFor, newId, newToken } from './newId.ts';

export interface Acting {
  readonly register: Register;
  readonly act: ActEntry;
  /** What is acted on; absent where the act founds it. */
  readonly on?: { readonly id: string; readonly version: number };
}

interface State {
  readonly typed: Typed;
  /** What the code of a new record is made of: `told` by the person, and a `token`. */
  readonly told: string;
  readonly token: string;
}

/** The code's own question goes before the schema's fields. */
const toldPath = 'id';

const fresh = (schema: Schema): State => ({ typed: blank(schema), told: '', token: newToken() });

function useDraft(of: DraftOf, schema: Schema) {
  const [kept] = useState(() => readDraft(of));
  const [state, setState] = useState<State>(() => {
    const [token = newToken(), told = ''] = (kept?.id ?? '').split(' ');
    return kept === undefined ? fresh(schema) : { typed: kept.typed, told, token: token || newToken() };
  });
  const [restored, setRestored] = useState(kept?.at);
  useEffect(() => {
    if (isTouched(schema, state.typed)) keepDraft(of, schema, { at: Date.now(), typed: state.typed, id: `${state.token} ${state.told}` });
  }, [of, schema, state]);
  const clear = () => {
    dropDraft(of);
    draftKey(of).write(undefined);
    setRestored(undefined);
    setState(fresh(schema));
  };
  return { state, setState, restored, clear };
}

/** The form of an act: its draft, what is wrong with it, and its sending. */
export function useActForm({ register, act, on }: Acting, onDone: (answer: CommandAnswer) => void) {
  const actor = useActor();
  const client = useQueryClient();
  const schema = useMemo(() => plain(act.input), [act]);
  const of = useMemo((): DraftOf => ({ person: actor.id, path: register.path, id: on?.id ?? '', verb: act.verb }), [actor.id, register.path, on?.id, act.verb]);
  const { state, setState, restored, clear } = useDraft(of, schema);
  const [intent] = useState(() => newIntent(draftKey(of)));
  const sending = useCommand(intent);
  const [lacking, setLacking] = useState<Problems>({});
  const [version, setVersion] = useState(on?.version);
  // Of a lost answer nobody knows whether it was carried out: what changed may be one's own, and the same key tells.
  const unknown = sending.failure !== undefined && sending.failure.kind !== 'refused';
  const asks = on === undefined ? askedFor(register.id, actor) : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const id = on?.id ?? newId(register, actor, state.told.trim(), state.token);
    const problems = { ...(id === '' && { [toldPath]: 'Complete este dato.' }), ...problemsIn(schema, state.typed) };
    setLacking(problems);
    sending.forget();
    if (Object.keys(problems).length > 0) return;
    const answer = await sending.send({ path: `${pathOf(register.path, id)}/${act.verb}`, body: toInput(schema, state.typed) ?? {}, ...(version !== undefined && { version }) });
    if (answer === undefined) return void client.invalidateQueries({ queryKey: ['records'] });
    dropDraft(of);
    onDone({ ...answer, id });
  };

  return {
    schema,
    asks,
    state,
    restored,
    clear,
    submit,
    sending,
    problems: { ...messagesByField(sending.failure), ...lacking } as Problems,
    change: (typed: Typed) => setState((old) => ({ ...old, typed })),
    tell: (told: string) => setState((old) => ({ ...old, told })),
    /** Whether it changed since the form was opened. */
    changed: on !== undefined && !sending.busy && !unknown && version !== on.version,
    takeNew: () => {
      sending.forget();
      setVersion(on?.version);
    },
  };
}

export type ActForm = ReturnType<typeof useActForm>;
