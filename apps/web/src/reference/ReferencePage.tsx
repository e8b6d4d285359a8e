import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { referenceQuery, type Reference } from '../api/reference.ts';
import { useTitle } from '../app/useTitle.ts';
import { StateTabs } from '../documents/StateTabs.tsx';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { useActor } from '../session/store.ts';
import { declareHoliday, defineProcedure, designateCoordinator, registerCentre, registerOrgan } from './commands.ts';
import { setPolicies } from './policies.ts';
import { CentreTable, HolidayTable, OrganTable, PolicyTable, ProcedureTable } from './tables.tsx';
import './reference.css';

const parts = [
  ['organs', 'Órganos'],
  ['centres', 'Centros'],
  ['procedures', 'Tipos de trámite'],
  ['holidays', 'Días no laborables'],
  ['policies', 'Políticas'],
] as const;

type Part = (typeof parts)[number][0];

/** Reference data with their source. What nobody has verified says so. */
export function Component() {
  const { data, error } = useQuery(referenceQuery);
  const { role } = useActor();
  const [part, setPart] = useState<Part>('organs');
  const [asking, setAsking] = useState<CommandSpec>();
  const edits = role === 'administrator' || role === 'ogauc';
  useTitle('Datos de referencia');
  if (data === undefined) return error === null ? <p className="loading">Cargando los datos de referencia…</p> : <FailureNotice failure={failureOf(error)} />;
  return (
    <>
      <header className="stack">
        <h1>Datos de referencia</h1>
        <p>
          Cada dato dice de dónde viene. Los marcados <span className="badge amber">No verificado</span> no se han contrastado con su fuente: confírmelos antes de usarlos en actos oficiales.
        </p>
      </header>
      <section className="panel stack" aria-label="Datos">
        <div className="row apart">
          <StateTabs label="Qué datos mostrar" options={parts} value={part} onChange={setPart} />
          <div className="actions">{newOnes(part, data, role).filter(() => edits).map((spec) => <NewButton key={spec.title} spec={spec} onAsk={setAsking} />)}</div>
        </div>
        <div className="scroll">{table(part, data, edits ? setAsking : undefined, role === 'ogauc')}</div>
      </section>
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}

const NewButton = ({ spec, onAsk }: { readonly spec: CommandSpec; readonly onAsk: (spec: CommandSpec) => void }) => (
  <button type="button" className="button quiet small" onClick={() => onAsk(spec)}>
    {spec.title}
  </button>
);

function newOnes(part: Part, { departments }: Reference, role: string): readonly CommandSpec[] {
  switch (part) {
    case 'organs':
      return role === 'ogauc' ? [registerOrgan, designateCoordinator] : [registerOrgan];
    case 'centres':
      return [registerCentre(departments)];
    case 'procedures':
      return [defineProcedure];
    case 'holidays':
      return [declareHoliday];
    case 'policies':
      return setPolicies;
  }
}

function table(part: Part, data: Reference, onAsk: ((spec: CommandSpec) => void) | undefined, designates: boolean): ReactNode {
  switch (part) {
    case 'organs':
      return <OrganTable organs={data.organs} onAsk={onAsk} designates={designates} />;
    case 'centres':
      return <CentreTable centres={data.centres} departments={data.departments} onAsk={onAsk} />;
    case 'procedures':
      return <ProcedureTable procedures={data.procedures} onAsk={onAsk} />;
    case 'holidays':
      return <HolidayTable holidays={data.holidays} onAsk={onAsk} />;
    case 'policies':
      return <PolicyTable policies={data.policies} />;
  }
}
