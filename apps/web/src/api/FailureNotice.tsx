import { useEffect, useRef } from 'react';
import { ProblemCode } from './ProblemCode.tsx';
import { isKeySpent, sentence, type Failure } from './failure.ts';

const titles: Readonly<Record<Failure['kind'], string>> = {
  network: 'Sin conexión',
  broken: 'El servidor falló',
  refused: 'No se pudo',
};

/** What failed, on top of the form or screen, with its stable code. Takes the focus when it appears after an act. */
export function FailureNotice({ failure, focus = false }: { readonly failure: Failure | undefined; readonly focus?: boolean }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== undefined && focus) here.current?.focus();
  }, [failure, focus]);
  if (failure === undefined) return null;
  const problem = failure.kind === 'refused' ? failure.problem : undefined;
  const title = isKeySpent(failure) ? 'Ya se había registrado' : (problem?.title ?? titles[failure.kind]);
  return (
    <div className="notice bad" role="alert" tabIndex={-1} ref={here}>
      <p>
        <strong>{title}.</strong> {sentence(failure)}
      </p>
      {problem?.errors && problem.errors.length > 1 && (
        <ul className="bullets">
          {problem.errors.map(({ field, message }) => (
            <li key={field}>
              {message} <code className="soft">{field}</code>
            </li>
          ))}
        </ul>
      )}
      {problem && <ProblemCode {...problem} />}
    </div>
  );
}
