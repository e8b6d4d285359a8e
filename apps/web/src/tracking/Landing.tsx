import { Link } from 'react-router';
import { useTitle } from '../app/useTitle.ts';
import { useSessionState } from '../session/store.ts';
import { TrackingForm } from './TrackingForm.tsx';
import '../session/session.css';

/** The public's first page: where is my document. */
export function Component() {
  const session = useSessionState();
  useTitle('Inicio');
  return (
    <>
      <header className="stack">
        <h1>Mesa de Partes de los centros CONECTAMEF</h1>
        <p className="lead">Presente sus documentos al Ministerio de Economía y Finanzas en el centro de su región, y siga aquí en qué están.</p>
      </header>
      <div className="landing">
        <section className="panel stack" aria-labelledby="track-title">
          <h2 id="track-title">Seguimiento de mi documento</h2>
          <p className="soft">Use los datos de su cargo. No necesita una cuenta, y aquí no se muestran datos personales.</p>
          <TrackingForm />
        </section>
        <div className="stack loose">
          <section className="panel stack" aria-labelledby="staff-title">
            <h2 id="staff-title">Personal del MEF</h2>
            <p>Mesas de partes, órganos y supervisión.</p>
            <div>
              {session.kind === 'in' ? (
                <Link className="button" to="/inicio">
                  Ir a mi puesto
                </Link>
              ) : (
                <Link className="button quiet" to="/ingresar">
                  Ingresar
                </Link>
              )}
            </div>
          </section>
          <section className="stack" aria-labelledby="rights-title">
            <h2 id="rights-title">Sus derechos en la Mesa de Partes</h2>
            <ul className="bullets rights">
              <li>Reciben todo documento que presente, aunque le falte un requisito.</li>
              <li>Le dan un cargo con número, fecha, hora y código.</li>
              <li>Si falta algo, se lo dicen una sola vez y por escrito; tiene 2 días hábiles para completarlo.</li>
              <li>El documento sale al órgano que lo atiende el mismo día.</li>
            </ul>
            <p className="small soft">TUO de la Ley 27444, arts. 136 y 143; Directiva 02-2012-EF/45.01, 4.5 y 5.4.</p>
          </section>
        </div>
      </div>
    </>
  );
}
