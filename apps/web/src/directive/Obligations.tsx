import { Link } from 'react-router';
import { provisionWords } from '../app/provision.ts';
import { countsOf, obligationsOf } from './arrange.ts';
import { evidenceLink, type Matrix } from './model.ts';
import { StandingMark, StandingTally } from './StandingMark.tsx';
import { cellWords } from './words.ts';

/** The obligations of a place, what is breached first, each leading to its evidence. */
export function Obligations({ matrix, place }: { readonly matrix: Matrix; readonly place: string }) {
  const obligations = obligationsOf(matrix, place);
  if (obligations.length === 0) return <p className="empty">Todavía no hay obligaciones que mostrar.</p>;
  return (
    <>
      <StandingTally counts={countsOf(obligations.map(([, cell]) => cell))} />
      <ul className="obligations">
        {obligations.map(([rule, cell]) => (
          <li key={rule.id}>
            <p>
              <Link to={evidenceLink(cell)}>{rule.title}</Link> <span className="badge">{provisionWords(rule.provision)}</span>
            </p>
            <p className="small">
              <StandingMark standing={cell.standing} /> <span className="soft">{cellWords(cell)}</span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
