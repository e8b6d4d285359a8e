import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Metrics, type Consumer } from './metrics.ts';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const service = { head: async () => 12, retries: () => 3, subscribers: () => 2, ready: async () => true };
const consumer = (changes: Partial<Consumer> = {}): Consumer => ({ lag: async () => ({ events: 4, seconds: 1.5 }), parked: () => 0, ...changes });

function metricsOf(consumers: Readonly<Record<string, Consumer>> = { views: consumer() }, changes: Partial<typeof service> = {}): Metrics {
  const metrics = new Metrics();
  metrics.read({ ...service, ...changes });
  for (const [name, one] of Object.entries(consumers)) metrics.watch(name, one);
  return metrics;
}

const told = async (metrics: Metrics, name: string) => (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

describe('The metrics', () => {
  it('tell of every consumer how far it is behind, and what it parked', async () => {
    const metrics = metricsOf({ views: consumer(), relay: consumer({ lag: async () => ({ events: 0, seconds: 0 }), parked: async () => 7 }) });
    expect(await told(metrics, 'consumer_lag_events')).toEqual(['consumer_lag_events{consumer="views"} 4', 'consumer_lag_events{consumer="relay"} 0']);
    expect(await told(metrics, 'consumer_lag_seconds')).toEqual(['consumer_lag_seconds{consumer="views"} 1.5', 'consumer_lag_seconds{consumer="relay"} 0']);
    expect(await told(metrics, 'parked_messages')).toEqual(['parked_messages{consumer="views"} 0', 'parked_messages{consumer="relay"} 7']);
  });

  it('leave out what can’t be read, and tell the rest', async () => {
    const away = () => Promise.reject(new Error('the engine is away'));
    let lost = false;
    const metrics = metricsOf({ views: consumer({ lag: () => (lost ? away() : consumer().lag()) }), relay: consumer() }, { head: () => (lost ? away() : service.head()) });
    expect(await told(metrics, 'log_head_position')).toEqual(['log_head_position 12']);
    lost = true;
    expect(await told(metrics, 'log_head_position')).toEqual([]);
    expect(await told(metrics, 'consumer_lag_events')).toEqual(['consumer_lag_events{consumer="relay"} 4']);
    expect(await told(metrics, 'parked_messages')).toHaveLength(2);
    lost = false;
    expect(await told(metrics, 'log_head_position')).toEqual(['log_head_position 12']);
  });

  it('tell whether the service is ready, who watches, and what was decided again', async () => {
    const metrics = metricsOf({}, { ready: async () => false });
    expect(await told(metrics, 'service_ready')).toEqual(['service_ready 0']);
    expect(await told(metrics, 'live_subscribers')).toEqual(['live_subscribers 2']);
    for (const _ of [1, 2]) expect(await told(metrics, 'command_conflict_retries_total')).toEqual(['command_conflict_retries_total 3']);
  });
});

/** Names of the metrics in a PromQL expression: what is neither a function, a label, a number nor a word of the language. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b[a-z_][a-z0-9_:]*\b(?!\s*\()/gi)].map(([name]) => name).filter((name) => !['and', 'or', 'unless', 'bool', 'offset'].includes(name));
}

describe('Rules and dashboards', () => {
  const rules = [...read('infra/prometheus/rules.yml').matchAll(/^\s*expr: (.+)$/gm)].map(([, expression]) => expression!);
  const boards = globSync('infra/grafana/dashboards/*.json', { cwd: root }).map((file) => JSON.parse(read(file)) as { panels: { title: string; targets: { expr: string }[] }[] });
  const shown = boards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));

  it('name only metrics that the services export, or Prometheus itself', async () => {
    const exported = (await metricsOf().registry.getMetricsAsJSON()).flatMap(({ name, type }) => (String(type) === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name]));
    expect(rules.length).toBeGreaterThan(5);
    expect(shown.length).toBeGreaterThan(10);
    for (const expression of [...rules, ...shown]) {
      expect(metricsIn(expression).length).toBeGreaterThan(0);
      for (const name of metricsIn(expression)) expect({ expression, name, exported: name === 'up' || exported.includes(name) }).toEqual({ expression, name, exported: true });
    }
  });

  it('show every metric of our own, and watch over what should wake somebody', () => {
    const ours = ['http_request_seconds_bucket', 'command_seconds_bucket', 'append_seconds_bucket', 'consumer_lag_events', 'consumer_lag_seconds', 'parked_messages', 'live_subscribers', 'service_ready', 'log_head_position', 'command_conflict_retries_total'];
    expect(ours.filter((name) => !shown.some((expression) => metricsIn(expression).includes(name)))).toEqual([]);
    const waking = ['up', 'service_ready', 'consumer_lag_seconds', 'parked_messages', 'append_seconds_count', 'command_seconds_count'];
    expect(waking.filter((name) => !rules.some((expression) => metricsIn(expression).includes(name)))).toEqual([]);
  });

  it('are told of in the operator’s page, each alert by its name', () => {
    const page = read('docs/operations.md');
    const alerts = [...read('infra/prometheus/rules.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);
    expect(alerts.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
