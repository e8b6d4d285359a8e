import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { failureOf, type Failure } from '../api/failure.ts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { send } from '../api/request.ts';
import { count, dateTime } from '../app/format.ts';
import { useTitle } from '../app/useTitle.ts';
import { jobQuery, kindNames, phaseNames, rebuildLines, verificationLines, type JobStatus, type Line } from './job.ts';
import { Parked } from './Parked.tsx';

/** For administrators: verify everything that is kept, and make the views anew, with the platform at work. */
export function Component() {
  const { data, error } = useQuery(jobQuery);
  const { start, failure, busy } = useStart();
  useTitle('Operación');
  if (data === undefined) return error === null ? <p className="loading">Cargando…</p> : <FailureNotice failure={failureOf(error)} />;
  const running = data.state === 'running' || busy;
  return (
    <>
      <h1>Operación</h1>
      <FailureNotice failure={failure ?? (error === null ? undefined : failureOf(error))} focus />
      <section className="panel stack" aria-labelledby="verify-title">
        <h2 id="verify-title">Verificar</h2>
        <p>Revisa que el registro de hechos esté íntegro, que los datos personales se abran, que no falten archivos y que lo que muestran las pantallas sea lo que dice el registro. No cambia nada.</p>
        <div>
          <button type="button" className="button" disabled={running} onClick={() => void start('verifications')}>
            Verificar ahora
          </button>
        </div>
      </section>
      <section className="panel stack" aria-labelledby="rebuild-title">
        <h2 id="rebuild-title">Reconstruir las vistas</h2>
        <p>Rehace al lado todo lo que muestran las pantallas, lo compara y lo cambia solo si es igual. Mientras tanto la atención sigue.</p>
        <div>
          <button type="button" className="button quiet" disabled={running} onClick={() => void start('rebuilds')}>
            Reconstruir
          </button>
        </div>
      </section>
      <section className="panel stack" aria-labelledby="job-title" aria-live="polite">
        <h2 id="job-title">Último trabajo</h2>
        <Job status={data} />
      </section>
      <Parked />
    </>
  );
}

function useStart() {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const start = async (what: 'rebuilds' | 'verifications') => {
    setFailure(undefined);
    setBusy(true);
    try {
      await send(`/api/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      await client.invalidateQueries(jobQuery);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { start, failure, busy };
}

function Job({ status }: { readonly status: JobStatus }) {
  switch (status.state) {
    case 'none':
      return <p className="soft">Ninguno desde que se inició la plataforma.</p>;
    case 'running': {
      const { phase, done, total } = status.progress;
      return (
        <>
          <p>
            <strong>{kindNames[status.kind]} en marcha.</strong> {phaseNames[phase] ?? phase}: {count(done)}
            {total > 0 && ` de ${count(total)}`}
          </p>
          <progress aria-label="Avance" {...(total > 0 && { value: done, max: total })} />
        </>
      );
    }
    case 'failed':
      return (
        <p className="notice bad">
          <strong>{kindNames[status.kind]}: no terminó.</strong> {status.problem} ({dateTime(status.finishedAt)})
        </p>
      );
    case 'done':
      return <Outcome kind={kindNames[status.kind]} at={status.finishedAt} lines={status.kind === 'rebuild' ? rebuildLines(status.report) : verificationLines(status.report)} />;
  }
}

function Outcome({ kind, at, lines }: { readonly kind: string; readonly at: string; readonly lines: readonly Line[] }) {
  const good = lines.every((line) => line.good);
  return (
    <div className={`notice ${good ? 'good' : 'bad'}`}>
      <p>
        <strong>
          {kind}: {good ? 'todo está en orden' : 'hay algo que atender'}.
        </strong>{' '}
        {dateTime(at)}
      </p>
      <ul className="bullets">
        {lines.map(({ good: fine, text }) => (
          <li key={text}>{fine ? text : <strong>{text}</strong>}</li>
        ))}
      </ul>
      {!good && <p>Conserve la carpeta de datos como está y consulte la guía de operación.</p>}
    </div>
  );
}
