import { useState } from 'react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { query } from '../api/request.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';

interface ParkedMessage {
  readonly id: string;
  readonly key: string;
  readonly reason?: string;
  /** Id of the message of the same key that it waits behind. */
  readonly behind?: string;
}

const parkedQuery = queryOptions({ queryKey: ['parked'], queryFn: ({ signal }) => query<{ readonly messages: readonly ParkedMessage[] }>('/api/parked', signal), refetchInterval: 15_000 });

const discard = ({ key, id }: ParkedMessage): CommandSpec => ({
  title: 'Descartar un mensaje apartado',
  explanation: `El mensaje ${id} deja de esperar. Quién lo descartó y por qué queda registrado; el mensaje sigue en Kafka mientras su tema lo conserve.`,
  submit: 'Descartar',
  done: 'Mensaje descartado.',
  grave: true,
  path: '/api/parked/discard',
  fields: [{ name: 'reason', label: 'Motivo', kind: 'long', hint: 'Por ejemplo, de qué sistema vino. No escriba aquí datos de personas: este texto no se puede borrar.' }],
  body: ({ reason }) => ({ key, id, reason }),
});

/** Messages that came from outside and are none of the log's events, until a person lets each go. */
export function Parked() {
  const { data, error } = useQuery(parkedQuery);
  const [asked, setAsked] = useState<ParkedMessage>();
  return (
    <section className="panel stack" aria-labelledby="parked-title">
      <h2 id="parked-title">Mensajes apartados</h2>
      <p>Mensajes de Kafka que no son hechos del registro o no se pueden leer. No detienen nada; cada uno espera a que una persona vea de dónde vino y lo descarte.</p>
      <FailureNotice failure={error === null ? undefined : failureOf(error)} />
      {data === undefined && error === null && <p className="loading">Cargando…</p>}
      {data?.messages.length === 0 && <p className="soft">No hay mensajes apartados.</p>}
      {data !== undefined && data.messages.length > 0 && <Messages messages={data.messages} onDiscard={setAsked} />}
      {asked && <CommandDialog spec={discard(asked)} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function Messages({ messages, onDiscard }: { readonly messages: readonly ParkedMessage[]; readonly onDiscard: (message: ParkedMessage) => void }) {
  return (
    <table className="grid-table">
      <caption className="unseen">Mensajes apartados</caption>
      <thead>
        <tr>
          <th scope="col">Mensaje</th>
          <th scope="col">Motivo</th>
          <th scope="col">Acciones</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={message.id}>
            <th scope="row">{message.id}</th>
            <td>{message.reason ?? `Espera detrás de ${message.behind}.`}</td>
            <td>
              <button type="button" className="link-button small" onClick={() => onDiscard(message)}>
                Descartar<span className="unseen"> el mensaje {message.id}</span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
