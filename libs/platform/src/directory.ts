import { createCalendar, type Calendar } from '#calendar';
import { directoryEventTypes, emptyDirectory, foldDirectory, isReferenceEvent, type Directory } from '#contracts';
import type { EventLog } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { View, ViewReader } from '#view-store';

/** The reference data's events, kept by stream: hundreds of documents, from which the directory is folded at start. */
interface ReferenceHistory {
  readonly events: readonly { readonly position: number; readonly type: string; readonly data: unknown }[];
}

export const directoryView: View<ReferenceHistory> = {
  name: 'directory',
  version: 1,
  indexes: [],
  events: directoryEventTypes,
  keysOf: (event) => (isReferenceEvent(event) ? [event.stream] : []),
  fold: (before, { position, type, data }) => ({ events: [...(before?.events ?? []), { position, type, data }] }),
};

const pageSize = 500;

/** The reference data as it is now, in memory: what commands look up and names come from. */
export class DirectoryHolder {
  current: Directory = emptyDirectory;
  #following: Promise<void> = Promise.resolve();
  #calendar: { readonly of: Directory['holidays']; readonly calendar: Calendar } | undefined;

  /** The calendar of the non-working days declared so far. */
  calendar(): Calendar {
    const { holidays } = this.current;
    if (this.#calendar?.of !== holidays) this.#calendar = { of: holidays, calendar: createCalendar([...holidays.values()]) };
    return this.#calendar.calendar;
  }

  /** Loads what the view holds and follows it. */
  async start(views: ViewReader, log: EventLog): Promise<void> {
    let cursor: string | undefined;
    const found: ReferenceHistory['events'][number][] = [];
    do {
      const page = await views.find(directoryView, { limit: 1_000, ...(cursor && { cursor }) });
      found.push(...page.documents.flatMap(({ events }) => events));
      cursor = page.next;
    } while (cursor);
    found.sort((a, b) => a.position - b.position);
    for (const event of found) this.#fold(event);
    views.onApplied(({ after, position, types }) => {
      if (types.some((type) => isReferenceEvent({ type }))) this.#following = this.#following.then(() => this.#take(log, after, position));
    });
  }

  /** Resolves when everything that the views have told so far is in. */
  async settled(): Promise<void> {
    await this.#following;
  }

  async #take(log: EventLog, after: number, position: number): Promise<void> {
    for (let read = after; read < position; ) {
      const events = await log.readAll(read, pageSize);
      for (const event of events) if (event.position <= position) this.#fold(event);
      read = events.at(-1)?.position ?? position;
    }
  }

  #fold(event: Pick<RecordedEvent, 'type' | 'data'>): void {
    this.current = foldDirectory(this.current, event);
  }
}
