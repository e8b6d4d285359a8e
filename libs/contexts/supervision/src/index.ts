import type { Context } from '#platform';
import { centreDetail, nationalBoard } from './queries/board.ts';
import { cargo } from './queries/cargo.ts';
import { documentSheet, listDocuments, organTray, unownedQueue } from './queries/documents.ts';
import { expedienteFile } from './queries/expedientes.ts';
import { downloadFile } from './queries/files.ts';
import { liveFeed } from './queries/live.ts';
import { publicTracking } from './queries/tracking.ts';
import { attachmentsView } from './views/attachments.ts';
import { centresView } from './views/centres.ts';
import { documentsView } from './views/documents.ts';
import { expedientesView } from './views/expedientes.ts';
import { centreDays, centreLoad, organLoad } from './views/loads.ts';

/** All views, the live feed and the queries of those who watch and of those who follow a document. */
export const supervision: Context = {
  name: 'supervision',
  endpoints: [nationalBoard, centreDetail, listDocuments, documentSheet, cargo, organTray, unownedQueue, expedienteFile, downloadFile, publicTracking, liveFeed],
  views: [documentsView, centresView, expedientesView, attachmentsView],
  rollups: [centreLoad, organLoad, centreDays],
};

export { describeChanges } from './queries/live.ts';
