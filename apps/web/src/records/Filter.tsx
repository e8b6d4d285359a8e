import { Field } from '../forms/Field.tsx';

interface FilterProps {
  readonly label: string;
  /** What no choice is called. */
  readonly all: string;
  readonly options: readonly (readonly [code: string, name: string])[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of the values that a list is filtered by; all where none is chosen. */
export const Filter = ({ label, all, options, value = '', onChange }: FilterProps) => (
  <Field label={label}>
    {(control) => (
      <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{all}</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
);
