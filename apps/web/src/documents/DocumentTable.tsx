import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DocumentSummary } from '#contracts';
import { ago, calendarDay, counted, dateTime, documentNumber } from '../app/format.ts';
import { useNow } from '../app/useNow.ts';
import { aboutOf } from './about.ts';
import { Marks, StateBadge } from './StateBadge.tsx';
import './documents.css';

interface DocumentTableProps {
  readonly caption: string;
  readonly documents: readonly DocumentSummary[];
  /** Buttons of a row. */
  readonly actions?: (document: DocumentSummary) => ReactNode;
  readonly showCentre?: boolean;
  readonly showOrgan?: boolean;
}

/** While an observation is open no term runs (TUO Ley 27444, art. 136.3). */
function DueDate({ state, dueDate }: Pick<DocumentSummary, 'state' | 'dueDate'>) {
  if (state === 'observed') return <span className="soft">No corre</span>;
  return dueDate === undefined ? <span className="soft">Sin plazo</span> : calendarDay(dueDate);
}

/** Documents as rows; on a narrow screen, as cards. Identity numbers come masked from the server. */
export function DocumentTable({ caption, documents, actions, showCentre = false, showOrgan = true }: DocumentTableProps) {
  const now = useNow(60_000);
  return (
    <table className="documents">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Número</th>
          <th scope="col">Asunto y remitente</th>
          {showOrgan && <th scope="col">Órgano</th>}
          <th scope="col">Estado</th>
          <th scope="col">Plazo</th>
          {actions && <th scope="col">Acciones</th>}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document.id}>
            <th scope="row">
              <Link to={`/documentos/${document.id}`}>{documentNumber(document)}</Link>
              <span className="soft small" title={dateTime(document.receivedAt)}>
                {showCentre && `${document.centre} · `}
                {ago(document.receivedAt, now)}
              </span>
            </th>
            <td>
              <span className="about">{aboutOf(document)}</span>
              <span className="soft small">
                {[document.sender, document.senderId, counted(document.folios, 'folio', 'folios')].filter(Boolean).join(' · ')}
              </span>
            </td>
            {showOrgan && <td data-label="Órgano">{document.organName}</td>}
            <td data-label="Estado">
              <StateBadge state={document.state} /> <Marks {...document} />
            </td>
            <td data-label="Plazo" className="small">
              <DueDate {...document} />
            </td>
            {actions && <td className="row-actions">{actions(document)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
