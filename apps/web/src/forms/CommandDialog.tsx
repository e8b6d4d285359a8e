import { useLayoutEffect, useRef, useState, type FormEvent } from 'react';
import { messageAt, messagesByField } from '../api/failure.ts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { useCommand } from '../api/useCommand.ts';
import type { CommandAnswer } from '../api/request.ts';
import { announce } from '../app/announce.ts';
import { SpecControl } from './Control.tsx';
import { initialValues, missing, toBody, type FieldSpec, type Values } from './fields.ts';

/** A command as a person meets it: its words, its fields and where it is sent. */
export interface CommandSpec {
  readonly title: string;
  /** What the act means and cannot undo, in a sentence or two. */
  readonly explanation: string;
  readonly submit: string;
  /** What to say when it is done. */
  readonly done: string;
  readonly fields: readonly FieldSpec[];
  readonly path: string | ((values: Values) => string);
  readonly version?: number;
  readonly grave?: boolean;
  readonly body?: (values: Values) => unknown;
}

interface CommandDialogProps {
  readonly spec: CommandSpec;
  readonly onClose: (answer?: CommandAnswer) => void;
}

function useCommandForm(spec: CommandSpec, onClose: CommandDialogProps['onClose']) {
  const sending = useCommand();
  const [values, setValues] = useState<Values>(() => initialValues(spec.fields));
  const [empty, setEmpty] = useState<Readonly<Record<string, string>>>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lacking = missing(spec.fields, values);
    setEmpty(lacking);
    if (Object.keys(lacking).length > 0) return;
    const answer = await sending.send({
      path: typeof spec.path === 'function' ? spec.path(values) : spec.path,
      body: spec.body?.(values) ?? toBody(spec.fields, values),
      ...(spec.version !== undefined && { version: spec.version }),
    });
    if (answer === undefined) return;
    announce(spec.done);
    onClose(answer);
  };
  const change = (name: string) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  return { sending, values, change, submit, wrong: { ...messagesByField(sending.failure), ...empty } };
}

/** A command's form in a modal dialog. Esc leaves without doing anything; what was written stays until then. */
export function CommandDialog({ spec, onClose }: CommandDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { sending, values, change, submit, wrong } = useCommandForm(spec, onClose);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close(); // gives the focus back to what asked, which taking the dialog away would not
  }, []);
  const whole = sending.failure && (sending.failure.kind !== 'refused' || !spec.fields.some(({ name }) => messageAt(wrong, name))) ? sending.failure : undefined;
  return (
    <dialog ref={dialog} aria-labelledby="command-title" onCancel={(event) => (event.preventDefault(), onClose())}>
      <form className="form" noValidate onSubmit={submit}>
        <h2 id="command-title">{spec.title}</h2>
        <p className="soft">{spec.explanation}</p>
        <FailureNotice failure={whole} focus />
        {spec.fields.map((field) => (
          <SpecControl key={field.name} spec={field} value={values[field.name] ?? ''} wrong={messageAt(wrong, field.name)} onChange={change(field.name)} />
        ))}
        <div className="actions">
          <button className={`button ${spec.grave ? 'grave' : ''}`} disabled={sending.busy}>
            {sending.busy ? 'Enviando…' : spec.submit}
          </button>
          <button type="button" className="button quiet" onClick={() => onClose()}>
            Cancelar
          </button>
        </div>
      </form>
    </dialog>
  );
}
