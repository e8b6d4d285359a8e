import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { openLogReader } from '#event-store';
import { viewsOf } from '#platform';
import { EmbeddedViewStore, serveViews, ViewGroup } from '#view-store';
import { contexts, groupName, upcasters } from './contexts.ts';

/** The thread that folds the views. It reads the log on a connection of its own and is told how far. */
const { logFile, viewsFile } = workerData as { readonly logFile: string; readonly viewsFile: string };
const port = parentPort!;
const { reader, close } = openLogReader(logFile, upcasters);
const store = new EmbeddedViewStore({ file: viewsFile });
const onProblem = ({ message }: Error) => port.postMessage({ kind: 'problem', message });
const group = new ViewGroup({ name: groupName, ...viewsOf(contexts), log: reader, store, onProblem });

await serveViews(port, group, (position) => reader.advance(position), async () => {
  close();
  await store.close();
  port.close();
});
