import { useRef, useState } from 'react';
import { failureOf, type Failure } from '../api/failure.ts';
import { anonymously } from './request.ts';

export interface Sending<A> {
  send(body: unknown): Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** What was answered, once it was received. */
  readonly answer: A | undefined;
  reset(): void;
}

/** Sends something to one address, once at a time; keeps nothing beyond the page. */
export function useSending<A>(path: string): Sending<A> {
  const under = useRef(false);
  const [state, setState] = useState<Pick<Sending<A>, 'busy' | 'failure' | 'answer'>>({ busy: false, failure: undefined, answer: undefined });
  const send = async (body: unknown) => {
    if (under.current) return;
    under.current = true;
    setState({ busy: true, failure: undefined, answer: undefined });
    try {
      const answer = await anonymously<A>(path, body);
      setState({ busy: false, failure: undefined, answer });
    } catch (error) {
      setState({ busy: false, failure: failureOf(error), answer: undefined });
    } finally {
      under.current = false;
    }
  };
  return { ...state, send, reset: () => setState({ busy: false, failure: undefined, answer: undefined }) };
}
