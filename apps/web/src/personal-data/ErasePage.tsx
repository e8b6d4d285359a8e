import { useState } from 'react';
import { useTitle } from '../app/useTitle.ts';
import { CommandDialog, type CommandSpec } from '../forms/CommandDialog.tsx';
import { identityKinds } from '../desk/identity.ts';

const erase: CommandSpec = {
  title: 'Suprimir los datos de una persona',
  explanation: 'Se destruye la llave de la persona: su nombre, su identidad, su domicilio, sus asuntos y sus anexos ya no podrán leerse en ningún lugar. No se puede deshacer. Los documentos y su historia se conservan sin esos datos.',
  submit: 'Suprimir definitivamente',
  done: 'Datos suprimidos.',
  grave: true,
  path: '/api/subjects/erase',
  fields: [
    { name: 'kind', label: 'Identidad', kind: 'choice', options: [...identityKinds.filter(([kind]) => kind !== 'NONE'), ['DOCUMENT', 'Sin documento de identidad: por el número de un documento presentado']] },
    { name: 'number', label: 'Número', kind: 'text', hint: 'De su documento de identidad; si no mostró ninguno, de un documento que presentó, como CUS-2026-000123.' },
    { name: 'reason', label: 'Motivo', kind: 'long', hint: 'Por ejemplo, el número de la solicitud. No escriba aquí datos de la persona: este texto no se puede borrar.' },
  ],
};

/** Erasing a person's data at their request (Ley 29733). */
export function Component() {
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  useTitle('Datos personales');
  return (
    <>
      <h1>Datos personales</h1>
      <section className="panel stack">
        <h2>Derecho de supresión</h2>
        <p>Cada persona tiene una llave propia con la que se sellan sus datos. Al destruirla, sus datos dejan de existir en el registro, en las vistas y en las copias (Ley 29733).</p>
        {done && <p className="notice good">Los datos de la persona se suprimieron.</p>}
        <div>
          <button type="button" className="button grave" onClick={() => setAsking(true)}>
            Suprimir los datos de una persona
          </button>
        </div>
      </section>
      {asking && <CommandDialog spec={erase} onClose={(answer) => (setAsking(false), setDone(answer !== undefined))} />}
    </>
  );
}
