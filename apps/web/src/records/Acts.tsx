import { useState } from 'react';
import type { CommandAnswer } from '../api/request.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActEntry, Register } from './model.ts';

interface ActsProps {
  readonly register: Register;
  readonly acts: readonly ActEntry[];
  readonly on?: { readonly id: string; readonly version: number };
  readonly about: string;
  /** Verb of the act whose form is open from the start. */
  readonly open?: string | undefined;
  readonly onDone?: (answer: CommandAnswer) => void;
  readonly onClose?: () => void;
  /** Whether the first is what one expects next. */
  readonly main?: boolean;
}

/** Acts as buttons, each opening its form. */
export function Acts({ register, acts, on, about, open, onDone, onClose, main = true }: ActsProps) {
  const [asking, setAsking] = useState(acts.find(({ verb }) => verb === open));
  const close = (answer?: CommandAnswer) => {
    setAsking(undefined);
    onClose?.();
    if (answer !== undefined) onDone?.(answer);
  };
  return (
    <>
      {acts.length > 0 && (
        <div className="actions">
          {acts.map((act, index) => (
            <button key={act.verb} type="button" className={`button ${main && index === 0 ? '' : 'quiet'}`} onClick={() => setAsking(act)}>
              {act.title}
            </button>
          ))}
        </div>
      )}
      {asking && <ActDialog acting={{ register, act: asking, ...(on && { on }) }} about={about} onClose={close} />}
    </>
  );
}
