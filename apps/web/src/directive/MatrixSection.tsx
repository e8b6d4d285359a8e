import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { referenceQuery } from '../api/reference.ts';
import { provisionWords } from '../app/provision.ts';
import type { Section } from './arrange.ts';
import { evidenceLink, placeLink, type Cell, type PlaceEntry } from './model.ts';
import { Counts, StandingMark } from './StandingMark.tsx';
import { cellWords, sectionNames, shortDate, standingWords } from './words.ts';

/** The obligations of one kind of place: rules down, places across. The nation is one place: its own are a list. */
export function MatrixSection({ section }: { readonly section: Section }) {
  const id = `section-${section.of}`;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>{sectionNames[section.of]}</h2>
      {section.of === 'nation' ? <Nation section={section} /> : <Grid section={section} label={id} />}
    </section>
  );
}

function Nation({ section: { rules, places, cell } }: { readonly section: Section }) {
  return (
    <ul className="obligations">
      {rules.map((rule) => {
        const found = cell(rule.id, places[0]?.place ?? '');
        return (
          found && (
            <li key={rule.id}>
              <p>
                <Link to={evidenceLink(found)}>{rule.title}</Link> <span className="badge">{provisionWords(rule.provision)}</span>
              </p>
              <p className="small">
                <StandingMark standing={found.standing} /> <span className="soft">{cellWords(found)}</span>
              </p>
            </li>
          )
        );
      })}
    </ul>
  );
}

function Grid({ section: { of, rules, places, cell }, label }: { readonly section: Section; readonly label: string }) {
  const organs = useQuery(referenceQuery).data?.organs ?? [];
  const short = ({ place }: PlaceEntry) => (of === 'organ' ? (organs.find(({ id }) => id === place)?.siglas ?? place) : place);
  return (
    <div className="scroll" role="region" aria-labelledby={label} tabIndex={0}>
      <table className="duty-grid">
        <thead>
          <tr>
            <th scope="col">Obligación</th>
            {places.map((place) => (
              <th key={place.place} scope="col">
                <Link to={placeLink(place.place)} title={place.name}>
                  {short(place)}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <th scope="row">
                {rule.title} <span className="soft small">({provisionWords(rule.provision)})</span>
                <Counts counts={rule.counts} />
              </th>
              {places.map((place) => (
                <GridCell key={place.place} cell={cell(rule.id, place.place)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GridCell({ cell }: { readonly cell: Cell | undefined }) {
  if (cell === undefined) return <td />;
  const { sign, name } = standingWords[cell.standing];
  const date = shortDate(cell);
  return (
    <td>
      <Link className={`duty ${cell.standing}`} to={evidenceLink(cell)} title={cellWords(cell)}>
        <span aria-hidden="true">{sign}</span>
        <span className="duty-word">{name}</span>
        {date && <span className="duty-date">{date}</span>}
      </Link>
    </td>
  );
}
