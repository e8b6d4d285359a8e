import { randomUUID } from 'node:crypto';
import { documentId, type DocumentEvent } from '#contracts';
import type { EventStore } from '#event-store';
import type { NewEvent } from '#kernel';

const desks = ['AMA', 'ANC', 'APU', 'ARE', 'AYA', 'CAJ', 'CAL', 'CUS', 'HUV', 'HUC', 'ICA', 'JUN', 'LAL', 'LAM', 'LIM', 'LOR', 'MDD', 'MOQ', 'PAS', 'PIU', 'PUN', 'SAM', 'TAC', 'TUM', 'UCA'];
const organs = ['dgpp', 'dgetp', 'dgcp', 'dgpi', 'ogti', 'ogaj'];
/** Documents under way at once, as over a week of all desks. */
const underWay = 3_000;
const year = 2025;

interface Life {
  readonly id: string;
  readonly desk: string;
  readonly organ: string;
  step: number;
}

/** Synthetic history: it has the shape of the real thing and names nobody. */
export class History {
  readonly #numbers = new Map<string, number>();
  readonly #lives: Life[] = [];
  readonly #sealed: string;
  #made = 0;

  /** `sealed`: a sealed part of real length, so that documents weigh what they weigh. */
  constructor(sealed: string) {
    this.#sealed = sealed;
  }

  /** Appends so many events, about six a document, through the store's own door. */
  async append(store: EventStore, events: number, onProgress: (done: number) => void = () => undefined): Promise<void> {
    let pending: Promise<unknown>[] = [];
    for (let i = 0; i < events; i++) {
      const { stream, event } = this.#next();
      pending.push(store.append({ stream, expected: 'any', events: [event] }));
      if (pending.length === 4_000) {
        await Promise.all(pending);
        pending = [];
        onProgress(i + 1);
      }
    }
    await Promise.all(pending);
  }

  #next(): { stream: string; event: NewEvent } {
    const i = this.#made++;
    if (this.#lives.length < underWay && (i % 6 === 0 || this.#lives.length === 0)) return this.#receive(i);
    const at = (i * 7_919) % this.#lives.length;
    const life = this.#lives[at]!;
    const event = stepOf(life);
    if (++life.step === 5) {
      this.#lives[at] = this.#lives.at(-1)!;
      this.#lives.pop();
    }
    return { stream: `document-${life.id}`, event: this.#stamp(life.desk, event, i) };
  }

  #receive(i: number): { stream: string; event: NewEvent } {
    const desk = desks[i % desks.length]!;
    const number = (this.#numbers.get(desk) ?? 0) + 1;
    this.#numbers.set(desk, number);
    const organ = organs[i % organs.length]!;
    const document = documentId({ desk, year, number });
    this.#lives.push({ id: document, desk, organ, step: 0 });
    const data: DocumentEvent = {
      type: 'DocumentReceived',
      data: {
        document,
        desk,
        year,
        number,
        receivedAt: instantOf(i),
        legalDate: instantOf(i).slice(0, 10),
        legalPolicy: 'desk-within-hours',
        channel: 'desk',
        kind: 'oficio',
        procedure: 'oficio',
        organ,
        folios: 3,
        annexes: [{ folios: 1 }],
        files: [],
        sender: { subject: this.#sealed.split('.')[1] ?? 's', sealed: this.#sealed },
        code: 'ABCDE-FGHJK',
        routeUntil: '2035-01-01T04:59:59Z',
        dueDate: '2035-01-08',
        dueAt: '2035-01-09T04:59:59Z',
      },
    };
    return { stream: `register-${desk}-${year}`, event: this.#stamp(desk, data, i) };
  }

  #stamp(centre: string, { type, data }: DocumentEvent, i: number): NewEvent {
    const actor = { kind: 'person', id: `demo-operador-${centre}`, role: 'operator', centre } as const;
    const correlationId = randomUUID();
    return { id: randomUUID(), type, data, meta: { schemaVersion: 1, occurredAt: instantOf(i), actor, provision: 'DIR.5.4', correlationId, causationId: correlationId, centre } };
  }
}

/** A second and a bit between events, over 2025. */
const instantOf = (i: number): string => new Date(Date.UTC(2025, 0, 2, 13) + i * 25_000).toISOString();

function stepOf({ id: document, organ, step }: Life): DocumentEvent {
  switch (step) {
    case 0:
      return { type: 'DocumentRouted', data: { document, organ, sameDay: true, dueDate: '2035-01-08', dueAt: '2035-01-09T04:59:59Z' } };
    case 1:
      return { type: 'DocumentAcceptedByOrgan', data: { document, organ } };
    case 2:
      return { type: 'FoliosCorrected', data: { document, before: 3, folios: 4, reason: 'Un folio sin numerar' } };
    case 3:
      return { type: 'DocumentAnswered', data: { document, organ, kind: 'oficio', reference: 'Oficio 12-2025', folios: 2, onTime: true } };
    default:
      return { type: 'DocumentArchived', data: { document, organ } };
  }
}
