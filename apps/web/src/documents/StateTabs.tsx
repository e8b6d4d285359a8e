import './documents.css';

interface StateTabsProps<K extends string> {
  readonly label: string;
  readonly options: readonly (readonly [K, string])[];
  readonly value: K;
  readonly onChange: (value: K) => void;
}

/** Which part of a list is shown. */
export function StateTabs<K extends string>({ label, options, value, onChange }: StateTabsProps<K>) {
  return (
    <div className="tabs" role="group" aria-label={label}>
      {options.map(([key, name]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {name}
        </button>
      ))}
    </div>
  );
}
