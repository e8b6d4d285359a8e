import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { failureOf, type Failure } from './failure.ts';
import { newIntent, type Intent } from './intent.ts';
import { command, type Command, type CommandAnswer } from './request.ts';

export interface Sending<A> {
  /** Sends the command; answers `undefined` when it failed. While one is under way, another is not begun. */
  send(asked: Omit<Command, 'key'>): Promise<A | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  forget(): void;
}

/** Sends one kind of command, keeping its idempotency key across retries; then everything on the screen is read anew. */
export function useCommand<A extends CommandAnswer = CommandAnswer>(given?: Intent): Sending<A> {
  const client = useQueryClient();
  const own = useRef<Intent>(undefined);
  const intent = given ?? (own.current ??= newIntent());
  const under = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const send = useCallback(
    async (asked: Omit<Command, 'key'>) => {
      if (under.current) return undefined;
      under.current = true;
      setBusy(true);
      setFailure(undefined);
      try {
        const answer = await command<A>({ ...asked, key: intent.key() });
        intent.settle({});
        void client.invalidateQueries();
        return answer;
      } catch (error) {
        intent.settle({ error });
        setFailure(failureOf(error));
        return undefined;
      } finally {
        under.current = false;
        setBusy(false);
      }
    },
    [client, intent],
  );
  return { send, busy, failure, forget: useCallback(() => setFailure(undefined), []) };
}
