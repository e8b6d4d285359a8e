import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Whoever takes events from the log or a feed: views, the relay, a policy. */
export interface Consumer {
  /** How far it is behind; `seconds` since the oldest event that it has not taken was recorded. May reject while an engine is away. */
  lag(): Promise<{ readonly events: number; readonly seconds: number }>;
  /** Messages that failed and wait for a person, those held back behind them included. */
  parked(): number | Promise<number>;
}

/** What the metrics ask of a service when they are read. */
export interface Readings {
  head(): Promise<number>;
  retries(): number;
  subscribers(): number;
  ready(): Promise<boolean>;
}

/** What `/metrics` tells. One registry a service, so that tests may run several in a process. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = this.#histogram('http_request_seconds', 'Latency of requests', ['method', 'route', 'status']);
  readonly commands = this.#histogram('command_seconds', 'Latency of commands, from load to durable', ['command', 'outcome']);
  readonly appends = this.#histogram('append_seconds', 'Latency of appends to the event store, until durable', ['outcome']);
  readonly #consumers = new Map<string, Consumer>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#ofConsumers('consumer_lag_events', 'Events that the consumer has not taken yet', async (consumer) => (await consumer.lag()).events);
    this.#ofConsumers('consumer_lag_seconds', 'Age of the oldest event that the consumer has not taken yet', async (consumer) => (await consumer.lag()).seconds);
    this.#ofConsumers('parked_messages', 'Messages that failed and wait for a person, with those held back behind them', async (consumer) => consumer.parked());
  }

  /** From now on tells how far this consumer is. Its name is a label: few and fixed. */
  watch(name: string, consumer: Consumer): void {
    this.#consumers.set(name, consumer);
  }

  /** From now on tells of the service itself. */
  read(service: Readings): void {
    const registers = [this.registry];
    this.#gauge('log_head_position', 'Position of the last durable event', () => service.head());
    this.#gauge('live_subscribers', 'Open live feeds', service.subscribers);
    this.#gauge('service_ready', '1 while the service can serve, as /health/ready says', async () => ((await service.ready()) ? 1 : 0));
    new Counter({ name: 'command_conflict_retries_total', help: 'Commands decided again after a conflict', registers, collect() { this.reset(); this.inc(service.retries()); } });
  }

  #histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  /** What can't be read now is left out, and keeps nothing else from being read. */
  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const registers = [this.registry];
    new Gauge({ name, help, registers, async collect() {
      this.reset();
      const value = await reading(read);
      if (value === undefined) this.remove();
      else this.set(value);
    } });
  }

  #ofConsumers(name: string, help: string, read: (consumer: Consumer) => Promise<number>): void {
    const consumers = this.#consumers;
    new Gauge({ name, help, labelNames: ['consumer'], registers: [this.registry], async collect() {
      this.reset();
      await Promise.all([...consumers].map(async ([label, consumer]) => {
        const value = await reading(() => read(consumer));
        if (value !== undefined) this.set({ consumer: label }, value);
      }));
    } });
  }
}

async function reading(read: () => number | Promise<number>): Promise<number | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
