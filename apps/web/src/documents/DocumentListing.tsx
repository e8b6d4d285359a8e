import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { DocumentSummary } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { documentsQuery } from '../api/queries.ts';
import { documentNumber } from '../app/format.ts';
import { Pager } from '../app/Pager.tsx';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { useActor } from '../session/store.ts';
import { actionsFor } from '../sheet/actions.ts';
import { DocumentActions } from '../sheet/DocumentActions.tsx';
import { DocumentTable } from './DocumentTable.tsx';

interface DocumentListingProps {
  readonly caption: string;
  readonly path: string;
  readonly params?: Readonly<Record<string, string | undefined>>;
  /** What an empty list means and what to do. */
  readonly empty: ReactNode;
  readonly showCentre?: boolean;
  readonly showOrgan?: boolean;
}

/** A list of documents, page by page, each with the next step that this person may take. */
export function DocumentListing(props: DocumentListingProps) {
  // Another list begins at its first page.
  return <Pages key={`${props.path}?${JSON.stringify(props.params)}`} {...props} />;
}

function Pages({ caption, path, params = {}, empty, showCentre = false, showOrgan = true }: DocumentListingProps) {
  const actor = useActor();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const { data, error } = useQuery(documentsQuery(path, { ...params, cursor: cursors.at(-1) }));
  if (error !== null && data === undefined) return <FailureNotice failure={failureOf(error)} />;
  if (data === undefined) return <p className="loading">Cargando…</p>;
  const { documents, next } = data;
  const mainActs = (document: DocumentSummary) => actionsFor(actor, document).filter(({ main }) => main);
  return (
    <div className="stack">
      {documents.length === 0 ? (
        <div className="empty">{empty}</div>
      ) : (
        <DocumentTable
          caption={caption}
          documents={documents}
          showCentre={showCentre}
          showOrgan={showOrgan}
          {...(documents.some((document) => mainActs(document).length > 0) && {
            actions: (document) => <DocumentActions small about={documentNumber(document)} actions={mainActs(document)} />,
          })}
        />
      )}
      <Pager cursors={cursors} next={next} onMove={setCursors} />
      <FreshnessNote {...data} />
    </div>
  );
}
