import { useState } from 'react';
import { failureOf, type Failure } from '../api/failure.ts';
import { send } from '../api/request.ts';

/**
 * Opens a document of the server, fetched with the token, in a tab of its own. The tab is opened within the click, before
 * the answer: browsers block it later.
 */
async function openInTab(path: string): Promise<void> {
  const tab = window.open('', '_blank');
  try {
    const address = URL.createObjectURL(await (await send(path)).blob());
    if (tab === null) window.location.assign(address);
    else tab.location.replace(address);
    setTimeout(() => URL.revokeObjectURL(address), 5 * 60_000);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

export interface Opening {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  open(): Promise<void>;
}

export function useOpening(path: string): Opening {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const open = async () => {
    setBusy(true);
    setFailure(undefined);
    await openInTab(path).catch((error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };
  return { busy, failure, open };
}

export const cargoPath = (id: string): string => `/api/documents/${encodeURIComponent(id)}/cargo.pdf`;
