/** A desk and what its rules need to remember. */
export interface ImplementedDesk {
  readonly status: 'implemented';
  readonly desk: string;
  readonly operators: readonly string[];
  /** Whoever has ever served at it: none of them supervises it. */
  readonly hands: readonly string[];
  readonly supervisors: readonly string[];
  /** First date of the newest hours. */
  readonly hoursFrom: string;
  readonly openOn?: string;
  readonly servedOn: readonly string[];
  readonly didNotOpen: readonly string[];
  readonly visits: readonly string[];
  readonly openFindings: readonly string[];
  readonly closedFindings: readonly string[];
}

export type Desk = { readonly status: 'absent' } | ImplementedDesk;
