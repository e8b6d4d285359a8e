import { lazy, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { count } from '../app/format.ts';
import { provisionWords } from '../app/provision.ts';
import { useTitle } from '../app/useTitle.ts';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { Filter } from '../records/Filter.tsx';
import { arrange, countsOf, provisionsOf, standings, type Asked } from './arrange.ts';
import { MatrixSection } from './MatrixSection.tsx';
import { matrixQuery, trendQuery, type Matrix, type Standing } from './model.ts';
import { sectionNames, standingWords } from './words.ts';
import '../board/board.css';
import '../documents/documents.css';
import './directive.css';

const TrendChart = lazy(() => import('./TrendChart.tsx'));

/** Every obligation of the Directive, for the nation, each centre and each organ, live. */
export function Component() {
  const { data, error } = useQuery(matrixQuery);
  useTitle('Tablero de la Directiva');
  if (data === undefined) return error === null ? <p className="loading">Cargando el tablero de la Directiva…</p> : <FailureNotice failure={failureOf(error)} />;
  return (
    <>
      <header className="row apart">
        <div>
          <h1>Tablero de la Directiva</h1>
          <p className="soft">Lo que cada disposición obliga a hacer y cómo está ahora, según lo registrado. Cada celda lleva a los hechos que lo prueban.</p>
        </div>
        <FreshnessNote {...data} />
      </header>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <Totals matrix={data} />
      <Trend />
      <Board matrix={data} />
    </>
  );
}

function Totals({ matrix: { cells } }: { readonly matrix: Matrix }) {
  const counts = countsOf(cells);
  return (
    <section aria-label="Obligaciones por estado">
      <dl className="totals">
        {standings.map((standing) => (
          <div key={standing} className={`total ${standing === 'breached' && counts.breached > 0 ? 'bad' : ''}`}>
            <dt>
              <span className={`standing ${standing}`} aria-hidden="true">
                {standingWords[standing].sign}
              </span>{' '}
              {standingWords[standing].many}
            </dt>
            <dd>{count(counts[standing])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How it went day by day, where that is recorded. */
function Trend() {
  const days = useQuery(trendQuery).data?.days ?? [];
  if (days.length < 2) return null;
  return (
    <section className="panel stack" aria-labelledby="trend-title">
      <h2 id="trend-title">Cómo evoluciona</h2>
      <Suspense fallback={<div className="trend-chart" />}>
        <TrendChart days={days} />
      </Suspense>
    </section>
  );
}

function Board({ matrix }: { readonly matrix: Matrix }) {
  const [params, setParams] = useSearchParams();
  const asked: Asked = { standing: (params.get('estado') as Standing | null) ?? undefined, provision: params.get('norma') ?? undefined, place: params.get('lugar') ?? undefined };
  const change = (name: string) => (value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const sections = arrange(matrix, asked).filter(({ rules }) => rules.length > 0);
  return (
    <>
      <section className="panel search" aria-label="Qué mostrar">
        <Filter label="Estado" all="Todos" options={standings.map((standing) => [standing, standingWords[standing].name])} value={asked.standing} onChange={change('estado')} />
        <Filter label="Disposición" all="Todas" options={provisionsOf(matrix.rules).map((provision) => [provision, provisionWords(provision)])} value={asked.provision} onChange={change('norma')} />
        <Filter label="Lugar" all="Todos" options={matrix.places.map(({ place, name, of }) => [place, of === 'nation' ? name : `${sectionNames[of]}: ${name}`])} value={asked.place} onChange={change('lugar')} />
      </section>
      {sections.length === 0 && <p className="empty">{matrix.rules.length === 0 ? 'Todavía no hay obligaciones que mostrar.' : 'Ninguna obligación coincide con lo que pidió.'}</p>}
      {sections.map((section) => (
        <MatrixSection key={section.of} section={section} />
      ))}
    </>
  );
}
