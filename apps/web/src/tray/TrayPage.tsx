import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { documentsQuery } from '../api/queries.ts';
import { referenceQuery } from '../api/reference.ts';
import { useTitle } from '../app/useTitle.ts';
import { DocumentListing } from '../documents/DocumentListing.tsx';
import { StateTabs } from '../documents/StateTabs.tsx';
import { useActor } from '../session/store.ts';

const parts = [
  ['', 'Pendientes'],
  ['routed', 'Por aceptar'],
  ['accepted', 'En el órgano'],
  ['answered', 'Atendidos'],
  ['archived', 'Archivados'],
] as const;

type Part = (typeof parts)[number][0];

const empties: Readonly<Record<Part, string>> = {
  '': 'No hay documentos pendientes en esta bandeja. Lo que una mesa de partes derive a este órgano aparece aquí al instante.',
  routed: 'No hay documentos por aceptar.',
  accepted: 'El órgano no tiene documentos aceptados por atender.',
  answered: 'No hay documentos atendidos por archivar.',
  archived: 'Todavía no hay documentos archivados.',
};

/** An organ's tray: its own coordinator's, or any organ's for OGAUC (`/bandeja/:organ`). */
export function Component() {
  const actor = useActor();
  const organ = useParams()['organ'] ?? actor.organ ?? '';
  const [part, setPart] = useState<Part>('');
  const path = `/api/organs/${encodeURIComponent(organ)}/tray`;
  const params = { state: part };
  const named = useQuery(referenceQuery).data?.organs.find(({ id }) => id === organ);
  const tray = useQuery(documentsQuery(path, { ...params, cursor: undefined })).data;
  useTitle('Bandeja del órgano');
  return (
    <>
      <header className="stack">
        <h1>Bandeja{named && ` – ${named.siglas}`}</h1>
        {named && <p className="soft">{named.name}</p>}
        {tray !== undefined && tray.owner === undefined && (
          <div className="notice warn">
            <p>
              <strong>Este órgano no tiene coordinador documentario designado.</strong> Sus documentos no se pierden: la OGAUC los ve en la cola sin titular hasta que el órgano lo designe (Directiva, 5.1.1.b).
            </p>
          </div>
        )}
        {tray?.owner !== undefined && (
          <p className="small">
            Coordinador documentario a cargo: <strong>{tray.owner}</strong>
          </p>
        )}
      </header>
      <section className="panel stack" aria-label="Documentos de la bandeja">
        <StateTabs label="Qué documentos mostrar" options={parts} value={part} onChange={setPart} />
        <DocumentListing caption="Documentos del órgano, primero los vencidos" path={path} params={params} empty={empties[part]} showCentre showOrgan={false} />
      </section>
    </>
  );
}
