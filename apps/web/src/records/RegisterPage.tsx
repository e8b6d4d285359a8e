import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { referenceQuery } from '../api/reference.ts';
import { dateTime } from '../app/format.ts';
import { useTitle } from '../app/useTitle.ts';
import { Pager } from '../app/Pager.tsx';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { useActor } from '../session/store.ts';
import { Acts } from './Acts.tsx';
import { ContextFailures } from './ContextFailures.tsx';
import { DueMark } from './DueMark.tsx';
import { Filter } from './Filter.tsx';
import { linkOf, listQuery, type Listed, type Register } from './model.ts';
import { titleOf, turnWords, useNames } from './useNames.ts';
import { useRegisters } from './useRegisters.ts';
import '../documents/documents.css';
import './records.css';

/** A register: what it holds, filtered, page by page, and what the person can begin in it. */
export function Component() {
  const path = useParams()['path'] ?? '';
  const { byPath, loading, failures } = useRegisters();
  const register = byPath.get(path);
  useTitle(register?.titles ?? 'Registro');
  if (register === undefined && loading) return <p className="loading">Cargando el registro…</p>;
  if (register === undefined) return <NoRegister failures={failures} />;
  return <Known key={path} register={register} />;
}

export function NoRegister({ failures }: Pick<ReturnType<typeof useRegisters>, 'failures'>) {
  return (
    <div className="stack">
      <h1>No se encontró ese registro</h1>
      <ContextFailures failures={failures} />
      <p>
        <Link to="/registros">Ver todos los registros</Link>
      </p>
    </div>
  );
}

function Known({ register }: { readonly register: Register }) {
  const navigate = useNavigate();
  const { role } = useActor();
  const [params, setParams] = useSearchParams();
  const asked = { status: params.get('estado') ?? undefined, centre: params.get('centro') ?? undefined, organ: params.get('organo') ?? undefined };
  const founding = register.acts.filter(({ founds, roles }) => founds && roles.includes(role));
  const change = (name: string, value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <header className="stack">
        <p className="small">
          <Link to="/registros">Registros</Link>
        </p>
        <h1>{register.titles}</h1>
        <Acts register={register} acts={founding} about="nuevo" onDone={({ id }) => void navigate(linkOf(register.path, id))} />
      </header>
      <section className="panel stack" aria-label={register.titles}>
        <Filters register={register} asked={asked} change={change} />
        <Pages key={JSON.stringify(asked)} register={register} params={asked} />
      </section>
    </>
  );
}

interface FiltersProps {
  readonly register: Register;
  readonly asked: Readonly<Record<'status' | 'centre' | 'organ', string | undefined>>;
  readonly change: (name: string, value: string) => void;
}

const ofCentres: readonly string[] = ['centre', 'at-centre'];
const ofOrgans: readonly string[] = ['organ', 'of-organ'];

function Filters({ register, asked, change }: FiltersProps) {
  const { centre, organ } = useActor();
  const reference = useQuery(referenceQuery).data;
  const national = centre === undefined && organ === undefined;
  const statuses = Object.entries(register.statuses);
  const centres = (reference?.centres ?? []).filter(({ foreign }) => !foreign).map(({ code, name }) => [code, name] as const);
  const organs = (reference?.organs ?? []).filter(({ inForce, type }) => inForce && type !== 'externo').map(({ id, siglas }) => [id, siglas] as const);
  return (
    <div className="search">
      <Filter label="Estado" all="Todos" options={statuses} value={asked.status} onChange={(value) => change('estado', value)} />
      {national && !ofOrgans.includes(register.id) && <Filter label="Centro" all="Todos los centros" options={centres} value={asked.centre} onChange={(value) => change('centro', value)} />}
      {national && !ofCentres.includes(register.id) && <Filter label="Órgano" all="Todos los órganos" options={organs} value={asked.organ} onChange={(value) => change('organo', value)} />}
    </div>
  );
}

function Pages({ register, params }: { readonly register: Register; readonly params: Readonly<Record<string, string | undefined>> }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const { data, error } = useQuery(listQuery(register.path, { ...params, cursor: cursors.at(-1) }));
  if (data === undefined) return error === null ? <p className="loading">Cargando…</p> : <FailureNotice failure={failureOf(error)} />;
  const { records, next } = data;
  const filtered = Object.values(params).some((each) => each !== undefined);
  return (
    <div className="stack">
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      {records.length === 0 ? (
        <p className="empty">{filtered ? 'Nada coincide con lo que pidió.' : 'Todavía no hay nada aquí que le corresponda ver.'}</p>
      ) : (
        <Table register={register} records={records} />
      )}
      <Pager cursors={cursors} next={next} onMove={setCursors} />
      <FreshnessNote {...data} />
    </div>
  );
}

function Table({ register, records }: { readonly register: Register; readonly records: readonly Listed[] }) {
  const names = useNames();
  return (
    <table className="documents">
      <caption className="unseen">{register.titles}, lo último primero</caption>
      <thead>
        <tr>
          <th scope="col">{register.title}</th>
          <th scope="col">Estado</th>
          <th scope="col">De</th>
          <th scope="col">Espera a</th>
          <th scope="col">Último cambio</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            <th scope="row" className="record-title">
              <Link to={linkOf(register.path, record.id)}>{titleOf(record, register.id, names)}</Link>
            </th>
            <td data-label="Estado">
              <span className="badge blue">{record.statusName}</span>
            </td>
            <td data-label="De">{[record.centre && names.centre(record.centre), record.organ && names.organ(record.organ), record.person && names.person(record.person)].filter(Boolean).join(' · ') || '—'}</td>
            <td data-label="Espera a">{record.wait ? <Turn record={record} /> : <span className="soft">Nadie</span>}</td>
            <td data-label="Último cambio" className="small">
              {dateTime(record.updatedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Turn({ record: { wait } }: { readonly record: Listed }) {
  const names = useNames();
  if (wait === undefined) return null;
  return (
    <>
      {turnWords(wait, names)}
      {wait.due !== undefined && (
        <span className="small">
          <DueMark due={wait.due} overdue={wait.due < new Date().toISOString()} />
        </span>
      )}
    </>
  );
}
