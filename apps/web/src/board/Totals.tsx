import { Link } from 'react-router';
import type { Board } from '#contracts';
import { count } from '../app/format.ts';
import { useActor } from '../session/store.ts';
import { useChanged } from './useChanged.ts';

interface TotalProps {
  readonly label: string;
  readonly value: number;
  readonly of?: number;
  readonly bad?: boolean;
  readonly to?: string | undefined;
}

function Total({ label, value, of, bad = false, to }: TotalProps) {
  const changed = useChanged(value);
  const shown = (
    <>
      {count(value)}
      {of !== undefined && <span className="of"> de {count(of)}</span>}
    </>
  );
  return (
    <div className={`total ${bad ? 'bad' : ''} ${changed ? 'changed' : ''}`}>
      <dt>{label}</dt>
      <dd>{to === undefined ? shown : <Link to={to}>{shown}</Link>}</dd>
    </div>
  );
}

/** The nation in figures: the sum of its centres, imported history apart. */
export function Totals({ totals }: Pick<Board, 'totals'>) {
  const { role } = useActor();
  const { received, routed, answered, weekReceived, pending, overdue, observed, desksOpen, centres, unowned, foreign } = totals;
  return (
    <section aria-label="Totales nacionales" className="stack">
      <dl className="totals">
        <Total label="Pendientes" value={pending} />
        <Total label="Vencidos" value={overdue} bad={overdue > 0} />
        <Total label="Observados" value={observed} />
        <Total label="Recibidos hoy" value={received} />
        <Total label="Derivados hoy" value={routed} />
        <Total label="Atendidos hoy" value={answered} />
        <Total label="Recibidos en la semana" value={weekReceived} />
        <Total label="Mesas abiertas" value={desksOpen} of={centres} />
        <Total label="Sin coordinador documentario" value={unowned} bad={unowned > 0} to={['ogauc', 'oautda', 'administrator'].includes(role) ? '/sin-titular' : undefined} />
      </dl>
      {foreign > 0 && <p className="small soft">Aparte hay {count(foreign)} documentos de historia importada, que no se suman a estos totales.</p>}
    </section>
  );
}
