import { useState } from 'react';
import { useTitle } from '../app/useTitle.ts';
import { DocumentListing } from '../documents/DocumentListing.tsx';
import { CommandDialog } from '../forms/CommandDialog.tsx';
import { designateCoordinator } from '../reference/commands.ts';

/** Documents of organs without a document coordinator: they wait where OGAUC sees them. */
export function Component() {
  const [designating, setDesignating] = useState(false);
  useTitle('Cola sin titular');
  return (
    <>
      <header className="stack">
        <div className="row apart">
          <h1>Cola sin titular</h1>
          <button type="button" className="button quiet" onClick={() => setDesignating(true)}>
            Designar un coordinador documentario
          </button>
        </div>
        <p>Documentos derivados a órganos que no tienen coordinador documentario designado. La OGAUC los sigue hasta que cada órgano designe al suyo (Directiva, 5.1.1.b).</p>
      </header>
      <section className="panel" aria-label="Documentos sin titular">
        <DocumentListing caption="Documentos de órganos sin coordinador documentario" path="/api/queues/unowned" empty="Ningún documento espera sin titular: todos los órganos con documentos pendientes tienen coordinador documentario." showCentre />
      </section>
      {designating && <CommandDialog spec={designateCoordinator} onClose={() => setDesignating(false)} />}
    </>
  );
}
