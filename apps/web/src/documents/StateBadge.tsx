import { stateNames, type DocumentState } from '#contracts';

const tones: Readonly<Record<DocumentState, string>> = {
  received: 'blue',
  observed: 'amber',
  routed: 'violet',
  rejected: 'red',
  accepted: 'blue',
  answered: 'green',
  archived: '',
  'not-presented': 'amber',
  returned: '',
  remitted: 'violet',
  annulled: '',
};

export const StateBadge = ({ state }: { readonly state: DocumentState }) => <span className={`badge ${tones[state]}`}>{stateNames[state]}</span>;

/** Marks that set a document apart: past its term, or from another system's history. */
export function Marks({ overdue, foreign }: { readonly overdue: boolean; readonly foreign: boolean }) {
  return (
    <>
      {overdue && <span className="badge solid">Vencido</span>}
      {foreign && <span className="badge violet">Historia importada</span>}
    </>
  );
}
