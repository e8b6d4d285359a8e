import { useId, type ReactNode } from 'react';
import { Field } from '../Field.tsx';
import { LeafControl } from './LeafControl.tsx';
import { ListField } from './ListField.tsx';
import { isRequired, kindOf, optionsOf, optionTitle, plain, type Kind, type Schema } from './schema.ts';
import { blank, chosenOf, groupOf, listOf, textOf, type Problems, type Typed } from './typed.ts';
import './schema.css';

export interface SchemaFieldProps {
  readonly schema: Schema;
  /** Where in the body: `members.0.person` as `['members', '0', 'person']`. */
  readonly path: readonly string[];
  readonly required: boolean;
  readonly typed: Typed | undefined;
  readonly problems: Problems;
  readonly onChange: (typed: Typed) => void;
}

const hints: Partial<Record<Kind, string>> = {
  money: 'En soles, con dos decimales como máximo. Por ejemplo, 1250.50.',
  person: 'La cuenta institucional, no el nombre.',
  instant: 'Hora de Lima.',
  month: 'Año y mes, como 2026-03.',
};

const keyOf = (path: readonly string[]): string => path.at(-1) ?? '';

/** A value of any shape, asked for as its schema says. */
export function SchemaField(props: SchemaFieldProps): ReactNode {
  const schema = plain(props.schema);
  const kind = kindOf(schema, keyOf(props.path));
  switch (kind) {
    case 'fixed':
      return null;
    case 'group':
      return (
        <Box {...props} schema={schema}>
          <GroupFields {...props} schema={schema} />
        </Box>
      );
    case 'list':
      return (
        <Box {...props} schema={schema}>
          <ListField {...props} schema={schema}>
            {(item) => (kindOf(item.schema) === 'group' ? <GroupFields {...item} problems={props.problems} /> : <SchemaField {...item} required problems={props.problems} />)}
          </ListField>
        </Box>
      );
    case 'choices':
      return (
        <Box {...props} schema={schema}>
          <Choices {...props} schema={schema} />
        </Box>
      );
    case 'union':
      return (
        <Box {...props} schema={schema}>
          <Union {...props} schema={schema} />
        </Box>
      );
    case 'flag':
      return <Flag {...props} schema={schema} />;
    case 'unknown':
      return <p className="notice warn">Este dato no se puede escribir en esta pantalla: {schema.title ?? keyOf(props.path)}.</p>;
    default:
      return <Leaf {...props} schema={schema} kind={kind} />;
  }
}

function Leaf({ schema, kind, path, required, typed, problems, onChange }: SchemaFieldProps & { readonly kind: Kind }) {
  const hint = [schema.description, hints[kind]].filter(Boolean).join(' ');
  return (
    <div data-path={path.join('.')}>
      <Field label={schema.title ?? keyOf(path)} {...(hint && { hint })} wrong={problems[path.join('.')]} optional={!required}>
        {(control) => <LeafControl control={control} kind={kind} schema={schema} required={required} value={textOf(typed)} onChange={onChange} />}
      </Field>
    </div>
  );
}

function Flag({ schema, path, typed, problems, onChange }: SchemaFieldProps) {
  const id = useId();
  const wrong = problems[path.join('.')];
  const describedBy = [schema.description && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field" data-path={path.join('.')}>
      <label className="choice">
        <input type="checkbox" checked={typed === true} aria-invalid={wrong ? true : undefined} aria-describedby={describedBy || undefined} onChange={({ target }) => onChange(target.checked)} />
        {schema.title ?? keyOf(path)}
      </label>
      {schema.description && (
        <span className="hint" id={`${id}-hint`}>
          {schema.description}
        </span>
      )}
      {wrong && (
        <span className="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </div>
  );
}

/** What belongs together, under its name, with what is wrong of the whole. */
function Box({ schema, path, required, problems, children }: SchemaFieldProps & { readonly children: ReactNode }) {
  const id = useId();
  const wrong = problems[path.join('.')];
  const describedBy = [schema.description && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <fieldset className="schema-box" data-path={path.join('.')} aria-describedby={describedBy || undefined}>
      <legend>
        {schema.title ?? keyOf(path)} {!required && <span className="optional">(opcional)</span>}
      </legend>
      {schema.description && (
        <p className="hint" id={`${id}-hint`}>
          {schema.description}
        </p>
      )}
      {wrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
      {children}
    </fieldset>
  );
}

/** The fields of an object, one below the other. */
export function GroupFields({ schema, path, typed, problems, onChange }: Omit<SchemaFieldProps, 'required'>) {
  const group = groupOf(typed);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => (
    <SchemaField
      key={name}
      schema={property}
      path={[...path, name]}
      required={isRequired(schema, name)}
      typed={group[name]}
      problems={problems}
      onChange={(value) => onChange({ ...group, [name]: value })}
    />
  ));
}

function Choices({ schema, typed, onChange }: SchemaFieldProps) {
  const chosen = listOf(typed).map(textOf);
  const items = plain(schema.items ?? {});
  const codes = (items.enum ?? []).map(String);
  return codes.map((code) => (
    <label key={code} className="choice">
      <input type="checkbox" checked={chosen.includes(code)} onChange={({ target }) => onChange(codes.filter((each) => (each === code ? target.checked : chosen.includes(each))))} />
      {items.names?.[code] ?? schema.names?.[code] ?? code}
    </label>
  ));
}

function Union({ schema, path, required, typed, problems, onChange }: SchemaFieldProps) {
  const options = optionsOf(schema);
  const chosen = chosenOf(schema, typed);
  const none = textOf(groupOf(typed)['option']) === '';
  const choose = (option: string) => onChange({ option, value: option === '' ? '' : blank(options[Number(option)] ?? {}) });
  const below = { path, required: true, problems, typed: chosen.value, onChange: (value: Typed) => onChange({ option: String(chosen.option), value }) };
  return (
    <>
      <Field label="Cuál">
        {(control) => (
          <select {...control} value={none ? '' : String(chosen.option)} onChange={({ target }) => choose(target.value)}>
            {(!required || none) && <option value="">Sin indicar</option>}
            {options.map((option, index) => (
              <option key={index} value={index}>
                {optionTitle(plain(option), index)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {!none && (kindOf(chosen.schema) === 'group' ? <GroupFields {...below} schema={chosen.schema} /> : <SchemaField {...below} schema={chosen.schema} />)}
    </>
  );
}
