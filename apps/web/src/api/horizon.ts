/**
 * The furthest log position that this tab knows of, from its own commands and from the live feed.
 * Every query asks for a view that has seen it (`?at=`), so that nobody reads older than what they just did or were shown.
 */
let furthest = 0;

export function sawPosition(position: number): void {
  furthest = Math.max(furthest, position);
}

export function forgetPositions(): void {
  furthest = 0;
}

/** The path with `at=` added, once there is something to wait for. */
export function fromHorizon(path: string): string {
  return furthest === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}at=${furthest}`;
}
