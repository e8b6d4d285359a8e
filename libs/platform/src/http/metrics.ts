import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What `/metrics` tells. One registry a service, so that tests may run several in a process. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({ name: 'http_request_seconds', help: 'Latency of requests', labelNames: ['method', 'route', 'status'], buckets, registers: [this.registry] });


  constructor(read: { head(): Promise<number>; position(): number; retries(): number; subscribers(): number }) {
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    new Gauge({ name: 'log_head_position', help: 'Position of the last durable event', registers, async collect() { this.set(await read.head()); } });
    new Gauge({ name: 'views_lag_events', help: 'Events that the views have not seen yet', registers, async collect() { this.set((await read.head()) - read.position()); } });
    new Gauge({ name: 'live_subscribers', help: 'Open live feeds', registers, collect() { this.set(read.subscribers()); } });
    new Gauge({ name: 'command_conflict_retries', help: 'Commands decided again after a conflict', registers, collect() { this.set(read.retries()); } });
  }
}
