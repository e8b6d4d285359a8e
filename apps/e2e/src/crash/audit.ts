import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openLogReader } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { CommandAnswer } from '../client.ts';
import type { Random } from './random.ts';
import type { Platform, Promised, Visitor } from './visitor.ts';

/** Everything that a crash broke, in words; empty when it broke nothing. */
export type Findings = readonly string[];

interface JobStatus {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  readonly kind?: string;
  readonly report?: { readonly sound: boolean };
  readonly problem?: string;
}

const documentOf = ({ data }: RecordedEvent): string => (data as { document?: string }).document ?? '';

/** Holds what was answered against what is there, from outside (over HTTP) and from below (the log's own file). */
export async function audit(folder: string, platform: Platform, visitors: readonly Visitor[], random: Random): Promise<Findings> {
  const promised = visitors.flatMap((visitor) => visitor.promised);
  const events = await readLog(folder);
  return [
    ...lost(promised, events),
    ...doubled(promised, events),
    ...gaps(events),
    ...(await forgotten(platform, sample(promised, 40, random))),
    ...(await missingFiles(platform, sample(visitors.flatMap(({ uploads }) => uploads), 10, random))),
    ...(await unsound(platform)),
  ];
}

async function readLog(folder: string): Promise<readonly RecordedEvent[]> {
  const { reader, close } = openLogReader(join(folder, 'log.db'), {});
  try {
    return await reader.readAll(0, 10_000_000);
  } finally {
    close();
  }
}

/** Answered, and not recorded as answered. */
function lost(promised: readonly Promised[], events: readonly RecordedEvent[]): string[] {
  const at = new Map(events.map((event) => [event.position, event]));
  return promised.flatMap(({ intent: { type, path }, answer: { id, position } }) => {
    const event = at.get(position);
    return event?.type === type && documentOf(event) === id ? [] : [`lost: ${path} was answered with position ${position}, where the log has ${event ? `${event.type} of ${documentOf(event)}` : 'nothing'}`];
  });
}

/** Recorded more often than it was asked for. */
function doubled(promised: readonly Promised[], events: readonly RecordedEvent[]): string[] {
  const types = ['DocumentReceived', 'DocumentRouted', 'DocumentAcceptedByOrgan', 'DocumentAnswered', 'FileAttached'] as const;
  const counts = types.map((type) => [type, promised.filter(({ intent }) => intent.type === type).length, events.filter((event) => event.type === type).length] as const);
  const ids = new Set(events.map(({ id }) => id));
  return [
    ...counts.filter(([, asked, recorded]) => asked !== recorded).map(([type, asked, recorded]) => `doubled or lost: ${asked} answers and ${recorded} events ${type}`),
    ...(ids.size === events.length ? [] : [`doubled: ${events.length - ids.size} event ids occur twice`]),
  ];
}

/** Numbers of a desk and year that are missing or out of order. */
function gaps(events: readonly RecordedEvent[]): string[] {
  const registers = Map.groupBy(events.filter(({ type }) => type === 'DocumentReceived'), ({ stream }) => stream);
  return [...registers].flatMap(([stream, entries]) => {
    const wrong = entries.findIndex(({ data }, i) => (data as { number: number }).number !== i + 1);
    return wrong < 0 ? [] : [`gap: ${stream} has number ${(entries[wrong]!.data as { number: number }).number} where ${wrong + 1} follows`];
  });
}

/** Asked again with the same key, and not answered as the first time. */
async function forgotten(platform: Platform, promised: readonly Promised[]): Promise<string[]> {
  const findings = await Promise.all(
    promised.map(async ({ intent: { post, path, body, key }, answer }) => {
      const again = await platform.at(post).send<CommandAnswer>(path, body, { key });
      const same = isDeepStrictEqual({ ...again.body, repeated: true }, { ...answer, repeated: true });
      return same && again.body.repeated ? [] : [`forgotten: ${path} was answered ${JSON.stringify(answer)} and then ${JSON.stringify(again.body)}`];
    }),
  );
  return findings.flat();
}

async function missingFiles(platform: Platform, uploads: readonly string[]): Promise<string[]> {
  const findings = await Promise.all(
    uploads.map(async (sha256) => {
      const { status, body } = await platform.at('demo-ogauc').look<Uint8Array>(`files/${sha256}`);
      return status === 200 && createHash('sha256').update(body).digest('hex') === sha256 ? [] : [`lost: the file ${sha256} answers ${status}`];
    }),
  );
  return findings.flat();
}

/** The platform's own verification: the log, what is sealed in it, the files, and the views against a rebuild. */
async function unsound(platform: Platform): Promise<string[]> {
  const admin = platform.at('demo-admin');
  await admin.act('verifications');
  const giveUp = Date.now() + 60_000;
  for (;;) {
    const status = await admin.see<JobStatus>('jobs/current');
    if (status.state === 'done') return status.report?.sound ? [] : [`unsound: ${JSON.stringify(status.report)}`];
    if (status.state === 'failed') return [`the verification failed: ${status.problem}`];
    if (Date.now() > giveUp) return ['the verification does not end'];
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

function sample<T>(from: readonly T[], size: number, random: Random): readonly T[] {
  return from.length <= size ? from : Array.from({ length: size }, () => random.pick(from));
}
