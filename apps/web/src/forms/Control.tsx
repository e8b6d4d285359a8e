import { OrganPicker } from './OrganPicker.tsx';
import { FileField } from './FileField.tsx';
import { Field, type ControlProps } from './Field.tsx';
import type { FieldSpec } from './fields.ts';

interface SpecControlProps {
  readonly spec: FieldSpec;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}

function control({ spec, value, onChange }: SpecControlProps, props: ControlProps) {
  const common = { ...props, value, name: spec.name, required: !spec.optional, onChange: ({ target }: { target: { value: string } }) => onChange(target.value) };
  switch (spec.kind) {
    case 'long':
    case 'lines':
      return <textarea {...common} rows={spec.kind === 'lines' ? 4 : 3} />;
    case 'choice':
      return (
        <select {...common}>
          {spec.options?.map(([option, label]) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'organ':
      return <OrganPicker control={props} value={value} onChange={onChange} />;
    case 'file':
      return <FileField control={props} onStored={({ sha256 }) => onChange(sha256)} />;
    case 'integer':
      return <input {...common} inputMode="numeric" autoComplete="off" />;
    case 'date':
    case 'time':
      return <input {...common} type={spec.kind} />;
    default:
      return <input {...common} autoComplete="off" />;
  }
}

/** The control of a field given as data. */
export function SpecControl(props: SpecControlProps) {
  const { spec, value, wrong, onChange } = props;
  if (spec.kind === 'flag') {
    return (
      <label className="choice">
        <input type="checkbox" checked={value === 'yes'} onChange={({ target }) => onChange(target.checked ? 'yes' : '')} />
        {spec.label}
      </label>
    );
  }
  return (
    <Field label={spec.label} hint={spec.hint} wrong={wrong} optional={spec.optional === true}>
      {(controlProps) => control(props, controlProps)}
    </Field>
  );
}
