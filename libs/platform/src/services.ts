import type { Calendar } from '#calendar';
import type { Directory } from '#contracts';
import type { EventStore, Executor } from '#event-store';
import type { FileStore } from '#files';
import type { Clock } from '#kernel';
import type { KeyStore } from '#personal-data';
import type { ViewService } from '#view-store';
import type { Config } from './config.ts';
import type { LiveFeed } from './live.ts';
import type { Tracing } from './telemetry/tracing.ts';

/** What the platform gives to every context. Adapters are chosen by the wiring alone. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: EventStore;
  readonly executor: Executor;
  readonly views: ViewService;
  readonly keys: KeyStore;
  readonly files: FileStore;
  readonly live: LiveFeed;
  /** Absent unless the configuration says where traces go. */
  readonly tracing?: Tracing;
  /** Resolves when views and directory have seen a position, as one's own writes; rejects after some seconds. */
  settled(position: number): Promise<void>;
  /** Resolves when views and directory have seen what the log holds, however long that takes: for what runs before requests are taken. */
  caughtUp(): Promise<void>;
  /** Organs, centres, desks, kinds of trámite and policies as they are now. */
  directory(): Directory;
  calendar(): Calendar;
  /** Where people reach the platform: for links and the QR of the cargo. No slash at its end. */
  publicUrl(): string;
}
