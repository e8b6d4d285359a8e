import { registerNames } from '#contracts';
import { sentence } from '../api/failure.ts';
import type { ContextFailure } from './useRegisters.ts';

/** Which parts did not answer: what is on the screen is then not all there is. */
export function ContextFailures({ failures }: { readonly failures: readonly ContextFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>Falta una parte: lo que ve no es todo.</strong>
      </p>
      <ul className="bullets">
        {failures.map(({ context, failure }) => (
          <li key={context}>
            {registerNames[context] ?? context}: {sentence(failure)}
          </li>
        ))}
      </ul>
    </div>
  );
}
