import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { pendingStates, type Tracking } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { trackingQuery } from '../api/queries.ts';
import { calendarDay, counted, dateTime } from '../app/format.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { StateBadge } from '../documents/StateBadge.tsx';
import { Fact } from '../sheet/Fact.tsx';
import { TrackingForm } from './TrackingForm.tsx';
import '../sheet/sheet.css';
import './tracking.css';

/** Public: where a document is, with the number and the code of its cargo (`?id=&code=`, as its QR says). */
export function Component() {
  const [search] = useSearchParams();
  const id = search.get('id') ?? '';
  const code = search.get('code') ?? '';
  const { data, error, isFetching } = useQuery(trackingQuery(id, code));
  useTitle('Seguimiento de mi documento');
  return (
    <div className="tracking">
      <h1>Seguimiento de mi documento</h1>
      <div aria-live="polite" className="tracking-found">
        {error !== null && <FailureNotice failure={failureOf(error)} />}
        {isFetching && data === undefined && <p className="loading">Buscando su documento…</p>}
        {data !== undefined && <Found tracking={data} />}
      </div>
      {data === undefined ? (
        <section className="panel" aria-label="Buscar mi documento">
          <TrackingForm key={`${id} ${code}`} id={id} code={code} />
        </section>
      ) : (
        <p>
          <Link to="/seguimiento">Consultar otro documento</Link>
        </p>
      )}
    </div>
  );
}

function Found({ tracking }: { readonly tracking: Tracking }) {
  const { id, state, advice, dueDate, steps } = tracking;
  return (
    <>
      <section className="panel stack tracking-now" aria-labelledby="now-title">
        <p className="small soft">{id}</p>
        <FreshnessNote {...tracking} />
        <h2 id="now-title" className="row">
          Ahora: <StateBadge state={state} />
        </h2>
        <p className="lead">{advice}</p>
        {dueDate !== undefined && pendingStates.includes(state) && (
          <p>
            {state === 'observed' ? 'Tiene para subsanar hasta el' : 'Plazo para atenderlo:'} <strong>{calendarDay(dueDate)}</strong>
          </p>
        )}
      </section>
      <section className="panel stack" aria-labelledby="facts-title">
        <h2 id="facts-title">Su documento</h2>
        <dl className="facts">
          <Fact label="Presentado en">{tracking.centreName}</Fact>
          <Fact label="Recibido">{dateTime(tracking.receivedAt)}</Fact>
          <Fact label="Fecha legal de presentación">{calendarDay(tracking.legalDate)}</Fact>
          <Fact label="Dirigido a">{tracking.organName}</Fact>
          <Fact label="Folios">{counted(tracking.folios, 'folio', 'folios')}</Fact>
        </dl>
      </section>
      <section className="panel stack" aria-labelledby="steps-title">
        <h2 id="steps-title">Lo que ha pasado</h2>
        <ol className="history">
          {steps.toReversed().map(({ title, at, place }, index) => (
            <li key={index}>
              <p>
                <strong>{title}</strong>
              </p>
              <p className="small soft">
                {dateTime(at)}
                {place && ` · ${place}`}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
