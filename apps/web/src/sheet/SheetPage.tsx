import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { channelNames, documentKindNames, type DocumentSheet } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { sheetQuery } from '../api/queries.ts';
import { calendarDay, counted, dateTime, documentNumber } from '../app/format.ts';
import { useTitle } from '../app/useTitle.ts';
import { aboutOf } from '../documents/about.ts';
import { Marks, StateBadge } from '../documents/StateBadge.tsx';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { useActor } from '../session/store.ts';
import { actionsFor } from './actions.ts';
import { cargoPath, useOpening } from './cargo.ts';
import { DocumentActions } from './DocumentActions.tsx';
import { Expediente } from './Expediente.tsx';
import { Fact } from './Fact.tsx';
import { Files } from './Files.tsx';
import { History } from './History.tsx';
import './sheet.css';

/** The hoja de trámite: everything that is known of a document, and what may be done with it now. */
export function Component() {
  const id = useParams()['id'] ?? '';
  const { data, error } = useQuery(sheetQuery(id));
  useTitle(data === undefined ? 'Hoja de trámite' : documentNumber(data));
  if (data === undefined) return error === null ? <p className="loading">Cargando la hoja de trámite…</p> : <FailureNotice failure={failureOf(error)} />;
  return (
    <>
      <SheetHead sheet={data} />
      <div className="sheet">
        <div className="stack loose">
          <Particulars sheet={data} />
          <Sender sheet={data} />
          <Files files={data.files} annexes={data.annexes} />
          <Expediente sheet={data} />
        </div>
        <section className="panel stack" aria-labelledby="history-title">
          <h2 id="history-title">Historia</h2>
          <History entries={data.history} />
        </section>
      </div>
      <FreshnessNote {...data} />
    </>
  );
}

function SheetHead({ sheet }: { readonly sheet: DocumentSheet }) {
  const actor = useActor();
  const cargo = useOpening(cargoPath(sheet.id));
  const { foreign, origin, observation, state } = sheet;
  return (
    <header className="stack">
      <p className="small soft">Hoja de trámite · {sheet.centre}</p>
      <div className="row">
        <h1>{documentNumber(sheet)}</h1>
        <StateBadge state={state} />
        <Marks {...sheet} />
      </div>
      <p className="sheet-about">{aboutOf(sheet)}</p>
      {foreign && (
        <div className="notice">
          <p>
            <strong>Historia importada de otro sistema.</strong> {origin && `Origen: ${origin.system}, caso ${origin.id}. `}Se consulta tal como vino, con sus fechas; aquí no se puede cambiar.
          </p>
        </div>
      )}
      {observation && state === 'observed' && (
        <div className="notice warn">
          <p>
            <strong>Observado.</strong> Falta subsanar hasta el {calendarDay(observation.dueDate)}. Mientras tanto los plazos no corren y el documento no se deriva.
          </p>
          <ul className="bullets">
            {observation.requirements.map((requirement) => (
              <li key={requirement}>{requirement}</li>
            ))}
          </ul>
        </div>
      )}
      <FailureNotice failure={cargo.failure} focus />
      <div className="row">
        <DocumentActions about={documentNumber(sheet)} actions={actionsFor(actor, sheet)} />
        {!foreign && actor.centre === sheet.centre && (
          <button type="button" className="button quiet" disabled={cargo.busy} onClick={() => void cargo.open()}>
            {cargo.busy ? 'Preparando…' : 'Imprimir cargo'}
          </button>
        )}
      </div>
    </header>
  );
}

function Particulars({ sheet }: { readonly sheet: DocumentSheet }) {
  return (
    <section className="panel stack" aria-labelledby="particulars-title">
      <h2 id="particulars-title">Documento</h2>
      <dl className="facts">
        <Fact label="Lo tiene ahora">{sheet.holder}</Fact>
        <Fact label="Órgano destinatario">{sheet.organName}</Fact>
        <Fact label="Recibido">{dateTime(sheet.receivedAt)}</Fact>
        <Fact label="Fecha legal de presentación">{calendarDay(sheet.legalDate)}</Fact>
        <Fact label="Plazo para atender">{dueWords(sheet)}</Fact>
        <Fact label="Folios">{counted(sheet.folios, 'folio', 'folios')}</Fact>
        <Fact label="Tipo">{nameIn(documentKindNames, sheet.kind)}</Fact>
        <Fact label="Trámite">{sheet.procedureName}</Fact>
        <Fact label="Llegó por">{nameIn(channelNames, sheet.channel)}</Fact>
        {sheet.code !== undefined && (
          <Fact label="Código del cargo">
            <span className="code">{sheet.code}</span>
          </Fact>
        )}
      </dl>
      <p className="small soft sheet-rule">Fecha legal: {sheet.legalRule}</p>
    </section>
  );
}

function dueWords({ state, dueDate }: DocumentSheet): string {
  if (state === 'observed') return 'No corre hasta que se subsane';
  return dueDate === undefined ? 'Sin plazo señalado' : calendarDay(dueDate);
}

const nameIn = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;

function Sender({ sheet }: { readonly sheet: DocumentSheet }) {
  return (
    <section className="panel stack" aria-labelledby="sender-title">
      <h2 id="sender-title">Remitente</h2>
      {sheet.erased ? (
        <p className="notice">
          <strong>[datos suprimidos]</strong> Los datos de la persona se suprimieron a su pedido (Ley 29733). El documento y su historia se conservan.
        </p>
      ) : (
        <dl className="facts">
          <Fact label="Nombre">{sheet.sender || '—'}</Fact>
          <Fact label="Documento de identidad">{sheet.senderId || '—'}</Fact>
          {sheet.senderAddress !== undefined && <Fact label="Domicilio">{sheet.senderAddress}</Fact>}
          {sheet.senderPhone !== undefined && <Fact label="Teléfono">{sheet.senderPhone}</Fact>}
          {sheet.senderEmail !== undefined && <Fact label="Correo electrónico">{sheet.senderEmail}</Fact>}
        </dl>
      )}
    </section>
  );
}
