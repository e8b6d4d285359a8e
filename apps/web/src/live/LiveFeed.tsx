import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { LiveChange } from '#contracts';
import { sawPosition } from '../api/horizon.ts';
import { expire, token, type Actor } from '../session/store.ts';
import { follow, type LiveState } from './connection.ts';
import { refresher } from './refresher.ts';
import { touchedBy } from './touched.ts';

const LiveContext = createContext<LiveState>({ kind: 'connecting' });

export const useLiveState = (): LiveState => useContext(LiveContext);

/** An operator and a coordinator hear of their own centre or organ; the others, of all. */
function feedOf({ role, centre, organ }: Actor): string {
  const scope = new URLSearchParams();
  if (role === 'document-coordinator' && organ !== undefined) scope.set('organ', organ);
  else if (role === 'operator' && centre !== undefined) scope.set('centre', centre);
  return `/api/live?${scope}`;
}

function open(path: string) {
  return (lastEventId: string | undefined, signal: AbortSignal): Promise<Response> => {
    const headers: Record<string, string> = { Accept: 'text/event-stream', Authorization: `Bearer ${token() ?? ''}` };
    if (lastEventId !== undefined) headers['Last-Event-ID'] = lastEventId;
    return fetch(path, { headers, signal, cache: 'no-store' });
  };
}

/** Keeps what is on the screen true while things happen elsewhere, and tells how the connection is. */
export function LiveFeed({ actor, children }: { readonly actor: Actor; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const path = feedOf(actor);
  useEffect(() => {
    const stop = new AbortController();
    const refresh = refresher(client);
    let first = true;
    const become = (next: LiveState) => {
      if (next.kind === 'expired') return expire();
      setState(next);
      // What changed between the first answers and the first connection is in neither of them.
      if (next.kind === 'live' && first) void client.invalidateQueries();
      first &&= next.kind !== 'live';
    };
    void follow({
      open: open(path),
      signal: stop.signal,
      onState: become,
      onMessage: ({ event, data }) => {
        if (event !== 'change') return;
        const change = JSON.parse(data) as LiveChange;
        sawPosition(change.position);
        refresh(touchedBy(change));
      },
    });
    return () => stop.abort();
  }, [client, path]);
  return <LiveContext value={state}>{children}</LiveContext>;
}
