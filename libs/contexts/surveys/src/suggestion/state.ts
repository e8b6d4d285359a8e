interface Dropped {
  readonly date: string;
  readonly channel: 'kiosk' | 'paper';
  readonly about: 'service' | 'post';
  readonly service?: string;
  /** Posts that it is about, as far as is known by now: who holds one of them decides nothing about it. */
  readonly concerns: readonly string[];
  readonly redacted: number;
  readonly sealed: string;
  readonly due: string;
}

export type Suggestion =
  | { readonly status: 'none' }
  | (Dropped & { readonly status: 'dropped' | 'shown' | 'withheld'; readonly reason?: string })
  | (Dropped & { readonly status: 'classified' | 'actioned'; readonly category: string; readonly action?: string });

export type KnownSuggestion = Exclude<Suggestion, { readonly status: 'none' }>;
