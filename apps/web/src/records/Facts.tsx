import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { calendarDay, count, dateTime } from '../app/format.ts';
import { useOpening } from '../sheet/cargo.ts';
import { pathOf, type FieldWords, type Instance, type Register } from './model.ts';
import { useNames } from './useNames.ts';
import { kindOfValue, labelOf, money, monthName, nameOf } from './words.ts';

interface Within {
  readonly register: Register;
  readonly id: string;
}

interface ValueProps extends Within {
  readonly name: string;
  readonly value: unknown;
}

/** Told elsewhere on the page. */
const elsewhere: readonly string[] = ['status'];

type Entries = readonly (readonly [string, unknown])[];

/** What there is to show, in order; told apart by whether somebody has named it. */
function split(facts: object, fields: Register['fields']): { readonly named: Entries; readonly others: Entries } {
  const all = Object.entries(facts).filter(([key, value]) => !elsewhere.includes(key) && kindOfValue(key, value) !== 'none');
  return { named: all.filter(([key]) => labelOf(key, fields) !== undefined), others: all.filter(([key]) => labelOf(key, fields) === undefined) };
}

/** What is recorded, each fact under its name. What nobody has named is not hidden: it comes last, under its key. */
export function Facts({ register, record }: { readonly register: Register; readonly record: Instance }) {
  const within = { register, id: record.id };
  const { named, others } = split(record.facts, register.fields);
  if (named.length + others.length === 0) return <p className="soft">Todavía no hay más datos que su estado.</p>;
  return (
    <>
      <FactList {...within} entries={named} />
      {others.length > 0 && (
        <details>
          <summary>Otros datos registrados</summary>
          <FactList {...within} entries={others} />
        </details>
      )}
    </>
  );
}

function FactList({ entries, ...within }: Within & { readonly entries: Entries }) {
  const { fields } = within.register;
  return (
    <dl className="facts record-facts">
      {entries.map(([key, value]) => (
        <div key={key} className={['list', 'group'].includes(kindOfValue(key, value, fields[key])) ? 'whole' : ''}>
          <dt>{labelOf(key, fields) ?? <Key name={key} fields={fields} />}</dt>
          <dd>
            <Value {...within} name={key} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A key that nobody has named: a month, a date, a place, an account, or a code as people write it. */
function Key({ name, fields }: { readonly name: string; readonly fields: Register['fields'] }) {
  const names = useNames();
  const named = Object.values(fields).find((words) => words.names?.[name])?.names?.[name];
  if (named !== undefined) return named;
  if (/^\d{4}-\d\d$/.test(name)) return monthName(name);
  if (/^\d{4}-\d\d-\d\d$/.test(name)) return calendarDay(name);
  return names.person(name);
}

function Value({ name, value, ...within }: ValueProps): ReactNode {
  const words: FieldWords = within.register.fields[name] ?? {};
  const names = useNames();
  const text = String(value);
  switch (kindOfValue(name, value, words)) {
    case 'none':
      return <span className="soft">—</span>;
    case 'flag':
      return value === true ? 'Sí' : 'No';
    case 'money':
      return money(value as number);
    case 'number':
      return /year|año/i.test(name) ? text : count(value as number);
    case 'named':
      return nameOf(name, value, words);
    case 'date':
      return calendarDay(text);
    case 'instant':
      return <time dateTime={text}>{dateTime(text)}</time>;
    case 'month':
      return monthName(text);
    case 'centre':
      return <Link to={`/centros/${text}`}>{names.centre(text)}</Link>;
    case 'organ':
      return names.organ(text);
    case 'person':
      return names.person(text);
    case 'file':
      return <FileLink {...within} sha256={text} given={words.widget === 'file' || /sha256|file/i.test(name)} />;
    case 'list':
      return <List {...within} name={name} items={value as readonly unknown[]} />;
    case 'group':
      return <Group {...within} value={value as object} />;
    default:
      return <span className="record-text">{text}</span>;
  }
}

function List({ items, name, ...within }: Within & { readonly name: string; readonly items: readonly unknown[] }) {
  return (
    <ol className={typeof items[0] === 'object' ? 'record-list' : 'bullets'}>
      {items.map((item, index) => (
        <li key={index}>
          <Value {...within} name={name} value={item} />
        </li>
      ))}
    </ol>
  );
}

function Group({ value, register, id }: Within & { readonly value: object }) {
  const { named, others } = split(value, register.fields);
  const statusOf = (value as { status?: unknown }).status;
  return (
    <>
      {typeof statusOf === 'string' && register.statuses[statusOf] && <span className="badge">{register.statuses[statusOf]}</span>}
      <FactList register={register} id={id} entries={[...named, ...others]} />
    </>
  );
}

/** A file by its hash: opened where the register gives it out, told otherwise. */
function FileLink({ register, id, sha256, given }: Within & { readonly sha256: string; readonly given: boolean }) {
  const gives = given && Object.values(register.fields).some(({ widget }) => widget === 'file');
  const opening = useOpening(`${pathOf(register.path, id)}/files/${sha256}`);
  const short = <code title={sha256}>{sha256.slice(0, 12)}…</code>;
  if (!gives) return <span>SHA-256 {short}</span>;
  return (
    <>
      <button type="button" className="link-button" disabled={opening.busy} onClick={() => void opening.open()}>
        Abrir el archivo
      </button>{' '}
      <span className="small soft">SHA-256 {short}</span>
      <FailureNotice failure={opening.failure} />
    </>
  );
}

