import type { DocumentEvent, IntakeEvent } from '#contracts';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';

/** What an attached file belongs to: it is shown to those whom one of these concerns, and to nobody else. */
export interface AttachmentRecord {
  readonly documents: readonly string[];
  /** Centres at whose desks a finding was closed with it as evidence. */
  readonly evidenceAt: readonly string[];
}

type Attaching = Extract<DocumentEvent, { type: 'DocumentReceived' | 'FileAttached' }> | IntakeEvent<'FindingClosed'>;

const none: AttachmentRecord = { documents: [], evidenceAt: [] };

export const attachmentsView: View<AttachmentRecord> = {
  name: 'attachments',
  version: 1,
  indexes: [],
  events: ['DocumentReceived', 'FileAttached', 'FindingClosed'],
  keysOf(event) {
    const { type, data } = event as RecordedEvent & Attaching;
    if (type === 'DocumentReceived') return data.files.length > 0 ? [...new Set(data.files.map(({ sha256 }) => sha256))] : [];
    return type === 'FileAttached' ? [data.file.sha256] : [data.evidence];
  },
  fold(before = none, event) {
    const { type, data } = event as RecordedEvent & Attaching;
    if (type === 'FindingClosed') return { ...before, evidenceAt: [...before.evidenceAt, data.desk] };
    return before.documents.includes(data.document) ? before : { ...before, documents: [...before.documents, data.document] };
  },
};
