import type { Failure } from '../api/failure.ts';
import { ProblemCode } from '../api/ProblemCode.tsx';
import { optionsOf, plain, type Schema } from '../forms/schema/schema.ts';
import type { Problems } from '../forms/schema/typed.ts';

interface ProblemListProps {
  readonly problems: Problems;
  readonly schema: Schema;
  readonly failure: Failure | undefined;
  readonly onLead: (path: string) => void;
}

/** `members.0.person` in the words of the form: `Integrantes 1, Cuenta de la persona`. */
export function pathWords(given: Schema, path: string): string {
  let schemas = [plain(given)];
  const words: string[] = [];
  for (const key of path.split('.')) {
    const below = schemas.flatMap((each) => (/^\d+$/.test(key) ? (each.items ? [each.items] : []) : each.properties?.[key] ? [each.properties[key]] : [])).map(plain);
    if (/^\d+$/.test(key) && words.length > 0) words.push(`${words.pop()} ${Number(key) + 1}`);
    else if (below[0]?.title) words.push(below[0].title);
    schemas = below.flatMap((each) => [each, ...optionsOf(each).map(plain)]);
  }
  return words.join(', ');
}

/** Everything that is wrong, each leading to its field. */
export function ProblemList({ problems, schema, failure, onLead }: ProblemListProps) {
  const problem = failure?.kind === 'refused' ? failure.problem : undefined;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{problem?.title ?? 'Datos por corregir'}.</strong>
      </p>
      <ul className="bullets">
        {Object.entries(problems).map(([path, message]) => (
          <li key={path}>
            <button type="button" className="link-button" onClick={() => onLead(path)}>
              {[pathWords(schema, path), message].filter(Boolean).join(': ')}
            </button>
          </li>
        ))}
      </ul>
      {problem && <ProblemCode {...problem} />}
    </div>
  );
}
