import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { documentId, stateNames } from '#contracts';
import { limaDate } from '../app/format.ts';
import { referenceQuery } from '../api/reference.ts';
import { useTitle } from '../app/useTitle.ts';
import { Field } from '../forms/Field.tsx';
import { useActor } from '../session/store.ts';
import { DocumentListing } from './DocumentListing.tsx';

/** The documents of a centre by state, and the way to one by its number. What is asked stays in the address. */
export function Component() {
  const actor = useActor();
  const [asked, setAsked] = useSearchParams();
  const centres = useQuery(referenceQuery).data?.centres ?? [];
  const centre = actor.centre ?? asked.get('centre') ?? centres[0]?.code;
  const state = asked.get('state') ?? 'pending';
  const put = (name: string, value: string) => setAsked({ ...(centre !== undefined && { centre }), state, [name]: value }, { replace: true });
  useTitle('Documentos');
  return (
    <>
      <h1>Documentos</h1>
      <section className="panel stack" aria-label="Documentos de un centro">
        <div className="search">
          {actor.centre === undefined && (
            <Field label="Centro">
              {(control) => (
                <select {...control} value={centre} onChange={({ target }) => put('centre', target.value)}>
                  {centres.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Field label="Estado">
            {(control) => (
              <select {...control} value={state} onChange={({ target }) => put('state', target.value)}>
                <option value="pending">Todos los pendientes</option>
                <option value="all">Todos</option>
                {Object.entries(stateNames).map(([option, name]) => (
                  <option key={option} value={option}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {centre !== undefined && <ByNumber centre={centre} />}
        </div>
        {centre !== undefined && (
          <DocumentListing
            caption="Documentos del centro"
            path="/api/documents"
            params={{ centre, ...(state === 'pending' ? { pending: 'true' } : state !== 'all' && { state }) }}
            empty="Ningún documento de este centro está en ese estado."
          />
        )}
      </section>
    </>
  );
}

function ByNumber({ centre }: { readonly centre: string }) {
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [year, setYear] = useState(() => limaDate(Date.now()).slice(0, 4));
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d{1,9}$/.test(number.trim()) && /^\d{4}$/.test(year.trim())) void navigate(`/documentos/${documentId({ desk: centre, year: Number(year), number: Number(number) })}`);
  };
  return (
    <form className="by-number" role="search" onSubmit={go}>
      <Field label="Número">
        {(control) => <input {...control} inputMode="numeric" autoComplete="off" value={number} onChange={({ target }) => setNumber(target.value)} />}
      </Field>
      <Field label="Año">
        {(control) => <input {...control} inputMode="numeric" autoComplete="off" value={year} onChange={({ target }) => setYear(target.value)} />}
      </Field>
      <button className="button quiet">Ver</button>
    </form>
  );
}
