import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Field } from '../forms/Field.tsx';

interface TrackingFormProps {
  readonly id?: string;
  readonly code?: string;
}

/** The two things that a cargo says at its top: its number and its code. */
export function TrackingForm({ id = '', code = '' }: TrackingFormProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ id, code });
  const [tried, setTried] = useState(false);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const asked = { id: typed.id.trim().toUpperCase(), code: typed.code.trim().toUpperCase() };
    if (asked.id !== '' && asked.code !== '') void navigate(`/seguimiento?${new URLSearchParams(asked)}`);
  };
  return (
    <form className="form" noValidate onSubmit={look}>
      <Field label="Número del documento" hint="Está en su cargo. Por ejemplo: LIM-2026-000123" wrong={tried && typed.id.trim() === '' ? 'Escriba el número que está en su cargo.' : undefined}>
        {(control) => (
          <input {...control} value={typed.id} autoComplete="off" autoCapitalize="characters" spellCheck={false} onChange={({ target }) => setTyped((old) => ({ ...old, id: target.value }))} />
        )}
      </Field>
      <Field label="Código de verificación" hint="Está debajo del número." wrong={tried && typed.code.trim() === '' ? 'Escriba el código que está en su cargo.' : undefined}>
        {(control) => (
          <input {...control} value={typed.code} autoComplete="off" autoCapitalize="characters" spellCheck={false} onChange={({ target }) => setTyped((old) => ({ ...old, code: target.value }))} />
        )}
      </Field>
      <div>
        <button className="button">Ver en qué está</button>
      </div>
    </form>
  );
}
