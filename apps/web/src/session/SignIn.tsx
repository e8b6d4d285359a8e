import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { roleNames, type DemoPost, type Role, type Session, type SessionOptions } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf, type Failure } from '../api/failure.ts';
import { sessionOptions } from '../api/queries.ts';
import { send } from '../api/request.ts';
import { searchable } from '../app/format.ts';
import { useTitle } from '../app/useTitle.ts';
import { Field } from '../forms/Field.tsx';
import { beginSignIn } from './oidc.ts';
import { signIn, useSessionState } from './store.ts';
import './session.css';

/** Where to go after signing in: the screen that asked for it, or the post's own. */
const target = (state: unknown): string => (typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string' ? state.from : '/inicio');

/** Signing in: with a demo post, or at the institution's own provider. */
export function Component() {
  const session = useSessionState();
  const { state } = useLocation();
  const { data, error } = useQuery(sessionOptions);
  useTitle('Ingresar');
  if (session.kind === 'in') return <Navigate to={target(state)} replace />;
  return (
    <div className="stack loose">
      <h1>Ingresar</h1>
      {session.kind === 'expired' && (
        <p className="notice warn">Su sesión terminó. Ingrese otra vez: lo que estaba escribiendo sigue en esta pestaña.</p>
      )}
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      {data?.mode === 'oidc' && <Institutional options={data} from={target(state)} />}
      {data?.mode === 'demo' && <DemoPosts options={data} />}
    </div>
  );
}

function Institutional({ options, from }: { readonly options: SessionOptions; readonly from: string }) {
  const [failure, setFailure] = useState<Failure>();
  const begin = () => beginSignIn(options, from).catch((error: unknown) => setFailure(failureOf(error)));
  return (
    <section className="panel stack">
      <p>{options.notice}</p>
      <FailureNotice failure={failure} focus />
      <div>
        <button type="button" className="button" onClick={() => void begin()}>
          Ingresar con la cuenta institucional
        </button>
      </div>
    </section>
  );
}

const roles = Object.keys(roleNames) as Role[];

function DemoPosts({ options }: { readonly options: SessionOptions }) {
  const [wanted, setWanted] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState<string>();
  const take = async (post: DemoPost) => {
    setBusy(post.id);
    setFailure(undefined);
    try {
      const answer = await send('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ post: post.id }) });
      signIn((await answer.json()) as Session);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(undefined);
    }
  };
  const found = options.posts.filter(({ name, centre = '', organ = '' }) => searchable(`${name} ${centre} ${organ}`).includes(searchable(wanted.trim())));
  return (
    <>
      <p className="notice warn">{options.notice}</p>
      <FailureNotice failure={failure} focus />
      <Field label="Buscar un puesto" hint="Por su centro, su órgano o su función.">
        {(control) => <input {...control} type="search" autoComplete="off" value={wanted} onChange={({ target }) => setWanted(target.value)} />}
      </Field>
      <div className="posts">
        {roles.map((role) => (
          <RolePosts key={role} role={role} posts={found.filter((post) => post.role === role)} busy={busy} take={(post) => void take(post)} />
        ))}
      </div>
      {found.length === 0 && <p className="empty">Ningún puesto coincide con lo que escribió.</p>}
    </>
  );
}

interface RolePostsProps {
  readonly role: Role;
  readonly posts: readonly DemoPost[];
  readonly busy: string | undefined;
  readonly take: (post: DemoPost) => void;
}

function RolePosts({ role, posts, busy, take }: RolePostsProps) {
  if (posts.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby={`role-${role}`}>
      <h2 id={`role-${role}`}>{roleNames[role]}</h2>
      <ul className="post-list">
        {posts.map((post) => (
          <li key={post.id}>
            <button type="button" className="post" disabled={busy !== undefined} onClick={() => take(post)}>
              {busy === post.id ? 'Ingresando…' : post.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
