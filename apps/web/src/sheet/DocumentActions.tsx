import { useState } from 'react';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { useCommand } from '../api/useCommand.ts';
import { announce } from '../app/announce.ts';
import { CommandDialog } from '../forms/CommandDialog.tsx';
import type { DocumentAction } from './actions.ts';

interface DocumentActionsProps {
  readonly actions: readonly DocumentAction[];
  /** Which document, for those who hear the buttons out of their row. */
  readonly about: string;
  readonly small?: boolean;
}

const atOnce = ({ fields, grave }: DocumentAction): boolean => fields.length === 0 && !grave;

/** The acts that are open now. One with nothing to fill in is done at once; the others ask in a dialog. */
export function DocumentActions({ actions, about, small = false }: DocumentActionsProps) {
  const [asking, setAsking] = useState<DocumentAction>();
  const sending = useCommand();
  const act = async (action: DocumentAction) => {
    if (!atOnce(action)) return setAsking(action);
    const answer = await sending.send({ path: String(action.path), body: action.body?.({}) ?? {}, ...(action.version !== undefined && { version: action.version }) });
    if (answer !== undefined) announce(`${about}: ${action.done}`);
  };
  return (
    <>
      {actions.length > 0 && (
        <div className="actions">
          {actions.map((action) => (
            <button
              key={action.verb}
              type="button"
              className={`button ${small ? 'small' : ''} ${action.grave ? 'grave' : action.main ? '' : 'quiet'}`}
              disabled={sending.busy}
              onClick={() => void act(action)}
            >
              {action.label}
              <span className="unseen"> {about}</span>
            </button>
          ))}
        </div>
      )}
      <FailureNotice failure={sending.failure} />
      {asking && <CommandDialog spec={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}
