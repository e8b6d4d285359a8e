import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import { Executor } from '#event-store';
import type { FileStore } from '#files';
import { systemClock, type Clock, type RecordedEvent } from '#kernel';
import type { KeyStore } from '#personal-data';
import { ViewGroup, type ViewReader, type ViewStore } from '#view-store';
import { sessionContext } from './auth/session.ts';
import { discoverIssuer, localIssuer, TokenVerifier, type TokenIssuer } from './auth/tokens.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { DirectoryHolder, directoryView } from './directory.ts';
import { Metrics } from './http/metrics.ts';
import { createServer } from './http/server.ts';
import { LiveFeed, type Change } from './live.ts';
import type { Services } from './services.ts';
import { TimerService, timersView } from './timers.ts';

/** The engines behind the ports, as the wiring chose them. */
export interface Adapters {
  readonly store: EventStore;
  readonly viewStore: ViewStore;
  readonly keys: KeyStore;
  readonly files: FileStore;
  /** Signs and checks demo sessions. */
  readonly sessionSecret: Uint8Array;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly adapters: Adapters;
  readonly contexts: readonly Context[];
  readonly log: Logger;
  readonly clock?: Clock;
  readonly webRoot?: string;
  describe(views: ViewReader, events: readonly RecordedEvent[]): Promise<readonly Change[]>;
  /** Runs once the views have caught up, before requests are taken (seeds). */
  prepare?(services: Services): Promise<void>;
}

/** A service at work. */
export interface Running {
  readonly url: string;
  readonly services: Services;
  readonly group: ViewGroup;
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
  const timersOfAll = contexts.flatMap(({ timers = [] }) => timers);
  const pending = timersView(timersOfAll);
  const group = new ViewGroup({
    name: 'supervision',
    views: [directoryView, pending, ...contexts.flatMap(({ views = [] }) => views)],
    rollups: contexts.flatMap(({ rollups = [] }) => rollups),
    log: adapters.store,
    store: adapters.viewStore,
    clock,
    onProblem: (error) => log.error({ err: error }, 'views'),
  });
  const directory = new DirectoryHolder();
  let url = config.publicUrl ?? '';
  const services: Services = {
    config,
    clock,
    store: adapters.store,
    executor: new Executor(adapters.store, clock),
    views: group,
    keys: adapters.keys,
    files: adapters.files,
    live: new LiveFeed(adapters.store, group, (events) => options.describe(group, events)),
    directory: () => directory.current,
    calendar: () => directory.calendar(),
    publicUrl: () => url,
  };
  await group.start();
  await group.ready();
  await directory.start(group);
  await options.prepare?.(services);
  const timers = new TimerService(timersOfAll, pending, services, log);
  const stops = await Promise.all(contexts.map((context) => context.start?.(services)));
  const metrics = new Metrics({ head: () => adapters.store.head(), position: () => group.position(), retries: () => services.executor.retries, subscribers: () => services.live.subscribers });
  const app = await createServer({
    services,
    verifier: new TokenVerifier(issuer, clock),
    contexts: [sessionContext(issuer), ...contexts],
    metrics,
    health: { reasons: async () => reasonsOf(group) },
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
    await group.stop();
    await adapters.close();
  };
  return { url: address, services, group, timers, issuer, app, close };
}

function reasonsOf(group: ViewGroup): string[] {
  const { state, building, failure } = group.status();
  if (failure) return [`Las vistas se detuvieron en la posición ${failure.position}${failure.view ? ` (vista ${failure.view})` : ''}.`];
  if (building.length > 0) return [`Se están construyendo vistas: ${building.join(', ')}.`];
  return state === 'stopped' ? ['El servicio se está deteniendo.'] : [];
}

async function listeningAt(app: NestFastifyApplication, host: string): Promise<string> {
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}
