import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { useNow } from '../app/useNow.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { useActor } from '../session/store.ts';
import { Acts } from './Acts.tsx';
import { DueMark, sinceWords } from './DueMark.tsx';
import { Facts } from './Facts.tsx';
import { instanceQuery, type ActEntry, type Instance, type Register } from './model.ts';
import { NoRegister } from './RegisterPage.tsx';
import { Steps } from './Steps.tsx';
import { titleOf, turnWords, useNames } from './useNames.ts';
import { useRegisters } from './useRegisters.ts';
import './records.css';

/** A record: how it stands, whom it waits for, what the person can do now, its facts and its history. */
export function Component() {
  const { path = '', id = '' } = useParams();
  const { byPath, loading, failures } = useRegisters();
  const register = byPath.get(path);
  const { data, error } = useQuery(instanceQuery(path, id));
  const names = useNames();
  useTitle(data === undefined ? (register?.title ?? 'Registro') : titleOf(data.record, register?.id, names));
  if (register === undefined) return loading ? <p className="loading">Cargando…</p> : <NoRegister failures={failures} />;
  if (data === undefined) return error === null ? <p className="loading">Cargando…</p> : <Unseen register={register} id={id} error={error} />;
  return (
    <>
      <Head register={register} record={data.record} />
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <div className="sheet">
        <section className="panel stack" aria-labelledby="facts-title">
          <h2 id="facts-title">Datos</h2>
          <Facts register={register} record={data.record} />
        </section>
        <section className="panel stack" aria-labelledby="history-title">
          <h2 id="history-title">Historia</h2>
          <Steps steps={data.record.history} />
        </section>
      </div>
      <FreshnessNote {...data} />
    </>
  );
}

/** One that can't be had; or that nobody has begun yet, and that the person may begin. */
function Unseen({ register, id, error }: { readonly register: Register; readonly id: string; readonly error: Error }) {
  const { role } = useActor();
  const [params, setParams] = useSearchParams();
  const open = params.get('hacer') ?? undefined;
  const failure = failureOf(error);
  const founding = register.acts.filter(({ founds, roles }) => founds && roles.includes(role)).toSorted((a, b) => Number(b.verb === open) - Number(a.verb === open));
  const isMissing = failure.kind === 'refused' && failure.status === 404;
  return (
    <div className="stack">
      <h1>{register.title}</h1>
      {isMissing && founding.length > 0 ? (
        <>
          <p>Todavía no hay nada registrado con el código «{id}», o no le corresponde verlo. Puede empezarlo:</p>
          <Acts register={register} acts={founding} on={{ id, version: 0 }} about={id} open={open} onClose={() => setParams({}, { replace: true })} />
        </>
      ) : (
        <FailureNotice failure={failure} />
      )}
      <p>
        <Link to={`/registros/${register.path}`}>{register.titles}</Link>
      </p>
    </div>
  );
}

const isAct = (act: ActEntry | undefined): act is ActEntry => act !== undefined;

function Head({ register, record }: { readonly register: Register; readonly record: Instance }) {
  const names = useNames();
  const [params, setParams] = useSearchParams();
  const title = titleOf(record, register.id, names);
  const { wait } = record;
  const acts = record.acts.map((verb) => register.acts.find((act) => act.verb === verb)).filter(isAct);
  // What it waits for comes first: that is what one expects next.
  const ordered = acts.toSorted((a, b) => Number(b.verb === wait?.act) - Number(a.verb === wait?.act));
  const place = [record.centre && names.centre(record.centre), record.organ && names.organ(record.organ), record.person && names.person(record.person)].filter((each) => each && each !== title);
  return (
    <header className="stack">
      <p className="small">
        <Link to="/registros">Registros</Link> › <Link to={`/registros/${register.path}`}>{register.titles}</Link>
      </p>
      <div className="row">
        <h1>{record.title === record.id ? `${register.title} – ${title}` : title}</h1>
        <span className="badge blue">{record.statusName}</span>
      </div>
      {place.length > 0 && <p className="soft">{place.join(' · ')}</p>}
      {wait && <WaitNote wait={wait} act={register.acts.find(({ verb }) => verb === wait.act)} />}
      <Acts
        register={register}
        acts={ordered}
        on={{ id: record.id, version: record.version }}
        about={title}
        open={params.get('hacer') ?? undefined}
        main={ordered[0]?.verb === wait?.act}
        onClose={() => setParams({}, { replace: true })}
      />
    </header>
  );
}

function WaitNote({ wait, act }: { readonly wait: NonNullable<Instance['wait']>; readonly act: ActEntry | undefined }) {
  const now = useNow(60_000);
  const names = useNames();
  const overdue = wait.due !== undefined && wait.due < new Date(now).toISOString();
  return (
    <p className={`notice ${overdue ? 'bad' : ''}`}>
      Espera a: <strong>{turnWords(wait, names)}</strong>
      {act && ` – ${act.title}`} · {sinceWords(wait.since, now)}
      {wait.due !== undefined && (
        <>
          {' '}
          · plazo: <DueMark due={wait.due} overdue={overdue} />
        </>
      )}
    </p>
  );
}
