import { useState } from 'react';
import type { CentreDetail } from '#contracts';
import { calendarDay, dateTime } from '../app/format.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { useActor } from '../session/store.ts';
import { closeFinding, raiseFinding, supervise } from './commands.ts';

/** Asks for a command's form; absent for those who only look. */
type Ask = ((spec: CommandSpec) => void) | undefined;

/** Supervision of the desk by OAUTDA: visits, findings, and their closing with evidence (DIR.4.5). */
export function Supervision({ detail: { tile, visits, findings } }: { readonly detail: CentreDetail }) {
  const supervises = useActor().role === 'oautda';
  const [asking, setAsking] = useState<CommandSpec>();
  const ask = supervises ? setAsking : undefined;
  return (
    <section className="panel stack" aria-labelledby="supervision-title">
      <div className="row apart">
        <h2 id="supervision-title">Supervisión</h2>
        {ask && (
          <button type="button" className="button small" onClick={() => ask(supervise(tile.centre))}>
            Registrar una visita
          </button>
        )}
      </div>
      <Visits centre={tile.centre} visits={visits} ask={ask} />
      <Findings centre={tile.centre} findings={findings} ask={ask} />
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

interface VisitsProps {
  readonly centre: string;
  readonly visits: CentreDetail['visits'];
  readonly ask: Ask;
}

function Visits({ centre, visits, ask }: VisitsProps) {
  if (visits.length === 0) return <p className="soft">La OAUTDA todavía no ha registrado visitas a esta mesa de partes.</p>;
  return (
    <>
      <h3>Últimas visitas</h3>
      <ul className="visits">
        {visits.map(({ id, date, complies }) => (
          <li key={id} className="row">
            <span>{calendarDay(date)}</span>
            <span className={`badge ${complies ? 'green' : 'amber'}`}>{complies ? 'Cumple todo' : 'Con incumplimientos'}</span>
            {ask && (
              <button type="button" className="link-button small" onClick={() => ask(raiseFinding(centre, id))}>
                Registrar un hallazgo<span className="unseen"> de la visita del {calendarDay(date)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface FindingsProps {
  readonly centre: string;
  readonly findings: CentreDetail['findings'];
  readonly ask: Ask;
}

function Findings({ centre, findings, ask }: FindingsProps) {
  const open = findings.filter(({ closedAt }) => closedAt === undefined);
  const closed = findings.filter(({ closedAt }) => closedAt !== undefined);
  if (findings.length === 0) return <p className="soft">Sin hallazgos registrados.</p>;
  return (
    <ul className="findings">
      {open.map(({ id, description, raisedAt }) => (
        <li key={id} className="notice warn">
          <p>
            <strong>Abierto.</strong> {description}
          </p>
          <p className="small soft">Desde {dateTime(raisedAt)}</p>
          {ask && (
            <button type="button" className="button quiet small" onClick={() => ask(closeFinding(centre, id))}>
              Cerrar con evidencia
            </button>
          )}
        </li>
      ))}
      {closed.map(({ id, description, raisedAt, closedAt, action }) => (
        <li key={id} className="notice good">
          <p>
            <strong>Cerrado.</strong> {description}
          </p>
          <p className="small">{action}</p>
          <p className="small soft">
            {dateTime(raisedAt)} – {closedAt !== undefined && dateTime(closedAt)}
          </p>
        </li>
      ))}
    </ul>
  );
}
