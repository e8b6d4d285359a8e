/** Now, as an instant. Injected everywhere, so that a test (or a simulated day) owns time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
