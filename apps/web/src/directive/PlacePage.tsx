import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { matrixQuery } from './model.ts';
import { Obligations } from './Obligations.tsx';
import './directive.css';

/** Everything that a centre, an organ or the nation is obliged to. */
export function Component() {
  const place = useParams()['place'] ?? '';
  const { data, error } = useQuery(matrixQuery);
  const found = data?.places.find((each) => each.place === place);
  useTitle(found === undefined ? 'Obligaciones' : `Obligaciones – ${found.name}`);
  if (data === undefined) return error === null ? <p className="loading">Cargando…</p> : <FailureNotice failure={failureOf(error)} />;
  return (
    <>
      <header className="stack">
        <p className="small">
          <Link to="/directiva">Tablero de la Directiva</Link>
          {found?.of === 'centre' && (
            <>
              {' '}
              · <Link to={`/centros/${place}`}>Página del centro</Link>
            </>
          )}
        </p>
        <h1>{found?.name ?? 'Lugar desconocido'}</h1>
      </header>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <section className="panel stack" aria-labelledby="obligations-title">
        <h2 id="obligations-title">Lo que la Directiva le obliga a hacer</h2>
        {found === undefined ? <p className="empty">La Directiva no obliga a ningún lugar con ese código.</p> : <Obligations matrix={data} place={place} />}
      </section>
      <FreshnessNote {...data} />
    </>
  );
}
