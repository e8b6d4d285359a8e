import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CommandAnswer } from '../api/request.ts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { announce } from '../app/announce.ts';
import { dateTime } from '../app/format.ts';
import { provisionWords } from '../app/provision.ts';
import { Field } from '../forms/Field.tsx';
import { LeafControl } from '../forms/schema/LeafControl.tsx';
import { GroupFields } from '../forms/schema/SchemaField.tsx';
import type { Schema } from '../forms/schema/schema.ts';
import { ProblemList } from './ProblemList.tsx';
import type { Asked } from './newId.ts';
import { useActForm, type Acting, type ActForm } from './useActForm.ts';

interface ActDialogProps {
  readonly acting: Acting;
  /** What the act is on, in words. */
  readonly about: string;
  readonly onClose: (answer?: CommandAnswer) => void;
}

const isWide = ({ properties = {} }: Schema): boolean => Object.keys(properties).length > 4 || Object.values(properties).some(({ type }) => type === 'array' || type === 'object');

const controls = 'input, select, textarea';

/** An act's form in a modal dialog. Esc leaves without doing anything; what was written is kept for when it is opened again. */
export function ActDialog({ acting, about, onClose }: ActDialogProps) {
  const { register, act, on } = acting;
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useActForm(acting, (answer) => {
    announce(`${act.title}: registrado.`);
    onClose(answer);
  });
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>(controls)?.focus();
    return () => shown?.close(); // gives the focus back to what asked, which taking the dialog away would not
  }, []);
  return (
    <dialog ref={dialog} className={isWide(form.schema) ? 'wide' : ''} aria-labelledby="act-title" onCancel={(event) => (event.preventDefault(), onClose())}>
      <form className="form" noValidate onSubmit={(event) => void form.submit(event)}>
        <div>
          <h2 id="act-title">{act.title}</h2>
          <p className="small soft">
            {register.title}: {about} · {provisionWords(act.provision)}
          </p>
        </div>
        {form.restored !== undefined && (
          <p className="notice" role="status">
            Se recuperó lo que escribió el {dateTime(new Date(form.restored).toISOString())}.{' '}
            <button type="button" className="link-button" onClick={form.clear}>
              Empezar de nuevo
            </button>
          </p>
        )}
        {form.changed && <Changed takeNew={form.takeNew} />}
        <Wrong form={form} dialog={dialog} />
        <CodeField asks={form.asks} form={form} />
        <GroupFields schema={form.schema} path={[]} typed={form.state.typed} problems={form.problems} onChange={form.change} />
        {on === undefined && <p className="small soft">El código lo pone la plataforma.</p>}
        <div className="actions">
          <button className="button" disabled={form.sending.busy || form.changed}>
            {form.sending.busy ? 'Enviando…' : act.title}
          </button>
          <button type="button" className="button quiet" onClick={() => onClose()}>
            Cancelar
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Changed({ takeNew }: { readonly takeNew: () => void }) {
  return (
    <div className="notice warn" role="alert">
      <p>
        <strong>Cambió mientras tanto.</strong> Alguien actuó sobre esto después de que usted abrió el formulario. Lo que escribió sigue aquí: revíselo con lo nuevo antes de enviarlo.
      </p>
      <p>
        <button type="button" className="link-button" onClick={takeNew}>
          Seguir con lo nuevo
        </button>
      </p>
    </div>
  );
}

/** What is wrong: of fields, as a list that leads to them; of the whole, as the server says it. The first field takes the focus. */
function Wrong({ form: { problems, schema, sending, changed }, dialog }: { readonly form: ActForm; readonly dialog: { readonly current: HTMLDialogElement | null } }) {
  const paths = Object.keys(problems);
  const fieldOf = (path: string) => {
    const ends = path.split('.');
    const candidates = ends.map((_, i) => ends.slice(0, ends.length - i).join('.'));
    return candidates.map((each) => dialog.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(each)}"]`)).find((found) => found !== null && found !== undefined);
  };
  const lead = (path: string) => fieldOf(path)?.querySelector<HTMLElement>(`${controls}, button`)?.focus();
  useEffect(() => {
    const first = paths.find((path) => fieldOf(path));
    if (first !== undefined) lead(first);
    // Each new refusal leads to its first field; typing does not.
  }, [sending.failure, paths.join(' ')]);
  if (changed) return null;
  const known = paths.length > 0 && (sending.failure === undefined || sending.failure.kind === 'refused');
  if (!known) return <FailureNotice failure={sending.failure} focus />;
  return <ProblemList problems={problems} schema={schema} failure={sending.failure} onLead={lead} />;
}

const questions: Readonly<Record<NonNullable<Asked>, { readonly label: string; readonly hint?: string }>> = {
  centre: { label: 'Centro' },
  organ: { label: 'Órgano' },
  person: { label: 'Cuenta de la persona', hint: 'La cuenta institucional, no el nombre.' },
  month: { label: 'Mes', hint: 'Año y mes, como 2026-03.' },
};

/** What the code of a new record is made of, where the post does not tell it. */
function CodeField({ asks, form: { state, tell, problems } }: { readonly asks: Asked; readonly form: ActForm }) {
  if (asks === undefined) return null;
  return (
    <div data-path="id">
      <Field {...questions[asks]} wrong={problems['id']}>
        {(control) => <LeafControl control={control} kind={asks} schema={{}} required value={state.told} onChange={tell} />}
      </Field>
    </div>
  );
}
