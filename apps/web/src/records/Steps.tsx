import type { ReactNode } from 'react';
import { dateTime } from '../app/format.ts';
import { provisionWords } from '../app/provision.ts';
import type { Step } from './model.ts';
import { roleName, useNames } from './useNames.ts';
import '../sheet/sheet.css';

interface StepsProps<S extends Step> {
  /** Oldest first. */
  readonly steps: readonly S[];
  /** What a step leads to. */
  readonly link?: (step: S) => ReactNode;
}

/** What happened, the latest first: what, when, by whom, for which place and under which provision. */
export function Steps<S extends Step>({ steps, link }: StepsProps<S>) {
  const names = useNames();
  return (
    <ol className="history" aria-live="polite">
      {steps.toReversed().map((step) => (
        <li key={step.position}>
          <p>
            <strong>{step.title}</strong>
          </p>
          <p className="small soft">
            <time dateTime={step.at}>{dateTime(step.at)}</time> · {[roleName(step.role), step.place && names.place(step.place)].filter(Boolean).join(', ')}
            {step.role !== 'system' && (
              <>
                {' '}
                · <span className="code">{step.actor}</span>
              </>
            )}
          </p>
          <p className="small row">
            <span className="badge">{provisionWords(step.provision)}</span>
            {link?.(step)}
          </p>
        </li>
      ))}
    </ol>
  );
}
