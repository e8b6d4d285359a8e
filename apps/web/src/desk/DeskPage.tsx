import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { centreQuery } from '../api/queries.ts';
import { useTitle } from '../app/useTitle.ts';
import { DocumentListing } from '../documents/DocumentListing.tsx';
import { StateTabs } from '../documents/StateTabs.tsx';
import { useActor } from '../session/store.ts';
import { DeskDay } from './DeskDay.tsx';
import { ReceivedPanel } from './ReceivedPanel.tsx';
import { RegistrationForm, type Received } from './RegistrationForm.tsx';
import './desk.css';

const parts = [
  ['received', 'Por derivar'],
  ['observed', 'Observados'],
  ['rejected', 'Devueltos por el órgano'],
  ['not-presented', 'No presentados'],
  ['pending', 'Todos los pendientes'],
  ['all', 'Todos'],
] as const;

type Part = (typeof parts)[number][0];

const empties: Readonly<Record<Part, string>> = {
  received: 'No hay documentos por derivar. Todo lo recibido ya está en su órgano.',
  observed: 'No hay documentos observados. Nadie tiene requisitos por subsanar.',
  rejected: 'Ningún órgano ha devuelto documentos a esta mesa de partes.',
  'not-presented': 'No hay documentos por devolver a las personas.',
  pending: 'No hay documentos pendientes. El primero que registre aparecerá aquí.',
  all: 'Esta mesa de partes todavía no ha recibido documentos. Registre el primero en el formulario.',
};

/** The operator's screen: register, hand the cargo over, route, and see to what waits. */
export function Component() {
  const { centre = '' } = useActor();
  const [received, setReceived] = useState<Received>();
  const [part, setPart] = useState<Part>('received');
  const name = useQuery(centreQuery(centre)).data?.tile.name;
  useTitle('Mesa de Partes');
  const params = part === 'pending' ? { centre, pending: 'true' } : part === 'all' ? { centre } : { centre, state: part };
  return (
    <>
      <header className="stack">
        <h1>Mesa de Partes{name && ` – ${name}`}</h1>
        <DeskDay centre={centre} />
      </header>
      {received === undefined ? <RegistrationForm centre={centre} onReceived={setReceived} /> : <ReceivedPanel received={received} onNext={() => setReceived(undefined)} />}
      <p className="small soft">
        Lo que escribe se guarda solo en esta pestaña hasta que lo registra, y se borra al cerrarla o al salir. En este equipo se recuerdan el tipo, el trámite y el órgano; nunca datos de personas.
      </p>
      <section className="panel stack" aria-labelledby="queue-title">
        <div className="row apart">
          <h2 id="queue-title">Cola de la mesa de partes</h2>
          <StateTabs label="Qué documentos mostrar" options={parts} value={part} onChange={setPart} />
        </div>
        <DocumentListing caption="Documentos de la mesa de partes" path="/api/documents" params={params} empty={empties[part]} />
      </section>
    </>
  );
}
