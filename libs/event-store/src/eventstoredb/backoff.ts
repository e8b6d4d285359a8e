/** Milliseconds to wait before attempt n + 1: twice as long each time, up to the longest, and half of it by chance. */
export function backoff(attempt: number, { first, longest }: { readonly first: number; readonly longest: number }, chance = Math.random()): number {
  const full = Math.min(longest, first * 2 ** (attempt - 1));
  return full / 2 + (full / 2) * chance;
}
