import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import { memoryParkingLot, type ParkingLot } from '#feed';
import type { FileStore } from '#files';
import { systemClock, type Clock, type RecordedEvent } from '#kernel';
import type { KeyStore } from '#personal-data';
import type { ViewReader, ViewService } from '#view-store';
import { sessionContext } from './auth/session.ts';
import { discoverIssuer, localIssuer, TokenVerifier, type TokenIssuer } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { viewsOf, type Context } from './context.ts';
import { DirectoryHolder } from './directory.ts';
import { createServer } from './http/server.ts';
import { Jobs } from './jobs/jobs.ts';
import { jobsContext } from './jobs/jobs-context.ts';
import { LiveFeed, type Change } from './live.ts';
import { parkedContext } from './parked/parked-context.ts';
import type { Services } from './services.ts';
import { Metrics, type Consumer } from './telemetry/metrics.ts';
import { ObservedExecutor } from './telemetry/observed-executor.ts';
import { traceFolds } from './telemetry/trace-folds.ts';
import { startTracing } from './telemetry/start-tracing.ts';
import { TimerService, timersView } from './timers.ts';

/** The engines behind the ports, as the wiring chose them. */
export interface Adapters {
  readonly store: EventStore;
  /** Folds and answers the views of `viewsOf(contexts)`. */
  readonly views: ViewService;
  readonly keys: KeyStore;
  readonly files: FileStore;
  /** Opens the lot of messages that are none of the log's events; absent where nothing comes but from the log. */
  readonly parking?: () => ParkingLot;
  /** Signs and checks demo sessions. */
  readonly sessionSecret: Uint8Array;
  /** What the engines found wrong since the start; the service is not ready while there is any. Spanish. */
  alarms?(): readonly string[];
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly adapters: Adapters;
  readonly contexts: readonly Context[];
  readonly log: Logger;
  readonly clock?: Clock;
  readonly webRoot?: string;
  /** Whoever takes events beside the views: name → how far it is, for the metrics. */
  readonly consumers?: Readonly<Record<string, Consumer>>;
  describe(views: ViewReader, events: readonly RecordedEvent[]): Promise<readonly Change[]>;
  /** Runs once the views have caught up, before requests are taken (seeds). */
  prepare?(services: Services): Promise<void>;
}

/** A service at work. */
export interface Running {
  readonly url: string;
  readonly services: Services;
  readonly views: ViewService;
  readonly timers: TimerService;
  readonly issuer: TokenIssuer;
  readonly app: NestFastifyApplication;
  /** Stops taking requests, lets those under way finish, and closes the engines. */
  close(): Promise<void>;
}

export const issuerFor = async ({ oidc }: Config, secret: Uint8Array): Promise<TokenIssuer> => (oidc ? discoverIssuer(oidc) : localIssuer(secret));

/** Brings a service up: its views catch up, its timers run, then it answers. */
export async function runService(options: ServiceOptions): Promise<Running> {
  const { config, adapters, contexts, log, clock = systemClock } = options;
  const issuer = await issuerFor(config, adapters.sessionSecret);
  const { views } = adapters;
  const directory = new DirectoryHolder();
  const metrics = new Metrics();
  const tracing = await startTracing(config, (problem) => log.warn({ problem }, 'traces cannot be sent'));
  let url = config.publicUrl ?? '';
  const services: Services = {
    config,
    clock,
    store: adapters.store,
    executor: new ObservedExecutor(adapters.store, clock, metrics, tracing),
    views,
    keys: adapters.keys,
    files: adapters.files,
    live: new LiveFeed(adapters.store, views, (events) => options.describe(views, events), tracing),
    ...(tracing && { tracing }),
    directory: () => directory.current,
    calendar: () => directory.calendar(),
    publicUrl: () => url,
    async settled(position) {
      await views.waitFor(position);
      await directory.settled();
    },
    async caughtUp() {
      await views.ready();
      await directory.settled();
    },
  };
  await views.start();
  await views.ready();
  await directory.start(views, adapters.store);
  await options.prepare?.(services);
  const declared = contexts.flatMap((context) => context.timers ?? []);
  const timers = new TimerService(declared, timersView(declared), services, log);
  const all = [sessionContext(issuer), jobsContext(new Jobs(clock, log), namesOf(contexts)), parkedContext(adapters.parking ?? memoryParkingLot), ...contexts];
  const stops = await Promise.all(all.map((context) => context.start?.(services)));
  const health = { reasons: async () => [...(adapters.alarms?.() ?? []), ...(await reasonsOfLog(adapters.store)), ...reasonsOf(views)] };
  metrics.read({ head: () => adapters.store.head(), retries: () => services.executor.retries, subscribers: () => services.live.subscribers, ready: async () => (await health.reasons()).length === 0 });
  for (const [name, consumer] of Object.entries({ views: consumerOf(views), ...options.consumers })) metrics.watch(name, consumer);
  if (tracing) traceFolds(views, adapters.store, tracing);
  const app = await createServer({
    services,
    verifier: new TokenVerifier(issuer, clock),
    contexts: all,
    metrics,
    health,
    log,
    ...(options.webRoot && { webRoot: options.webRoot }),
  });
  await app.listen(config.port, config.host);
  const address = await listeningAt(app, config.host);
  url ||= address;
  timers.start();
  const close = async () => {
    services.live.close();
    await app.close();
    await timers.stop();
    for (const stop of stops) await stop?.();
    await views.stop();
    await tracing?.close();
    await adapters.close();
  };
  return { url: address, services, views, timers, issuer, app, close };
}

/** A view that can't be folded stands still and says so in its health: it parks nothing. */
const consumerOf = (views: ViewService): Consumer => ({ lag: () => views.lag(), parked: () => 0 });

const namesOf = (contexts: readonly Context[]): string[] => Object.values(viewsOf(contexts)).flatMap((all) => all.map(({ name }) => name));

async function reasonsOfLog(store: EventStore): Promise<string[]> {
  return store.head().then(() => [], (error: unknown) => [`El registro de eventos no responde: ${(error as Error).message}`]);
}

function reasonsOf(views: ViewService): string[] {
  const { state, building, failure } = views.status();
  if (failure) return [`Las vistas se detuvieron en la posición ${failure.position}${failure.view ? ` (vista ${failure.view}).` : `: ${failure.reason}`}`];
  if (building.length > 0) return [`Se están construyendo vistas: ${building.join(', ')}.`];
  return state === 'stopped' ? ['El servicio se está deteniendo.'] : [];
}

async function listeningAt(app: NestFastifyApplication, host: string): Promise<string> {
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}
