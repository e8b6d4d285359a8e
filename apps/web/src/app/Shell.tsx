import { useEffect, useRef } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { roleNames } from '#contracts';
import { sessionOptions } from '../api/queries.ts';
import { LiveFeed } from '../live/LiveFeed.tsx';
import { LiveMark } from '../live/LiveMark.tsx';
import { signOut, useSessionState, type Actor } from '../session/store.ts';
import { useAnnouncement } from './announce.ts';
import { placesOf } from './places.ts';
import './shell.css';

function Masthead({ actor }: { readonly actor?: Actor }) {
  return (
    <div className="masthead">
      <div className="masthead-in">
        <Link className="brand" to="/">
          <strong>CONECTAMEF</strong>
          <span>Ministerio de Economía y Finanzas · Perú</span>
        </Link>
        {actor && (
          <nav className="nav" aria-label="Principal">
            <ul>
              {placesOf(actor).map(({ to, name }) => (
                <li key={to}>
                  <NavLink to={to} end={to === '/documentos'}>
                    {name}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {actor ? <Who actor={actor} /> : <Link to="/ingresar">Ingresar</Link>}
      </div>
    </div>
  );
}

function Who({ actor }: { readonly actor: Actor }) {
  const leave = () => {
    signOut();
    window.location.assign('/'); // a new page: nothing that this one held in memory is left for the next person
  };
  return (
    <div className="who">
      <span>
        <strong>{actor.name}</strong>
        <br />
        {roleNames[actor.role]}
      </span>
      <button type="button" className="link-button" onClick={leave}>
        Salir
      </button>
    </div>
  );
}

/** Announces, and moves the focus to the page's beginning when the address changes, as a new page would. */
function Main() {
  const said = useAnnouncement();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [pathname]);
  return (
    <>
      <main id="contenido" className="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <div className="unseen" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}

function Frame({ actor }: { readonly actor?: Actor }) {
  const demo = useQuery(sessionOptions).data?.mode === 'demo';
  return (
    <>
      <a className="skip" href="#contenido">
        Ir al contenido
      </a>
      <header>
        {demo && (
          <p className="demo-band">
            <strong>MODO DEMOSTRACIÓN</strong> · Puestos ficticios. No registre datos de personas reales.
          </p>
        )}
        <Masthead {...(actor && { actor })} />
        {actor && <LiveMark />}
      </header>
      <Main />
      <footer className="footer">
        <div className="footer-in">Directiva 02-2012-EF/45.01, aprobada por R. M. 288-2012-EF/45. Hora oficial: Lima.</div>
      </footer>
    </>
  );
}

/** Pages for anybody. */
export const PublicShell = () => <Frame />;

/** Pages of those who work here; the others are sent to sign in and come back. */
export function StaffShell() {
  const session = useSessionState();
  const { pathname, search } = useLocation();
  if (session.kind !== 'in') return <Navigate to="/ingresar" replace state={{ from: `${pathname}${search}` }} />;
  const { actor } = session.session;
  return (
    <LiveFeed actor={actor}>
      <Frame actor={actor} />
    </LiveFeed>
  );
}

/** The first screen of one's post. */
export function Home() {
  const session = useSessionState();
  const first = session.kind === 'in' ? placesOf(session.session.actor)[0] : undefined;
  return <Navigate to={first?.to ?? '/ingresar'} replace />;
}
