import { lazy, Suspense, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { CentreDetail } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { centreQuery } from '../api/queries.ts';
import { useNow } from '../app/useNow.ts';
import { useTitle } from '../app/useTitle.ts';
import { Tile } from '../board/Tile.tsx';
import { countsOf } from '../directive/arrange.ts';
import { matrixQuery, placeLink } from '../directive/model.ts';
import { StandingTally } from '../directive/StandingMark.tsx';
import { DocumentListing } from '../documents/DocumentListing.tsx';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { useActor } from '../session/store.ts';
import { assignOperator, changeHours, didNotOpen, implementDesk, removeOperator } from './commands.ts';
import { Days } from './Days.tsx';
import { Supervision } from './Supervision.tsx';
import '../board/board.css';
import '../directive/directive.css';
import './centre.css';

const DaysChart = lazy(() => import('./DaysChart.tsx'));
const weekdays = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** A centre: its desk now, its last two weeks, its supervision and what it has pending. */
export function Component() {
  const centre = useParams()['centre'] ?? '';
  const { data, error } = useQuery(centreQuery(centre));
  const { role } = useActor();
  const now = useNow(30_000);
  useTitle(data?.tile.name ?? 'Centro');
  if (data === undefined) return error === null ? <p className="loading">Cargando el centro…</p> : <FailureNotice failure={failureOf(error)} />;
  const { tile, days } = data;
  return (
    <>
      <header className="stack">
        <p className="small">
          <Link to="/tablero">Tablero nacional</Link>
        </p>
        <div className="row apart">
          <h1>{tile.name}</h1>
          <FreshnessNote {...data} />
        </div>
        {tile.foreign && <p className="notice">Historia importada de otro sistema: no es un centro del MEF y no se suma a los totales.</p>}
      </header>
      <div className="centre">
        <div className="stack loose">
          <h2 className="unseen">Ahora</h2>
          <ul className="tiles">
            <Tile tile={tile} now={now} />
          </ul>
          {!tile.foreign && <Desk detail={data} />}
        </div>
        <section className="panel stack" aria-labelledby="days-title">
          <h2 id="days-title">Últimos 14 días</h2>
          <Suspense fallback={<div className="days-chart" />}>
            <DaysChart days={days} />
          </Suspense>
          <Days days={days} />
        </section>
      </div>
      {!tile.foreign && <Directive centre={centre} />}
      {!tile.foreign && <Supervision detail={data} />}
      <section className="panel stack" aria-labelledby="pending-title">
        <h2 id="pending-title">Documentos pendientes</h2>
        {role === 'document-coordinator' ? (
          <p className="soft">Los documentos de su órgano están en su bandeja.</p>
        ) : (
          <DocumentListing caption="Documentos pendientes del centro" path="/api/documents" params={{ centre, pending: 'true' }} empty="Este centro no tiene documentos pendientes." />
        )}
      </section>
    </>
  );
}

/** How the centre stands before the Directive. */
function Directive({ centre }: { readonly centre: string }) {
  const { data, error } = useQuery(matrixQuery);
  return (
    <section className="panel stack" aria-labelledby="directive-title">
      <div className="row apart">
        <h2 id="directive-title">La Directiva en este centro</h2>
        <Link to={placeLink(centre)}>Ver todas sus obligaciones</Link>
      </div>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      {data && <StandingTally counts={countsOf(data.cells.filter(({ place }) => place === centre))} />}
    </section>
  );
}

function Desk({ detail: { tile, hours, operators } }: { readonly detail: CentreDetail }) {
  const { role, centre } = useActor();
  const [asking, setAsking] = useState<CommandSpec>();
  const code = tile.centre;
  const ogauc = role === 'ogauc';
  const heads = ogauc || (role === 'centre-coordinator' && centre === code);
  const { implemented } = tile.desk;
  const acts = [
    ...(ogauc ? [implemented ? changeHours(code) : implementDesk(code)] : []),
    ...(heads && implemented ? [assignOperator(code), didNotOpen(code)] : []),
  ];
  return (
    <section className="panel stack" aria-labelledby="desk-title">
      <h2 id="desk-title">Mesa de Partes</h2>
      {implemented ? (
        <>
          <dl className="hours">
            {hours.toSorted((a, b) => a.weekday - b.weekday).map(({ weekday, open, close }) => (
              <div key={`${weekday} ${open}`}>
                <dt>{weekdays[weekday - 1]}</dt>
                <dd className="number">
                  {open}–{close}
                </dd>
              </div>
            ))}
          </dl>
          <h3>Operadores</h3>
          {operators.length === 0 ? (
            <p className="soft">Ninguno asignado.</p>
          ) : (
            <ul>
              {operators.map((operator) => (
                <li key={operator} className="row">
                  <code>{operator}</code>
                  {heads && (
                    <button type="button" className="link-button small" onClick={() => setAsking(removeOperator(code, operator))}>
                      Retirar<span className="unseen"> a {operator}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <p className="notice warn">Este centro todavía no tiene mesa de partes. La implementa la OGAUC (Directiva, 5.1.2.b).</p>
      )}
      {acts.length > 0 && (
        <div className="actions">
          {acts.map((spec) => (
            <button key={spec.title} type="button" className="button quiet small" onClick={() => setAsking(spec)}>
              {spec.title}
            </button>
          ))}
        </div>
      )}
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </section>
  );
}
