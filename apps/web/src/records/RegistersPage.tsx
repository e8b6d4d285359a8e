import { Link } from 'react-router';
import { useTitle } from '../app/useTitle.ts';
import { useActor } from '../session/store.ts';
import { ContextFailures } from './ContextFailures.tsx';
import type { Register } from './model.ts';
import { useRegisters } from './useRegisters.ts';
import './records.css';

/** Every register there is, by context. */
export function Component() {
  const { byContext, loading, failures } = useRegisters();
  useTitle('Registros');
  return (
    <>
      <header className="stack">
        <h1>Registros</h1>
        <p className="soft">Lo que la Directiva manda registrar. Cada uno muestra lo que le corresponde ver, con su historia y lo que puede hacer.</p>
      </header>
      <ContextFailures failures={failures} />
      {loading && <p className="loading">Cargando los registros…</p>}
      {byContext
        .filter(({ registers }) => registers.length > 0)
        .map(({ context, name, registers }) => (
          <section key={context} className="stack" aria-labelledby={`context-${context}`}>
            <h2 id={`context-${context}`}>{name}</h2>
            <ul className="register-cards">
              {registers.map((register) => (
                <RegisterCard key={register.path} register={register} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

function RegisterCard({ register: { path, titles, acts } }: { readonly register: Register }) {
  const { role } = useActor();
  const own = acts.filter(({ roles }) => roles.includes(role));
  return (
    <li className="panel">
      <h3>
        <Link to={`/registros/${path}`}>{titles}</Link>
      </h3>
      <p className="small soft">{own.length === 0 ? 'Solo consulta' : own.map(({ title }) => title).join(' · ')}</p>
    </li>
  );
}
