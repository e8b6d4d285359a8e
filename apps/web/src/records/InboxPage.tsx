import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { registerNames } from '#contracts';
import { failureOf } from '../api/failure.ts';
import { counted } from '../app/format.ts';
import { useNow } from '../app/useNow.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { ContextFailures } from './ContextFailures.tsx';
import { DueMark, sinceWords } from './DueMark.tsx';
import { byKind, type KindGroup } from './inbox.ts';
import { inboxQuery, linkOf, type Waiting } from './model.ts';
import { titleOf, useNames } from './useNames.ts';
import { contexts, useRegisters } from './useRegisters.ts';
import './records.css';

function useInbox() {
  return useQueries({
    queries: contexts.map(inboxQuery),
    combine: (results) => ({
      waiting: results.flatMap(({ data }) => data?.waiting ?? []),
      more: results.flatMap(({ data }, i) => (data?.more ? [registerNames[contexts[i]!]!] : [])),
      loading: results.some(({ isPending }) => isPending),
      failures: results.flatMap(({ error }, i) => (error === null ? [] : [{ context: contexts[i]!, failure: failureOf(error) }])),
      /** The stalest answer: the page is as fresh as that. */
      fresh: results.flatMap(({ data }) => data ?? []).toSorted((a, b) => a.position - b.position)[0],
    }),
  });
}

/** Everything that waits for the person, the most urgent first. */
export function Component() {
  const { waiting, more, loading, failures, fresh } = useInbox();
  useTitle('Lo que me espera');
  const overdue = waiting.filter((each) => each.overdue).length;
  return (
    <>
      <header className="row apart">
        <div>
          <h1>Lo que me espera</h1>
          <p className="soft" aria-live="polite">
            {loading ? 'Consultando…' : waiting.length === 0 ? 'Nada por ahora' : `${counted(waiting.length, 'asunto', 'asuntos')}${overdue > 0 ? `, ${counted(overdue, 'vencido', 'vencidos')}` : ''}`}
          </p>
        </div>
        {fresh && <FreshnessNote {...fresh} />}
      </header>
      <ContextFailures failures={failures} />
      {more.length > 0 && <p className="notice">Hay más de lo que se muestra en: {more.join('; ')}. Lo más urgente está aquí.</p>}
      {byKind(waiting).map((group) => (
        <KindSection key={group.kind} group={group} />
      ))}
      {waiting.length === 0 && !loading && failures.length === 0 && (
        <p className="empty">
          <strong>Nada espera por usted.</strong>
          Cuando otra persona actúe y le toque a usted, aparecerá aquí solo, con su plazo. Lo que quiera empezar está en <Link to="/registros">Registros</Link>.
        </p>
      )}
    </>
  );
}

function KindSection({ group: { kind, waiting, overdue } }: { readonly group: KindGroup }) {
  const id = `kind-${waiting[0]!.path}`;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <div className="row">
        <h2 id={id}>{kind}</h2>
        <span className="badge">{counted(waiting.length, 'asunto', 'asuntos')}</span>
        {overdue > 0 && <span className="badge solid">{counted(overdue, 'vencido', 'vencidos')}</span>}
      </div>
      <ul className="inbox">
        {waiting.map((each) => (
          <WaitingRow key={`${each.id} ${each.wait?.act}`} waiting={each} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ waiting }: { readonly waiting: Waiting }) {
  const now = useNow(60_000);
  const names = useNames();
  const { byPath } = useRegisters();
  const { id, path, statusName, actTitle, overdue, wait, centre, organ } = waiting;
  const title = titleOf(waiting, byPath.get(path)?.id, names);
  // What the platform does by itself, once something else has been done, is nobody's button.
  const isOffered = byPath.get(path)?.acts.some(({ verb }) => verb === wait?.act) ?? false;
  const place = [centre && names.centre(centre), organ && names.organ(organ)].filter((each) => each && each !== title).join(', ');
  return (
    <li className={overdue ? 'late' : ''}>
      <div>
        <h3>
          <Link to={linkOf(path, id)}>{title}</Link>
        </h3>
        <p className="small soft">{[statusName, place, wait && sinceWords(wait.since, now)].filter(Boolean).join(' · ')}</p>
      </div>
      <p className="small">
        <DueMark due={wait?.due} overdue={overdue} />
      </p>
      {isOffered && (
        <Link className="button small" to={`${linkOf(path, id)}?hacer=${wait?.act}`}>
          {actTitle || 'Ver'}
          <span className="unseen"> – {title}</span>
        </Link>
      )}
    </li>
  );
}
