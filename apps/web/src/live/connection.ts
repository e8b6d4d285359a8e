import { readEvents, type LiveMessage } from './reader.ts';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly since: number }
  /** The token is no longer good. */
  | { readonly kind: 'expired' }
  /** This post may not follow the feed. */
  | { readonly kind: 'denied' };

export interface LiveOptions {
  /** Opens the feed after the message with that id; must honour the signal. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<Response>;
  readonly onMessage: (message: LiveMessage) => void;
  readonly onState: (state: LiveState) => void;
  readonly signal: AbortSignal;
  /** Milliseconds of silence after which the connection counts as lost. The server speaks every 15 s. */
  readonly silence?: number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  readonly now?: () => number;
}

/** Milliseconds before the n-th attempt (from 0): doubling from 0.5 s up to 15 s, ± a quarter so that all centres don't return at once. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.min(15_000, 500 * 2 ** attempt) * (0.75 + random() / 2);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Reads one connection to its end. `heard` is called for each message. */
async function listen(options: LiveOptions, lastId: string | undefined, heard: (message: LiveMessage) => void): Promise<'expired' | 'denied' | 'ended'> {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  options.signal.addEventListener('abort', stop, { once: true });
  let watchdog = setTimeout(stop, options.silence ?? 40_000);
  try {
    const response = await options.open(lastId, attempt.signal);
    if (response.status === 401) return 'expired';
    if (response.status === 403) return 'denied';
    if (!response.ok || response.body === null) return 'ended';
    options.onState({ kind: 'live' });
    for await (const message of readEvents(response.body)) {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, options.silence ?? 40_000);
      heard(message);
    }
    return 'ended';
  } finally {
    clearTimeout(watchdog);
    options.signal.removeEventListener('abort', stop);
  }
}

/** Follows the live feed until the signal, resuming after the last message heard. Ends early only when access is denied. */
export async function follow(options: LiveOptions): Promise<void> {
  const { onMessage, onState, signal, wait = pause, random = Math.random, now = Date.now } = options;
  let lastId: string | undefined;
  let attempt = 0;
  let lostAt: number | undefined;
  const heard = (message: LiveMessage) => {
    lastId = message.id ?? lastId;
    attempt = 0;
    lostAt = undefined;
    onMessage(message);
  };
  onState({ kind: 'connecting' });
  while (!signal.aborted) {
    const outcome = await listen(options, lastId, heard).catch(() => 'ended' as const);
    if (signal.aborted) return;
    if (outcome !== 'ended') return onState({ kind: outcome });
    lostAt ??= now();
    onState({ kind: 'reconnecting', since: lostAt });
    await wait(backoff(attempt++, random), signal);
  }
}
