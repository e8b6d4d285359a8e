import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { CentreTile } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { boardQuery } from '../api/queries.ts';
import { calendarDay, counted } from '../app/format.ts';
import { useNow } from '../app/useNow.ts';
import { useTitle } from '../app/useTitle.ts';
import { StateTabs } from '../documents/StateTabs.tsx';
import { Field } from '../forms/Field.tsx';
import { FreshnessNote } from '../live/FreshnessNote.tsx';
import { arrange, byDepartment, filters, orders, type Arrangement, type Filter, type Measure, type Order } from './arrange.ts';
import { departmentNames } from './peru.ts';
import { PeruMap } from './PeruMap.tsx';
import { Tile } from './Tile.tsx';
import { Totals } from './Totals.tsx';
import './board.css';

const measures = [
  ['pending', 'Pendientes'],
  ['overdue', 'Vencidos'],
] as const;

/** Every centre, live. */
export function Component() {
  const { data, error } = useQuery(boardQuery);
  useTitle('Tablero nacional');
  if (data === undefined) return error === null ? <p className="loading">Cargando el tablero…</p> : <FailureNotice failure={failureOf(error)} />;
  const own = data.centres.filter(({ foreign }) => !foreign);
  const foreign = data.centres.filter((tile) => tile.foreign);
  return (
    <>
      <header className="row apart">
        <div>
          <h1>Tablero nacional</h1>
          <p className="soft">
            {calendarDay(data.today)} · {data.workingDay ? 'día hábil' : 'día no hábil'}
          </p>
        </div>
        <FreshnessNote {...data} />
      </header>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <Totals totals={data.totals} />
      <Centres tiles={own} />
      {foreign.length > 0 && <Foreign tiles={foreign} />}
    </>
  );
}

function Centres({ tiles }: { readonly tiles: readonly CentreTile[] }) {
  const now = useNow(30_000);
  const [measure, setMeasure] = useState<Measure>('pending');
  const [arrangement, setArrangement] = useState<Arrangement>({ order: 'name', filter: 'all', search: '', department: '' });
  const change = (part: Partial<Arrangement>) => setArrangement((old) => ({ ...old, ...part }));
  const values = useMemo(() => byDepartment(tiles, measure), [tiles, measure]);
  const shown = arrange(tiles, arrangement);
  const { department } = arrangement;
  return (
    <div className="board">
      <section className="panel stack board-map" aria-label="Mapa por departamento">
        <StateTabs label="Qué muestra el mapa" options={measures} value={measure} onChange={setMeasure} />
        <PeruMap values={values} measure={measure} chosen={department} onChoose={(code) => change({ department: code === department ? '' : code })} />
        <p className="small soft">En gris, los departamentos sin un centro registrado. Elija uno para ver solo sus centros.</p>
      </section>
      <section className="stack" aria-labelledby="centres-title">
        <h2 id="centres-title" className="unseen">
          Centros
        </h2>
        <Controls arrangement={arrangement} change={change} />
        <p className="small soft" aria-live="polite">
          {counted(shown.length, 'centro', 'centros')}
          {department !== '' && (
            <>
              {' '}
              en {departmentNames.get(department)}{' '}
              <button type="button" className="link-button" onClick={() => change({ department: '' })}>
                Ver todos
              </button>
            </>
          )}
        </p>
        {shown.length === 0 ? (
          <p className="empty">{tiles.length === 0 ? 'Todavía no hay centros registrados. Se registran en los datos de referencia.' : 'Ningún centro coincide con lo que pidió.'}</p>
        ) : (
          <ul className="tiles">
            {shown.map((tile) => (
              <Tile key={tile.centre} tile={tile} now={now} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Controls({ arrangement, change }: { readonly arrangement: Arrangement; readonly change: (part: Partial<Arrangement>) => void }) {
  return (
    <div className="board-controls">
      <Field label="Buscar un centro">{(control) => <input {...control} type="search" autoComplete="off" value={arrangement.search} onChange={({ target }) => change({ search: target.value })} />}</Field>
      <Field label="Mostrar">
        {(control) => (
          <select {...control} value={arrangement.filter} onChange={({ target }) => change({ filter: target.value as Filter })}>
            {Object.entries(filters).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Ordenar por">
        {(control) => (
          <select {...control} value={arrangement.order} onChange={({ target }) => change({ order: target.value as Order })}>
            {Object.entries(orders).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function Foreign({ tiles }: { readonly tiles: readonly CentreTile[] }) {
  const now = useNow(60_000);
  return (
    <section className="stack foreign" aria-labelledby="foreign-title">
      <h2 id="foreign-title">Historia importada de otros sistemas</h2>
      <p className="soft">No son centros del MEF ni documentos presentados aquí: se muestran aparte y no se suman a los totales.</p>
      <ul className="tiles">
        {tiles.map((tile) => (
          <Tile key={tile.centre} tile={tile} now={now} />
        ))}
      </ul>
    </section>
  );
}
