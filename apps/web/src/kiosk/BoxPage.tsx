import { useEffect, useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { failureOf, messagesByField } from '../api/failure.ts';
import { useTitle } from '../app/useTitle.ts';
import { Field } from '../forms/Field.tsx';
import { KioskFailure, Thanks } from './Notices.tsx';
import { Options } from './Options.tsx';
import { anonymously } from './request.ts';
import { useSending } from './useSending.ts';
import './kiosk.css';

interface Named {
  readonly code: string;
  readonly name: string;
}

interface Box {
  readonly centre: string;
  readonly services: readonly Named[];
  readonly posts: readonly Named[];
}

const abouts = [['service', 'Un servicio'], ['post', 'La atención de quien me atendió']] as const;
const blank = { about: '', subject: '', text: '' };
const idleMs = 120_000;

/** Public: the suggestion box of a centre. Asks for no name, and keeps nothing: what is left unsent is gone after two minutes. */
export function Component() {
  const { centre = '' } = useParams();
  const path = `/api/buzon/${encodeURIComponent(centre)}`;
  const { data, error, isPending } = useQuery({ queryKey: ['buzon', centre], queryFn: () => anonymously<Box>(path), retry: false, staleTime: Infinity, refetchOnWindowFocus: false });
  useTitle('Buzón de sugerencias');
  if (isPending) return <p className="loading">Abriendo el buzón…</p>;
  if (error !== null || data === undefined) {
    return (
      <div className="kiosk">
        <h1>Buzón de sugerencias</h1>
        <KioskFailure failure={failureOf(error)} />
      </div>
    );
  }
  return <Suggestion box={data} path={path} />;
}

function Suggestion({ box: { centre, services, posts }, path }: { readonly box: Box; readonly path: string }) {
  const { send, busy, failure, answer, reset } = useSending<{ readonly redacted: number }>(path);
  const [said, setSaid] = useState(blank);
  const [tried, setTried] = useState(false);
  const begin = () => {
    reset();
    setSaid(blank);
    setTried(false);
  };
  // For the next person: on a shared screen nobody finds what another was writing.
  useEffect(() => {
    const idle = setTimeout(begin, idleMs);
    return () => clearTimeout(idle);
  }, [said, answer]);
  if (answer) {
    return (
      <Thanks title="Gracias por su sugerencia" redacted={answer.redacted}>
        <p>Se revisa y se atiende; lo que se hizo se publica en el centro.</p>
        <div>
          <button type="button" className="button large quiet" onClick={begin}>
            Dejar otra sugerencia
          </button>
        </div>
      </Thanks>
    );
  }
  const { about, subject, text } = said;
  const short = text.trim().length < 10;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (about !== '' && subject !== '' && !short) void send({ about, [about]: subject, text });
  };
  const refused = messagesByField(failure);
  return (
    <form className="kiosk" noValidate onSubmit={submit}>
      <header className="stack">
        <h1>Buzón de sugerencias</h1>
        <p className="lead">{centre}. Diga qué podemos mejorar. Es anónimo: no le pedimos ni guardamos su nombre.</p>
      </header>
      {failure && <KioskFailure failure={failure} />}
      <Options legend="¿Sobre qué opina?" options={abouts} value={about} wrong={tried && about === '' ? 'Elija una opción.' : undefined} onChange={(chosen) => setSaid((old) => ({ ...old, about: chosen, subject: '' }))} />
      {about !== '' && (
        <Options
          legend={about === 'service' ? '¿Qué servicio?' : '¿Quién lo atendió? No escriba nombres.'}
          options={(about === 'service' ? services : posts).map(({ code, name }) => [code, name] as const)}
          value={subject}
          wrong={tried && subject === '' ? 'Elija una opción.' : undefined}
          onChange={(chosen) => setSaid((old) => ({ ...old, subject: chosen }))}
        />
      )}
      <Field label="Su sugerencia" hint="De 10 a 1000 letras. No escriba nombres ni datos de personas." wrong={refused.text ?? (tried && short ? 'Escriba al menos 10 letras.' : undefined)}>
        {(control) => <textarea {...control} value={text} maxLength={1_000} rows={6} autoComplete="off" onChange={({ target }) => setSaid((old) => ({ ...old, text: target.value }))} />}
      </Field>
      <div>
        <button className="button large" disabled={busy}>
          {busy ? 'Enviando…' : 'Dejar mi sugerencia'}
        </button>
      </div>
    </form>
  );
}
