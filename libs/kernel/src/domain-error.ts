/** What kind of refusal it is; the edge maps it to a status. The domain knows no HTTP. */
export type Refusal = 'invalid' | 'unauthenticated' | 'not-found' | 'conflict' | 'forbidden' | 'stale' | 'too-large' | 'too-many' | 'unavailable';

export interface Problem {
  /** Stable, kebab-case, never reused: clients depend on it. */
  readonly code: string;
  readonly refusal: Refusal;
  /** What a person reads: Spanish, with what would be right. Never holds personal data. */
  readonly message: string;
  /** Path of the field at fault, such as `sender.dni`. */
  readonly field?: string;
  /** The provision that the request would break. */
  readonly provision?: string;
}

/** A request that the domain refuses. Nothing was written. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.message}`);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** Refuses a request: `throw refuse('conflict', 'already-observed', '…')`. */
export function refuse(refusal: Refusal, code: string, message: string, more: { field?: string; provision?: string } = {}): DomainError {
  return new DomainError({ refusal, code, message, ...more });
}
