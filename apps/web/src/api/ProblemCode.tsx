import type { Problem } from '#contracts';
import { provisionWords } from '../app/provision.ts';

/** What a person dictates when asking for help. */
export const ProblemCode = ({ code, provision }: Pick<Problem, 'code' | 'provision'>) => (
  <p className="small soft">
    Código <code>{code}</code>
    {provision ? ` · ${provisionWords(provision)}` : ''}
  </p>
);
