import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { provisionWords } from '../app/provision.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { linkOf, type Register } from '../records/model.ts';
import { Steps } from '../records/Steps.tsx';
import { useNames } from '../records/useNames.ts';
import { useRegisters } from '../records/useRegisters.ts';
import { Fact } from '../sheet/Fact.tsx';
import { evidenceQuery, placeLink, type Cell } from './model.ts';
import { StandingMark } from './StandingMark.tsx';
import { recordOf } from './stream.ts';
import { when } from './words.ts';
import './directive.css';

/** One obligation in one place: how it stands and the events that prove it. */
export function Component() {
  const { rule = '', place = '' } = useParams();
  const { data, error } = useQuery(evidenceQuery(rule, place));
  const { byPath } = useRegisters();
  const names = useNames();
  useTitle(data === undefined ? 'Una obligación' : `${provisionWords(data.provision)} – ${names.place(place)}`);
  if (data === undefined) return error === null ? <p className="loading">Cargando…</p> : <Unseen error={error} />;
  const registers = [...byPath.values()];
  return (
    <>
      <header className="stack">
        <p className="small">
          <Link to="/directiva">Tablero de la Directiva</Link> › <Link to={placeLink(place)}>{names.place(place)}</Link>
        </p>
        <h1>{data.title}</h1>
        <p className="soft">
          {provisionWords(data.provision)} · {names.place(place)}
        </p>
      </header>
      <section className="panel stack" aria-labelledby="standing-title">
        <h2 id="standing-title">Cómo está</h2>
        <CellFacts cell={data.cell} />
      </section>
      <section className="panel stack" aria-labelledby="evidence-title">
        <h2 id="evidence-title">Hechos que lo prueban</h2>
        {data.evidence.length === 0 ? (
          <p className="empty">Nada se ha registrado todavía sobre esta obligación en este lugar.</p>
        ) : (
          <Steps steps={data.evidence} link={({ stream }) => <RecordLink stream={stream} registers={registers} />} />
        )}
      </section>
      <FreshnessNote {...data} />
    </>
  );
}

function Unseen({ error }: { readonly error: Error }) {
  return (
    <div className="stack">
      <h1>Una obligación</h1>
      <FailureNotice failure={failureOf(error)} />
      <p>
        <Link to="/directiva">Tablero de la Directiva</Link>
      </p>
    </div>
  );
}

function CellFacts({ cell: { standing, since, due, why } }: { readonly cell: Cell }) {
  return (
    <dl className="facts">
      <Fact label="Estado">
        <StandingMark standing={standing} />
      </Fact>
      {since !== undefined && <Fact label="Desde">{when(since)}</Fact>}
      {due !== undefined && <Fact label="Vence">{when(due)}</Fact>}
      {why && <Fact label="Por qué">{why}</Fact>}
    </dl>
  );
}

function RecordLink({ stream, registers }: { readonly stream: string; readonly registers: readonly Register[] }) {
  const found = recordOf(stream, registers);
  if (found === undefined) return null;
  return <Link to={found.path === undefined ? `/documentos/${found.id}` : linkOf(found.path, found.id)}>{found.title}</Link>;
}
