import { useId, type ReactNode } from 'react';

export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, in the words of the server or of a check on the spot. */
  readonly wrong?: string | undefined;
  /** What was checked and found well. */
  readonly right?: string | undefined;
  readonly optional?: boolean;
  readonly className?: string;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A label, its control, its hint and its error, tied together. */
export function Field({ label, hint, wrong, right, optional = false, className = '', children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, wrong && `${id}-wrong`, right && `${id}-right`].filter(Boolean).join(' ');
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>
        {label} {optional && <span className="optional">(opcional)</span>}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': wrong ? true : undefined })}
      <span aria-live="polite">
        {wrong && (
          <span className="wrong" id={`${id}-wrong`}>
            {wrong}
          </span>
        )}
        {!wrong && right && (
          <span className="right" id={`${id}-right`}>
            {right}
          </span>
        )}
      </span>
    </div>
  );
}
