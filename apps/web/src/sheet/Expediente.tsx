import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DocumentSheet } from '#contracts';
import { query } from '../api/request.ts';
import { counted } from '../app/format.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { useActor } from '../session/store.ts';

interface ExpedienteAnswer {
  readonly id: string;
  readonly state?: string;
  readonly folios?: number;
  readonly documents?: readonly (string | { readonly document: string })[];
}

const spec = (verb: string, id: string, more: Omit<CommandSpec, 'path'>): CommandSpec => ({ ...more, path: `/api/expedientes/${encodeURIComponent(id)}/${verb}` });

const open = (id: string): CommandSpec =>
  spec('open', id, {
    title: 'Abrir un expediente con este documento',
    explanation: 'Un solo expediente por caso; sus folios se numeran desde el 1 (TUO de la Ley 27444, art. 161).',
    submit: 'Abrir el expediente',
    done: 'Expediente abierto.',
    fields: [],
  });

const add = (document: string): CommandSpec => ({
  title: 'Agregar este documento a un expediente',
  explanation: 'Sus folios se numeran a continuación de los que ya tiene el expediente.',
  submit: 'Agregar',
  done: 'Documento agregado al expediente.',
  fields: [{ name: 'expediente', label: 'Expediente', kind: 'text', hint: 'El número del documento que lo abrió, por ejemplo LIM-2026-000001.' }],
  path: ({ expediente = '' }) => `/api/expedientes/${encodeURIComponent(expediente.trim())}/add-document`,
  body: () => ({ document }),
});

/** The expediente that a document belongs to, or how to give it one. */
export function Expediente({ sheet }: { readonly sheet: DocumentSheet }) {
  const { role, centre, organ } = useActor();
  const [asking, setAsking] = useState<CommandSpec>();
  const mine = (role === 'operator' && centre === sheet.centre) || (role === 'document-coordinator' && organ === sheet.organ);
  if (sheet.expediente !== undefined) return <ExpedienteLine id={sheet.expediente} here={sheet.id} />;
  if (!mine || sheet.foreign || ['annulled', 'returned', 'not-presented', 'remitted', 'observed'].includes(sheet.state)) return null;
  return (
    <div className="actions">
      <button type="button" className="button quiet small" onClick={() => setAsking(open(sheet.id))}>
        Abrir expediente
      </button>
      <button type="button" className="button quiet small" onClick={() => setAsking(add(sheet.id))}>
        Agregar a un expediente
      </button>
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

function ExpedienteLine({ id, here }: { readonly id: string; readonly here: string }) {
  const { data } = useQuery({ queryKey: ['documents', 'expediente', id], queryFn: ({ signal }) => query<ExpedienteAnswer>(`/api/expedientes/${encodeURIComponent(id)}`, signal) });
  const documents = (data?.documents ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.document)).filter((document) => document !== here);
  return (
    <p>
      Expediente <strong>{id}</strong>
      {data?.folios !== undefined && `, ${counted(data.folios, 'folio', 'folios')}`}
      {documents.map((document) => (
        <span key={document}>
          {' · '}
          <Link to={`/documentos/${document}`}>{document}</Link>
        </span>
      ))}
    </p>
  );
}
