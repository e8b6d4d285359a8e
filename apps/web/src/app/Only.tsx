import { Link, Outlet } from 'react-router';
import { roleNames, type Role } from '#contracts';
import { useActor } from '../session/store.ts';
import { useTitle } from './useTitle.ts';

/** Screens of some posts. The server refuses the others anyway; this says so before, in words. */
export function Only({ roles }: { readonly roles: readonly Role[] }) {
  const { role } = useActor();
  return roles.includes(role) ? <Outlet /> : <OtherPost roles={roles} role={role} />;
}

function OtherPost({ roles, role }: { readonly roles: readonly Role[]; readonly role: Role }) {
  useTitle('Pantalla de otro puesto');
  return (
    <div className="stack">
      <h1>Esta pantalla es de otro puesto</h1>
      <p>
        Usted ingresó como <strong>{roleNames[role]}</strong>. Aquí trabaja: {roles.map((each) => roleNames[each]).join('; ')}.
      </p>
      <p>
        <Link to="/inicio">Ir a su puesto</Link>
      </p>
    </div>
  );
}
