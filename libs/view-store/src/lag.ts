import type { EventLog } from '#event-store';
import type { Clock } from '#kernel';
import type { Lag } from './view-service.ts';

export async function lagOf(log: EventLog, position: number, clock: Clock): Promise<Lag> {
  const head = await log.head();
  const [oldest] = head > position ? await log.readAll(position, 1) : [];
  const age = oldest ? clock().getTime() - Date.parse(oldest.recordedAt) : 0;
  return { position, head, events: Math.max(0, head - position), seconds: Math.max(0, age / 1_000) };
}
