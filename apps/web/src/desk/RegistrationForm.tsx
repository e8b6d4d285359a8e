import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { channelNames, documentKindNames } from '#contracts';
import { messageAt, messagesByField } from '../api/failure.ts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { newIntent } from '../api/intent.ts';
import { referenceQuery } from '../api/reference.ts';
import type { CommandAnswer } from '../api/request.ts';
import { useCommand } from '../api/useCommand.ts';
import { Field } from '../forms/Field.tsx';
import { OrganPicker } from '../forms/OrganPicker.tsx';
import { AnnexFields, FileFields } from './AttachedFields.tsx';
import { draftKey, dropDraft, habitsOf, isStarted, keepDraft, keepHabits, newDraft, readDraft, readHabits, toReceive, type Draft } from './draft.ts';
import { goOn, onFormKey } from './steps.ts';
import { ContactFields, SenderFields, type DraftPartProps } from './SenderFields.tsx';

/** What the server gave the document: the number, the legal date and the code are its own. */
export interface Received extends CommandAnswer {
  readonly number: number;
  readonly year: number;
  readonly legalDate: string;
  readonly legalRule?: string;
  readonly code: string;
  readonly receivedAt: string;
  readonly organ: string;
  readonly observation?: { readonly dueDate: string };
}

interface RegistrationFormProps {
  readonly centre: string;
  readonly onReceived: (received: Received) => void;
}

const intent = newIntent(draftKey);

function useRegistration({ centre, onReceived }: RegistrationFormProps) {
  const [draft, setDraft] = useState<Draft>(readDraft);
  const sending = useCommand<Received>(intent);
  const procedures = useQuery(referenceQuery).data?.procedures ?? [];
  // Until the operator chooses, the first procedure of the list: nobody types what is nearly always the same.
  const known = procedures.length === 0 || procedures.some(({ id }) => id === draft.procedure);
  const procedure = known ? draft.procedure : (procedures[0]?.id ?? '');
  useEffect(() => keepDraft(draft), [draft]);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const clear = () => {
    dropDraft();
    intent.settle({});
    sending.forget();
    setDraft(newDraft(readHabits()));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (procedure === '') return;
    // What is sent is what is kept: sent again after a reload, it must be the very same.
    const whole = { ...draft, procedure };
    setDraft(whole);
    const answer = await sending.send({ path: `/api/desks/${centre}/receive`, body: toReceive(whole) });
    if (answer === undefined) return;
    keepHabits(habitsOf(whole));
    clear();
    onReceived({ ...answer, organ: whole.organ });
  };
  return { draft, change, setDraft, clear, submit, sending, procedure, procedures };
}

/** Registers a document, keyboard first: Enter goes on, Ctrl+Enter registers. */
export function RegistrationForm(props: RegistrationFormProps) {
  const { draft, change, setDraft, clear, submit, sending, procedure, procedures } = useRegistration(props);
  const form = useRef<HTMLFormElement>(null);
  const wrong = messagesByField(sending.failure);
  const part: DraftPartProps = { draft, wrong, change };
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);
  useEffect(() => {
    if (sending.failure?.kind === 'refused') form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [sending.failure]);
  return (
    <form ref={form} className="panel desk-form" noValidate onSubmit={submit} onKeyDown={onFormKey} aria-labelledby="desk-form-title">
      <div className="row apart">
        <h2 id="desk-form-title">Registrar un documento</h2>
        <p className="small soft">
          <kbd>Enter</kbd> sigue al próximo dato · <kbd>Ctrl</kbd>+<kbd>Enter</kbd> registra
        </p>
      </div>
      <FailureNotice failure={sending.failure} />
      <SenderFields {...part} />
      <DocumentFields {...part} procedure={procedure} procedures={procedures} />
      <Extras {...part} setDraft={setDraft} />
      <div className="actions">
        <button className="button" data-step disabled={sending.busy || procedure === ''}>
          {sending.busy ? 'Registrando…' : procedure === '' ? 'Cargando los trámites…' : 'Registrar y dar cargo'}
        </button>
        {isStarted(draft) && (
          <button type="button" className="button quiet" onClick={clear}>
            Empezar de nuevo
          </button>
        )}
        <p className="small soft grow">El número, la fecha y la hora los pone el servidor. Todo documento se recibe, aunque le falten requisitos (TUO de la Ley 27444, art. 136).</p>
      </div>
    </form>
  );
}

