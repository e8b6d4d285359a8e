import { verifyLog } from '#event-store';
import type { FileStore } from '#files';
import type { Services } from '../services.ts';
import { differenceIn } from './differences.ts';
import type { JobProgress, VerificationReport } from './job-api.ts';
import { FileLaw, numberLaw, SealLaw } from './laws.ts';

const maxNamed = 100;

type Parts = Pick<Services, 'store' | 'keys' | 'files' | 'views'>;
type Tell = (progress: JobProgress) => void;

/**
 * Everything durable against itself: the log's integrity, its personal data against the keys, its files, and the views
 * against a fold of the whole log. Reads alone; requests are answered meanwhile.
 */
export async function verifyPlatform({ store, keys, files, views }: Parts, tell: Tell, signal: AbortSignal): Promise<VerificationReport> {
  const started = performance.now();
  const seals = new SealLaw(keys);
  const named = new FileLaw();
  const log = await verifyLog(store, { laws: [numberLaw, seals.check, named.check], signal, onProgress: (done, total) => tell({ phase: 'log', done, total }) });
  const filed = await verifyFiles(files, named.named, tell, signal);
  // Views can't be folded over an event that can't be read.
  const compared = log.faultCount === 0 ? await verifyViews(views, tell) : undefined;
  return {
    sound: log.faultCount + filed.damaged.count + filed.missing.count + (compared?.differences.length ?? 1) === 0,
    log: { ...log, faults: [...log.faults] },
    sealed: { opened: seals.opened, erased: seals.erased },
    files: filed,
    ...(compared && { views: compared }),
    seconds: (performance.now() - started) / 1_000,
  };
}

async function verifyFiles(files: FileStore, named: ReadonlySet<string>, tell: Tell, signal: AbortSignal): Promise<VerificationReport['files']> {
  const missing = new Set(named);
  const damaged: string[] = [];
  let checked = 0;
  const onChecked = (name: string) => {
    signal.throwIfAborted();
    missing.delete(name);
    tell({ phase: 'files', done: ++checked, total: Math.max(checked, named.size) });
  };
  for await (const { name, problem } of files.verify(onChecked)) {
    damaged.push(`${name}: ${inSpanish[problem]}`);
  }
  return { checked, damaged: counted(damaged), missing: counted([...missing]) };
}

const inSpanish = { altered: 'su contenido cambió', unreadable: 'no se puede leer', stray: 'no es un archivo de la plataforma' } as const;

const counted = (all: readonly string[]) => ({ count: all.length, first: all.slice(0, maxNamed) });

async function verifyViews(views: Services['views'], tell: Tell): Promise<NonNullable<VerificationReport['views']>> {
  const { compared, documents, differences } = await views.verify({ onProgress: ({ position, target }) => tell({ phase: 'views', done: position, total: target }) });
  return { compared: [...compared], documents, differences: differences.map(differenceIn) };
}
