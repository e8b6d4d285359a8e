import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DocumentSheet } from '#contracts';
import { expedienteQuery, type ExpedienteFile } from '../api/expediente.ts';
import { calendarDay, counted, dateTime, limaDate } from '../app/format.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { useActor } from '../session/store.ts';
import { holds } from './actions.ts';
import { absorbExpediente, addDocument, closeExpediente, joinTo, openExpediente, severDocument } from './expediente-commands.ts';

type Ask = ((spec: CommandSpec) => void) | undefined;

const without: readonly string[] = ['annulled', 'not-presented', 'observed'];

/** The expediente that a document belongs to, or how to give it one. */
export function Expediente({ sheet }: { readonly sheet: DocumentSheet }) {
  const actor = useActor();
  const [asking, setAsking] = useState<CommandSpec>();
  const mine = !sheet.foreign && holds(actor, sheet);
  if (sheet.expediente === undefined && (!mine || without.includes(sheet.state))) return null;
  return (
    <section className="panel stack" aria-labelledby="expediente-title">
      <h2 id="expediente-title">Expediente{sheet.expediente && ` ${sheet.expediente}`}</h2>
      {sheet.expediente === undefined ? (
        <>
          <p className="soft">Este documento no está en un expediente.</p>
          <div className="actions">
            <Act ask={setAsking} label="Abrir expediente" spec={openExpediente(sheet.id)} />
            <Act ask={setAsking} label="Agregar a un expediente" spec={joinTo(sheet.id)} />
          </div>
        </>
      ) : (
        // Whoever holds the document that opened it acts on the expediente.
        <File id={sheet.expediente} here={sheet.id} ask={mine && sheet.id === sheet.expediente ? setAsking : undefined} />
      )}
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

const Act = ({ ask, label, spec }: { readonly ask: (spec: CommandSpec) => void; readonly label: string; readonly spec: CommandSpec }) => (
  <button type="button" className="button quiet small" onClick={() => ask(spec)}>
    {label}
  </button>
);

function File({ id, here, ask }: { readonly id: string; readonly here: string; readonly ask: Ask }) {
  const { data, error } = useQuery(expedienteQuery(id));
  if (error !== null && data === undefined) return <p className="soft">Su contenido lo ve quien tiene el documento que lo abrió.</p>;
  if (data === undefined) return <p className="loading">Cargando el expediente…</p>;
  const open = data.status === 'open' ? ask : undefined;
  return (
    <>
      <p className="small">
        <Status file={data} />
        {counted(data.folios, 'folio', 'folios')} en {counted(data.bodies, 'cuerpo', 'cuerpos')}
      </p>
      <Documents file={data} here={here} ask={open} />
      {data.absorbed.length > 0 && (
        <p className="small">
          Se le acumularon:{' '}
          {data.absorbed.map((other, index) => (
            <span key={other.id}>
              {index > 0 && ', '}
              <Link to={`/documentos/${other.id}`}>{other.id}</Link> ({counted(other.folios, 'folio', 'folios')})
            </span>
          ))}
          . Cada uno conserva su foliación.
        </p>
      )}
      {open && (
        <div className="actions">
          <Act ask={open} label="Agregar un documento" spec={addDocument(id)} />
          <Act ask={open} label="Acumular otro expediente" spec={absorbExpediente(id)} />
          <Act ask={open} label="Cerrar el expediente" spec={closeExpediente(id)} />
        </div>
      )}
    </>
  );
}

function Status({ file: { status, joinedTo, openedAt, closedAt } }: { readonly file: ExpedienteFile }) {
  if (status === 'open') return <>Abierto el {calendarDay(limaDate(openedAt))} · </>;
  if (status === 'closed') return <>Cerrado{closedAt && ` el ${dateTime(closedAt)}`} · </>;
  return (
    <>
      Acumulado al {joinedTo && <Link to={`/documentos/${joinedTo}`}>{joinedTo}</Link>} ·{' '}
    </>
  );
}

function Documents({ file: { id: expediente, documents }, here, ask }: { readonly file: ExpedienteFile; readonly here: string; readonly ask: Ask }) {
  return (
    <div className="scroll">
      <table className="grid-table">
        <caption className="unseen">Documentos del expediente, en el orden de su foliación</caption>
        <thead>
          <tr>
            <th scope="col">Documento</th>
            <th scope="col" className="figure">
              Del folio
            </th>
            <th scope="col" className="figure">
              Al folio
            </th>
            {ask && <th scope="col">Acciones</th>}
          </tr>
        </thead>
        <tbody>
          {documents.map(({ id, firstFolio, folios, severed }) => (
            <tr key={`${id} ${firstFolio}`}>
              <th scope="row">
                {id === here ? id : <Link to={`/documentos/${id}`}>{id}</Link>} {severed && <span className="badge">Desglosado</span>}
              </th>
              <td className="figure">{firstFolio}</td>
              <td className="figure">{firstFolio + folios - 1}</td>
              {ask && (
                <td>
                  {!severed && id !== expediente && (
                    <button type="button" className="link-button small" onClick={() => ask(severDocument(expediente, id))}>
                      Desglosar<span className="unseen"> {id}</span>
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
