import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf, type Failure } from '../api/failure.ts';
import { completeSignIn } from './oidc.ts';
import { signIn } from './store.ts';

/** Where the identity provider sends the person back. */
export function Component() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<Failure>();
  const begun = useRef(false); // the code is good for one use
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    completeSignIn(search)
      .then(({ session, from }) => {
        signIn(session);
        return navigate(from, { replace: true });
      })
      .catch((error: unknown) => setFailure(failureOf(error)));
  }, [search, navigate]);
  if (failure === undefined) return <p className="loading">Ingresando…</p>;
  return (
    <div className="stack">
      <FailureNotice failure={failure} focus />
      <p>
        <Link to="/ingresar">Volver a ingresar</Link>
      </p>
    </div>
  );
}
