import { useState, type FormEvent } from 'react';
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

interface Question {
  readonly code: string;
  readonly words: string;
  readonly kind: 'scale' | 'choice' | 'text';
  readonly options?: readonly string[];
}

interface Instrument {
  readonly title: string;
  readonly centre: string;
  readonly version: number;
  readonly questions: readonly Question[];
}

const services = [['information', 'Información'], ['consulta', 'Consulta'], ['technical-assistance', 'Asistencia técnica'], ['training', 'Capacitación'], ['desk', 'Mesa de Partes']] as const;
const scale = [['1', '1 Muy malo'], ['2', '2 Malo'], ['3', '3 Regular'], ['4', '4 Bueno'], ['5', '5 Muy bueno']] as const;

/** Public: answers a survey with a one-time token. Asks for no session, and keeps nothing. */
export function Component() {
  const { token = '' } = useParams();
  const path = `/api/kiosk/${encodeURIComponent(token)}`;
  const { data, error, isPending } = useQuery({ queryKey: ['kiosk', token], queryFn: () => anonymously<Instrument>(path), retry: false, staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  useTitle('Encuesta');
  if (isPending) return <p className="loading">Abriendo la encuesta…</p>;
  if (error !== null || data === undefined) {
    return (
      <div className="kiosk">
        <h1>Encuesta de percepción</h1>
        <KioskFailure failure={failureOf(error)} />
        <p className="lead">Si necesita otra ficha, pídala en el centro.</p>
      </div>
    );
  }
  return <Survey instrument={data} path={path} />;
}

function Survey({ instrument: { title, centre, version, questions }, path }: { readonly instrument: Instrument; readonly path: string }) {
  const { send, busy, failure, answer } = useSending<{ readonly redacted: number }>(path);
  const [service, setService] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  if (answer) return <Thanks title="Gracias por su respuesta" redacted={answer.redacted} />;

  const missing = (question: Question) => question.kind !== 'text' && answers[question.code] === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (service === '' || questions.some(missing)) return;
    void send({ version, service, answers: Object.fromEntries(questions.flatMap((question) => given(question, answers[question.code]))) });
  };
  const refused = messagesByField(failure);
  return (
    <form className="kiosk" noValidate onSubmit={submit}>
      <header className="stack">
        <h1>{title}</h1>
        <p className="lead">{centre}. Es anónima: no le pedimos ni guardamos su nombre, y su respuesta se mezcla con las de otras personas.</p>
      </header>
      {failure && <KioskFailure failure={failure} />}
      <Options legend="¿Qué servicio recibió?" options={services} value={service} wrong={tried && service === '' ? 'Elija un servicio.' : undefined} onChange={setService} />
      {questions.map((question) => (
        <Asked
          key={question.code}
          question={question}
          value={answers[question.code] ?? ''}
          wrong={refused[`answers.${question.code}`] ?? (tried && missing(question) ? 'Falta responder esta pregunta.' : undefined)}
          onChange={(value) => setAnswers((old) => ({ ...old, [question.code]: value }))}
        />
      ))}
      {tried && (service === '' || questions.some(missing)) && (
        <p className="wrong" role="alert">
          Falta responder lo que está marcado.
        </p>
      )}
      <div>
        <button className="button large" disabled={busy}>
          {busy ? 'Enviando…' : 'Enviar mi respuesta'}
        </button>
      </div>
    </form>
  );
}

function given({ code, kind }: Question, value = ''): readonly (readonly [string, string | number])[] {
  if (kind !== 'text') return [[code, Number(value)]];
  return value.trim() === '' ? [] : [[code, value]];
}

interface AskedProps {
  readonly question: Question;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}

function Asked({ question: { words, kind, options = [] }, value, wrong, onChange }: AskedProps) {
  if (kind === 'scale') return <Options legend={words} options={scale} value={value} wrong={wrong} scale onChange={onChange} />;
  if (kind === 'choice') return <Options legend={words} options={options.map((name, i) => [String(i), name] as const)} value={value} wrong={wrong} onChange={onChange} />;
  return (
    <Field label={words} hint="No escriba nombres ni datos de personas." wrong={wrong} optional>
      {(control) => <textarea {...control} value={value} maxLength={500} rows={4} autoComplete="off" onChange={({ target }) => onChange(target.value)} />}
    </Field>
  );
}
