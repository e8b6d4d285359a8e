import { useQuery } from '@tanstack/react-query';
import { sessionOptions } from '../../api/queries.ts';
import { referenceQuery } from '../../api/reference.ts';
import type { ControlProps } from '../Field.tsx';
import { listQuery } from '../../records/model.ts';
import { FileField } from '../FileField.tsx';
import { OrganPicker } from '../OrganPicker.tsx';
import type { Kind, Schema } from './schema.ts';

interface LeafProps {
  readonly control: ControlProps;
  readonly kind: Kind;
  readonly schema: Schema;
  readonly required: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const inputTypes: Partial<Record<Kind, string>> = { date: 'date', instant: 'datetime-local', time: 'time', password: 'password' };
const inputModes: Partial<Record<Kind, 'numeric' | 'decimal'>> = { integer: 'numeric', decimal: 'decimal', money: 'decimal' };

/** The control of a single value. */
export function LeafControl(props: LeafProps) {
  const { control, kind, schema, required, value, onChange } = props;
  const common = { ...control, value, required, autoComplete: 'off', onChange: ({ target }: { target: { value: string } }) => onChange(target.value) };
  switch (kind) {
    case 'long':
      return <textarea {...common} rows={5} {...(schema.maxLength && { maxLength: schema.maxLength })} />;
    case 'choice':
      return <Choice {...props} options={(schema.enum ?? []).map((each) => [String(each), schema.names?.[String(each)] ?? String(each)])} />;
    case 'organ':
      return <OrganPicker control={control} value={value} onChange={onChange} />;
    case 'centre':
      return <Centre {...props} />;
    case 'file':
      return <FileField control={control} kept={value !== ''} onStored={({ sha256 }) => onChange(sha256)} />;
    case 'person':
      return <Person {...props} />;
    case 'record':
      return <RecordPicker {...props} />;
    default:
      return <input {...common} type={inputTypes[kind] ?? 'text'} {...(inputModes[kind] && { inputMode: inputModes[kind] })} />;
  }
}

export function Choice({ control, required, value, onChange, options }: LeafProps & { readonly options: readonly (readonly [string, string])[] }) {
  return (
    <select {...control} required={required} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{required ? 'Elija…' : 'Sin indicar'}</option>
      {options.map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Centre(props: LeafProps) {
  const centres = useQuery(referenceQuery).data?.centres ?? [];
  return <Choice {...props} options={centres.filter(({ foreign }) => !foreign).map(({ code, name }) => [code, name])} />;
}

/** Shown to choose from at once; beyond that the code is typed. */
const most = 200;

/** A record of another register, by its title; by its code where there are too many to choose from. */
function RecordPicker(props: LeafProps) {
  const { control, schema, required, value, onChange } = props;
  const { data, isError } = useQuery(listQuery(schema.of ?? '', { limit: String(most) }));
  const known = data?.records ?? [];
  const chooses = !isError && data?.next === undefined && (value === '' || data === undefined || known.some(({ id }) => id === value));
  if (!chooses) return <input {...control} value={value} required={required} autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />;
  return <Choice {...props} options={known.map(({ id, title, statusName }) => [id, title === id ? `${id} (${statusName})` : `${title} (${statusName})`])} />;
}

/** An account. In a demonstration the posts' own are offered. */
function Person({ control, required, value, onChange }: LeafProps) {
  const posts = useQuery(sessionOptions).data?.posts ?? [];
  const list = `${control.id}-accounts`;
  return (
    <>
      <input {...control} list={list} required={required} value={value} autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />
      <datalist id={list}>
        {posts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