interface DocumentFieldsProps extends DraftPartProps {
  readonly procedure: string;
  readonly procedures: readonly { readonly id: string; readonly name: string }[];
}

function DocumentFields({ draft, wrong, change, procedure, procedures }: DocumentFieldsProps) {
  return (
    <fieldset className="desk-document">
      <legend>Documento</legend>
      <Field label="Asunto" wrong={wrong['about']} className="whole">
        {(control) => <input {...control} value={draft.about} autoComplete="off" onChange={({ target }) => change({ about: target.value })} />}
      </Field>
      <Field label="Dirigido a" wrong={wrong['organ']} className="wide">
        {(control) => <OrganPicker control={control} value={draft.organ} onChange={(organ) => change({ organ })} onTaken={() => goOn(document.getElementById(control.id) ?? document.body)} />}
      </Field>
      <Field label="Folios" wrong={wrong['folios']}>
        {(control) => <input {...control} value={draft.folios} inputMode="numeric" autoComplete="off" onFocus={({ target }) => target.select()} onChange={({ target }) => change({ folios: target.value })} />}
      </Field>
      <Field label="Tipo" wrong={wrong['kind']}>
        {(control) => (
          <select {...control} value={draft.kind} onChange={({ target }) => change({ kind: target.value })}>
            {Object.entries(documentKindNames).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Trámite" wrong={wrong['procedure']} className="wide">
        {(control) => (
          <select {...control} value={procedure} onChange={({ target }) => change({ procedure: target.value })}>
            {procedures.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Llegó por" wrong={wrong['channel']}>
        {(control) => (
          <select {...control} value={draft.channel} onChange={({ target }) => change({ channel: target.value })}>
            {Object.entries(channelNames).map(([channel, name]) => (
              <option key={channel} value={channel}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  );
}

/** What most documents do without: annexes, scans, how to reach the sender, an observation. */
function Extras({ setDraft, ...part }: DraftPartProps & { readonly setDraft: (next: (old: Draft) => Draft) => void }) {
  const { draft, wrong, change } = part;
  const observed = draft.requirements.trim() !== '';
  return (
    <div className="desk-extras">
      <details open={draft.annexes.length > 0 || draft.files.length > 0}>
        <summary>Anexos y archivos{draft.annexes.length + draft.files.length > 0 && ` (${draft.annexes.length + draft.files.length})`}</summary>
        <div className="stack">
          <AnnexFields {...part} />
          <FileFields files={draft.files} wrong={messageAt(wrong, 'files')} changeFiles={(next) => setDraft((old) => ({ ...old, files: next(old.files) }))} />
        </div>
      </details>
      <details>
        <summary>Representante y contacto</summary>
        <ContactFields {...part} />
      </details>
      <details open={observed}>
        <summary>Observar porque faltan requisitos{observed && ' (sí)'}</summary>
        <Field
          label="Requisitos que faltan, uno por línea"
          hint="Se observa en un solo acto y una sola vez. La persona tiene 2 días hábiles para subsanar y mientras tanto el documento no se deriva. No escriba aquí nombres, DNI ni teléfonos: este texto no se puede borrar."
          wrong={messageAt(wrong, 'observe')}
          optional
        >
          {(control) => <textarea {...control} value={draft.requirements} onChange={({ target }) => change({ requirements: target.value })} />}
        </Field>
      </details>
    </div>
  );
}
