import { useId } from 'react';

interface OptionsProps {
  readonly legend: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly value: string;
  readonly wrong?: string | undefined;
  /** Side by side, as the marks of a scale. */
  readonly scale?: boolean;
  readonly onChange: (value: string) => void;
}

/** One of a few, each large enough for a finger; the arrows of a keyboard go from one to the next. */
export function Options({ legend, options, value, wrong, scale = false, onChange }: OptionsProps) {
  const id = useId();
  return (
    <fieldset className="options" aria-describedby={wrong && `${id}-wrong`}>
      <legend>{legend}</legend>
      <div className={scale ? 'options-scale' : 'options-list'}>
        {options.map(([code, name]) => (
          <label key={code} className="option">
            <input type="radio" name={id} value={code} checked={value === code} onChange={() => onChange(code)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
      <span aria-live="polite">
        {wrong && (
          <span className="wrong" id={`${id}-wrong`}>
            {wrong}
          </span>
        )}
      </span>
    </fieldset>
  );
}
