import { roleNames, type HistoryEntry } from '#contracts';
import { dateTime } from '../app/format.ts';
import { provisionWords } from '../app/provision.ts';

const names: Readonly<Record<string, string>> = { ...roleNames, system: 'La plataforma' };

/** Two minutes: beyond that, what was told and what was recorded are worth showing apart. */
const apart = ({ at, recordedAt }: HistoryEntry): boolean => Math.abs(Date.parse(recordedAt) - Date.parse(at)) > 120_000;

/** What happened to a document, the latest first: what, when, by whom, and under which provision. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  return (
    <ol className="history" aria-live="polite">
      {entries.toReversed().map((entry) => (
        <li key={entry.position}>
          <p>
            <strong>{entry.title}</strong>
          </p>
          {entry.detail && <p>{entry.detail}</p>}
          <p className="small soft">
            <time dateTime={entry.at}>{dateTime(entry.at)}</time>
            {apart(entry) && ` (registrado ${dateTime(entry.recordedAt)})`} · {[names[entry.actorRole] ?? entry.actorRole, entry.place].filter(Boolean).join(', ')}
          </p>
          {entry.provision && (
            <p className="small">
              <span className="badge">{provisionWords(entry.provision)}</span>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
