import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { useCommand } from '../api/useCommand.ts';
import { announce } from '../app/announce.ts';
import { calendarDay, documentNumber, hourMinute } from '../app/format.ts';
import { cargoPath, useOpening } from '../sheet/cargo.ts';
import type { Received } from './RegistrationForm.tsx';

/** The document just registered: its number and code, its cargo, and its routing on the same day. */
export function ReceivedPanel({ received, onNext }: { readonly received: Received; readonly onNext: () => void }) {
  const { id, code, legalDate, legalRule, receivedAt, organ, observation, repeated } = received;
  const observed = observation !== undefined;
  const cargo = useOpening(cargoPath(id));
  const routing = useCommand();
  const print = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    announce(`${documentNumber(received)} registrado. Código ${code}.`);
    print.current?.focus();
  }, [received, code]);
  const route = async () => {
    const answer = await routing.send({ path: `/api/documents/${id}/route`, body: { organ } });
    if (answer === undefined) return;
    announce(`${documentNumber(received)} derivado.`);
    onNext();
  };
  return (
    <section className="panel received" aria-labelledby="received-title">
      <h2 id="received-title">{observed ? 'Registrado y observado' : 'Registrado'}</h2>
      <p className="received-number">{documentNumber(received)}</p>
      <dl className="facts">
        <div>
          <dt>Código de verificación</dt>
          <dd className="code received-code">{code}</dd>
        </div>
        <div>
          <dt>Hora de recepción</dt>
          <dd>{hourMinute(receivedAt)}</dd>
        </div>
        <div>
          <dt>Fecha legal de presentación</dt>
          <dd>{calendarDay(legalDate)}</dd>
        </div>
      </dl>
      {legalRule && <p className="small soft">{legalRule}</p>}
      {repeated && <p className="notice">Ya estaba registrado: su primer envío sí había llegado. No se duplicó nada.</p>}
      {observation && (
        <p className="notice warn">
          La persona puede subsanar hasta el <strong>{calendarDay(observation.dueDate)}</strong>. Hasta entonces no se deriva.
        </p>
      )}
      <FailureNotice failure={cargo.failure ?? routing.failure} focus />
      <div className="actions">
        <button type="button" className="button" ref={print} disabled={cargo.busy} onClick={() => void cargo.open()}>
          {cargo.busy ? 'Preparando…' : 'Imprimir cargo'}
        </button>
        {!observed && (
          <button type="button" className="button quiet" disabled={routing.busy} onClick={() => void route()}>
            {routing.busy ? 'Derivando…' : 'Derivar al órgano'}
          </button>
        )}
        <button type="button" className="button quiet" onClick={onNext}>
          Registrar otro
        </button>
        <Link to={`/documentos/${id}`}>Ver la hoja de trámite</Link>
      </div>
    </section>
  );
}
