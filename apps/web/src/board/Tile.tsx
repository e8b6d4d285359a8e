import { memo } from 'react';
import { Link } from 'react-router';
import { pendingStates, stateNames, type CentreTile } from '#contracts';
import { ago, calendarDay, count, counted } from '../app/format.ts';
import { useChanged } from './useChanged.ts';

/** What counts as news: not the hour's passing. */
const newsOf = ({ today, pending, pendingByState, overdue, desk }: CentreTile) => [today, pending, pendingByState, overdue, desk.open];

/** Every centre's name begins with the same word: on a board of them it tells nothing. */
const shortName = (name: string): string => name.replace(/^CONECTAMEF /, '');

interface TileProps {
  readonly tile: CentreTile;
  readonly now: number;
}

/** A centre on the board. Lights up for a moment when something happened there. */
export const Tile = memo(function Tile({ tile, now }: TileProps) {
  const { centre, name, demo, foreign, desk, today, week, pending, overdue, oldestWaiting, lastSign } = tile;
  const changed = useChanged(newsOf(tile));
  return (
    <li className={`tile ${changed ? 'changed' : ''} ${overdue > 0 && !foreign ? 'late' : ''}`}>
      <div className="row apart tile-head">
        <h3>
          <Link to={`/centros/${centre}`}>{shortName(name)}</Link>
        </h3>
        {foreign ? <span className="badge violet">Historia importada</span> : <DeskMark desk={desk} />}
      </div>
      {demo && (
        <p>
          <span className="badge amber">Datos de demostración</span>
        </p>
      )}
      <dl className="tile-figures">
        <Figure label="Pendientes" value={pending} />
        <Figure label="Vencidos" value={overdue} bad={overdue > 0 && !foreign} />
        <Figure label="Recibidos hoy" value={today.received} />
        <Figure label="En la semana" value={week.received} />
      </dl>
      <States tile={tile} />
      <p className="small soft">
        {oldestWaiting ? (
          <>
            El que más espera: <Oldest {...oldestWaiting} />, {ago(oldestWaiting.receivedAt, now)}
          </>
        ) : (
          'Nadie espera.'
        )}
        <br />
        {!foreign && (lastSign === undefined ? 'Sin señal de vida todavía' : `Última señal: ${ago(lastSign, now)}`)}
        {desk.openFindings > 0 && ` · ${counted(desk.openFindings, 'hallazgo abierto', 'hallazgos abiertos')}`}
      </p>
    </li>
  );
});

function Oldest({ id, state }: NonNullable<CentreTile['oldestWaiting']>) {
  const name = stateNames[state].toLowerCase();
  return id === undefined ? name : <Link to={`/documentos/${id}`}>{name}</Link>;
}

function DeskMark({ desk }: { readonly desk: CentreTile['desk'] }) {
  if (!desk.implemented) return <span className="badge">Sin mesa de partes</span>;
  if (desk.open) return <span className="badge green">Abierta</span>;
  if (desk.leftOpenOn) return <span className="badge amber">Quedó abierta el {calendarDay(desk.leftOpenOn)}</span>;
  return <span className={`badge ${desk.withinHours ? 'amber' : ''}`}>{desk.withinHours ? 'Cerrada en su horario' : 'Cerrada'}</span>;
}

function Figure({ label, value, bad = false }: { readonly label: string; readonly value: number; readonly bad?: boolean }) {
  return (
    <div className={bad ? 'bad' : ''}>
      <dt>{label}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}

/** Pending by state, in words and as a bar of parts. */
function States({ tile: { pendingByState, pending } }: { readonly tile: CentreTile }) {
  const parts = pendingStates.map((state) => ({ state, n: pendingByState[state] ?? 0 })).filter(({ n }) => n > 0);
  if (pending === 0) return <p className="small soft">Sin pendientes.</p>;
  return (
    <div>
      <div className="bar" aria-hidden="true">
        {parts.map(({ state, n }) => (
          <span key={state} className={`part-${state}`} style={{ flexGrow: n }} />
        ))}
      </div>
      <ul className="parts small">
        {parts.map(({ state, n }) => (
          <li key={state}>
            <span className={`dot part-${state}`} aria-hidden="true" /> {stateNames[state]}: <strong>{count(n)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
