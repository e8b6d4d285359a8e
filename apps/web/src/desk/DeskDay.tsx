import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { centreQuery } from '../api/queries.ts';
import { useCommand } from '../api/useCommand.ts';
import { announce } from '../app/announce.ts';
import { calendarDay, count, hourMinute } from '../app/format.ts';

/** The desk's day: open or closed, and what it has done. */
export function DeskDay({ centre }: { readonly centre: string }) {
  const { data } = useQuery(centreQuery(centre));
  const sending = useCommand();
  if (data === undefined) return <p className="loading">Cargando el día de la mesa de partes…</p>;
  const { desk, today, pending, overdue, observed } = data.tile;
  const turn = async () => {
    const answer = await sending.send({ path: `/api/desks/${centre}/${desk.open ? 'close' : 'open'}`, body: {} });
    if (answer !== undefined) announce(desk.open ? 'Mesa de partes cerrada.' : 'Mesa de partes abierta.');
  };
  if (!desk.implemented) {
    return (
      <div className="notice warn">
        <p>
          <strong>Este centro todavía no tiene mesa de partes.</strong> La OGAUC debe implementarla (Directiva, 5.1.2.b) antes de registrar documentos.
        </p>
      </div>
    );
  }
  return (
    <div className="stack">
      <div className="row apart">
        <div className="row">
          <span className={`badge ${desk.open ? 'green' : 'amber'}`}>{desk.open ? 'Abierta' : 'Cerrada'}</span>
          <span className="small">
            {desk.leftOpenOn && `Quedó abierta el ${calendarDay(desk.leftOpenOn)}: al abrirla se registra que nadie la cerró. `}
            {desk.open && desk.openedAt && `Desde las ${hourMinute(desk.openedAt)}. `}
            {desk.withinHours ? 'Dentro del horario de atención.' : 'Fuera del horario de atención: lo que se reciba puede tener la fecha legal del siguiente día hábil.'}
          </span>
        </div>
        <div className="actions">
          <button type="button" className="button quiet small" disabled={sending.busy} onClick={() => void turn()}>
            {desk.open ? 'Cerrar la mesa de partes' : 'Abrir la mesa de partes'}
          </button>
        </div>
      </div>
      <FailureNotice failure={sending.failure} focus />
      <dl className="desk-figures">
        <Figure label="Recibidos hoy" value={today.received} />
        <Figure label="Derivados hoy" value={today.routed} />
        <Figure label="Pendientes" value={pending} />
        <Figure label="Observados" value={observed} />
        <Figure label="Vencidos" value={overdue} bad={overdue > 0} />
      </dl>
      {desk.openFindings > 0 && (
        <p className="notice warn">
          Hay {count(desk.openFindings)} {desk.openFindings === 1 ? 'hallazgo' : 'hallazgos'} de supervisión por atender. <Link to={`/centros/${centre}`}>Ver el centro</Link>
        </p>
      )}
    </div>
  );
}

const Figure = ({ label, value, bad = false }: { readonly label: string; readonly value: number; readonly bad?: boolean }) => (
  <div className={bad ? 'bad' : ''}>
    <dt>{label}</dt>
    <dd>{count(value)}</dd>
  </div>
);
