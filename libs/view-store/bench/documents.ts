import { randomUUID } from 'node:crypto';
import type { NewEvent, RecordedEvent } from '#kernel';
import type { Rollup, View } from '#view-store';

/** Documents like the platform's: some eight events each, a history, a tray, a tile per centre. */
interface DocumentStep {
  readonly document: string;
  readonly centre: string;
  readonly organ: string;
  readonly step: (typeof steps)[number];
  readonly at: string;
  readonly subject: string;
}

interface DocumentView {
  readonly id: string;
  readonly centre: string;
  readonly organ: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly subject: string;
  readonly history: readonly { readonly step: string; readonly at: string; readonly actor: string }[];
}

interface CentreView {
  readonly centre: string;
  readonly received: number;
  readonly lastSign: string;
}

const steps = ['received', 'checked', 'numbered', 'routed', 'accepted', 'annexed', 'answered', 'archived'] as const;

const stepOf = (event: RecordedEvent): DocumentStep => event.data as DocumentStep;

const documents: View<DocumentView> = {
  name: 'documents',
  version: 1,
  indexes: [{ fields: ['centre', 'state', 'receivedAt'] }, { fields: ['organ', 'state', 'receivedAt'] }, { fields: ['receivedAt'] }],
  keysOf: (event) => [stepOf(event).document],
  fold(before, event) {
    const { document: id, centre, organ, step, at, subject } = stepOf(event);
    const history = [...(before?.history ?? []), { step, at, actor: event.meta.actor.id }];
    return { ...(before ?? { id, centre, receivedAt: at, subject }), organ, state: step, history };
  },
};

const centres: View<CentreView> = {
  name: 'centres',
  version: 1,
  indexes: [],
  keysOf: (event) => [stepOf(event).centre],
  fold(before, event) {
    const { centre, step, at } = stepOf(event);
    return { centre, received: (before?.received ?? 0) + Number(step === 'received'), lastSign: at };
  },
};

const byCentre: Rollup<DocumentView> = {
  name: 'by-centre',
  version: 1,
  of: documents,
  contributions: ({ centre, state, receivedAt }) => [
    { key: centre, counts: { [state]: 1 } },
    { key: `${centre}/${receivedAt.slice(0, 10)}`, counts: { received: 1, [state]: 1 } },
  ],
};

const byOrgan: Rollup<DocumentView> = {
  name: 'by-organ',
  version: 1,
  of: documents,
  contributions: ({ organ, state }) => [{ key: organ, counts: { [state]: 1 } }],
};

export const documentViews = { views: [documents, centres], rollups: [byCentre, byOrgan] };

/** `atATime` documents are under way together, each a step further in turn. */
export function* historyOf(events: number, atATime: number): Generator<DocumentStep> {
  const perWave = atATime * steps.length;
  for (let i = 0; i < events; i++) {
    const document = Math.floor(i / perWave) * atATime + (i % atATime);
    const step = steps[Math.floor((i % perWave) / atATime)]!;
    const at = new Date(Date.UTC(2026, 0, 5) + i * 20_000).toISOString();
    yield { document: `d${String(document).padStart(7, '0')}`, centre: `centro-${document % 25}`, organ: `organo-${(document + i) % 40}`, step, at, subject: `Solicitud de información número ${document}` };
  }
}

export function documentEvent(data: DocumentStep): NewEvent {
  const meta = {
    schemaVersion: 1,
    occurredAt: data.at,
    actor: { kind: 'person', id: `operador-${data.centre}`, role: 'operator', centre: data.centre },
    provision: 'DIR.5.4',
    correlationId: randomUUID(),
    causationId: randomUUID(),
    centre: data.centre,
  } as const;
  return { id: randomUUID(), type: 'DocumentStepped', data, meta };
}
