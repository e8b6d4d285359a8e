import { z } from 'zod';
import { kiosk, refuse, type RecordedEvent } from '#kernel';
import { query, type Caller, type Change } from '#platform';
import type { ViewReader } from '#view-store';
import { documentsView } from '../views/documents.ts';

const documentOf = ({ data }: RecordedEvent): string | undefined => {
  const { document } = data as { document?: unknown };
  return typeof document === 'string' ? document : undefined;
};

/** What the live feed tells of events: what changed and where, and nothing of persons; that somebody is at a kiosk now, not at all. */
export async function describeChanges(views: ViewReader, recorded: readonly RecordedEvent[]): Promise<Change[]> {
  const events = recorded.filter(({ meta: { actor } }) => actor.id !== kiosk.id);
  const ids = [...new Set(events.map(documentOf).filter((id) => id !== undefined))];
  const records = await views.getMany(documentsView, ids);
  return events.map((event) => {
    const document = documentOf(event);
    const record = document ? records.get(document) : undefined;
    const { position, type, recordedAt, meta } = event;
    return {
      position,
      type,
      recordedAt,
      provision: meta.provision,
      ...(meta.centre && { centre: meta.centre }),
      ...(record ? { organ: record.organ, state: record.state } : meta.organ ? { organ: meta.organ } : {}),
      ...(document && { document }),
      organs: record?.organs ?? (meta.organ ? [meta.organ] : []),
    };
  });
}

/** What a caller may be told: all to who supervises; of their own centre or organ to who works there. */
const mayBeTold = ({ centre, organ }: Caller, change: Change): boolean => {
  if (organ) return change.organs.includes(organ);
  return !centre || change.centre === centre;
};

const Asked = z.object({ centre: z.string().max(20).optional(), organ: z.string().max(40).optional() });

export const liveFeed = query({
  path: 'live',
  roles: 'any',
  summary: 'Cambios en vivo (server-sent events); reanuda desde Last-Event-ID',
  provision: 'DIR.5.1.2.a',
  params: Asked,
  async handle({ centre, organ }, { caller, services }, { request, reply }) {
    const last = request.headers['last-event-id'];
    const after = last === undefined ? undefined : Number(last);
    if (after !== undefined && (!Number.isSafeInteger(after) || after < 0)) {
      throw refuse('invalid', 'invalid-last-event-id', 'Last-Event-ID debe ser la posición de un mensaje recibido.', { field: 'Last-Event-ID' });
    }
    const asked = (change: Change) => (!centre || change.centre === centre) && (!organ || change.organs.includes(organ));
    await services.live.serve(reply, (change) => mayBeTold(caller, change) && asked(change), after);
  },
});
