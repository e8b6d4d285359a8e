import { count } from '../app/format.ts';
import { standings } from './arrange.ts';
import type { Standing } from './model.ts';
import { standingWords } from './words.ts';

/** How an obligation stands: colour, sign and word. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const { name, sign } = standingWords[standing];
  return (
    <span className={`standing ${standing}`}>
      <span aria-hidden="true">{sign}</span> {name}
    </span>
  );
}

/** How many stand each way, without those of which there is none. */
export function Counts({ counts }: { readonly counts: Readonly<Record<Standing, number>> }) {
  return (
    <ul className="standing-counts small">
      {standings
        .filter((standing) => counts[standing] > 0)
        .map((standing) => (
          <li key={standing} className={`standing ${standing}`}>
            <span aria-hidden="true">{standingWords[standing].sign}</span> {count(counts[standing])} <span className="unseen">{standingWords[standing].many.toLowerCase()}</span>
          </li>
        ))}
    </ul>
  );
}

/** The same in words, for where there is room. */
export function StandingTally({ counts }: { readonly counts: Readonly<Record<Standing, number>> }) {
  const some = standings.filter((standing) => counts[standing] > 0);
  if (some.length === 0) return <p className="soft">Todavía no hay obligaciones que mostrar.</p>;
  return (
    <ul className="standing-counts">
      {some.map((standing) => (
        <li key={standing} className={`standing ${standing}`}>
          <span aria-hidden="true">{standingWords[standing].sign}</span> {standingWords[standing].many}: {count(counts[standing])}
        </li>
      ))}
    </ul>
  );
}
