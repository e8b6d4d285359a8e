import { useState } from 'react';
import type { CentreDetail } from '#contracts';
import type { CommandAnswer } from '../api/request.ts';
import { dateTime } from '../app/format.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { useActor } from '../session/store.ts';
import { closeFinding, raiseFinding, supervise } from './commands.ts';

interface SupervisionProps {
  readonly centre: string;
  readonly findings: CentreDetail['findings'];
}

const visitOf = (answer: CommandAnswer | undefined): string | undefined => (answer !== undefined && 'visit' in answer && typeof answer.visit === 'string' ? answer.visit : undefined);

/** Supervision of the desk by OAUTDA: visits, findings, and their closing with evidence (DIR.4.5). */
export function Supervision({ centre, findings }: SupervisionProps) {
  const supervises = useActor().role === 'oautda';
  // A finding belongs to a visit: the one just registered, kept in this tab until the next.
  const place = `conectamef.visit.${centre}`;
  const [visit, setVisit] = useState(() => sessionStorage.getItem(place) ?? undefined);
  const [asking, setAsking] = useState<CommandSpec>();
  const close = (answer?: CommandAnswer) => {
    setAsking(undefined);
    const made = visitOf(answer);
    if (made === undefined) return;
    sessionStorage.setItem(place, made);
    setVisit(made);
  };
  const open = findings.filter(({ closedAt }) => closedAt === undefined);
  const closed = findings.filter(({ closedAt }) => closedAt !== undefined);
  return (
    <section className="panel stack" aria-labelledby="supervision-title">
      <div className="row apart">
        <h2 id="supervision-title">Supervisión</h2>
        {supervises && (
          <div className="actions">
            <button type="button" className="button small" onClick={() => setAsking(supervise(centre))}>
              Registrar una visita
            </button>
            {visit !== undefined && (
              <button type="button" className="button quiet small" onClick={() => setAsking(raiseFinding(centre, visit))}>
                Registrar un hallazgo de la visita
              </button>
            )}
          </div>
        )}
      </div>
      {findings.length === 0 && <p className="soft">La OAUTDA no ha registrado hallazgos en esta mesa de partes.</p>}
      <ul className="findings">
        {open.map(({ id, description, raisedAt }) => (
          <li key={id} className="notice warn">
            <p>
              <strong>Abierto.</strong> {description}
            </p>
            <p className="small soft">Desde {dateTime(raisedAt)}</p>
            {supervises && (
              <button type="button" className="button quiet small" onClick={() => setAsking(closeFinding(centre, id))}>
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
      {asking && <CommandDialog spec={asking} onClose={close} />}
    </section>
  );
}
