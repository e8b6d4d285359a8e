import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { failureOf } from '../api/failure.ts';
import { referenceQuery } from '../api/reference.ts';
import { useTitle } from '../app/useTitle.ts';

/** The trays of all organs in force, for those who watch over all of them. */
export function Component() {
  const { data, error } = useQuery(referenceQuery);
  useTitle('Bandejas');
  return (
    <>
      <h1>Bandejas de los órganos</h1>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <ul className="panel stack">
        {data?.organs
          .filter(({ inForce, type }) => inForce && type !== 'externo')
          .map(({ id, siglas, name }) => (
            <li key={id}>
              <Link to={`/bandejas/${id}`}>
                <strong>{siglas}</strong> – {name}
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}
