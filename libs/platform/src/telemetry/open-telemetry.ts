import { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { DomainError } from '#kernel';
import type { Telemetry } from '../config.ts';
import type { OpenSpan, SpanFacts, Tracing } from './tracing.ts';

const kinds = { server: SpanKind.SERVER, internal: SpanKind.INTERNAL, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;
const quietMs = 60_000;

/**
 * OpenTelemetry, sent by OTLP over HTTP. One a process: its provider is global. Sampling and batches are the SDK's own
 * environment variables. No detector runs: a machine's name and a process's arguments are nobody's business.
 */
export function openTelemetry({ endpoint, serviceName }: Telemetry, onProblem: (message: string) => void): Tracing {
  diag.setLogger(problemsOnly(onProblem), { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const sdk = new NodeSDK({ serviceName, traceExporter: exporter, autoDetectResources: false, instrumentations: [], metricReaders: [], logRecordProcessors: [] });
  sdk.start();
  const tracer = trace.getTracer('conectamef');
  return {
    start(name, { parent, kind = 'internal', facts = {}, startedAt } = {}) {
      const options = { kind: kinds[kind], attributes: facts as Attributes, ...(startedAt !== undefined && { startTime: startedAt }) };
      return openSpan(tracer.startSpan(name, options, contextOf(parent)));
    },
    async close() {
      await sdk.shutdown().catch((error: unknown) => onProblem((error as Error).message));
      trace.disable();
      diag.disable();
    },
  };
}

function openSpan(span: Span): OpenSpan {
  const end = (facts: SpanFacts = {}) => void span.setAttributes(facts as Attributes).end();
  return {
    traceparent: traceparentOf(span),
    end,
    fail(error, facts = {}) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      end({ 'error.type': error instanceof DomainError ? error.code : error instanceof Error ? error.constructor.name : 'unknown', ...facts });
    },
  };
}

function contextOf(traceparent: string | undefined): Context {
  const [version, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  if (version === undefined || !traceId || !spanId || !flags) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true });
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')}`;
}

/** A collector that is away is said once a minute, not for every batch. */
function problemsOnly(onProblem: (message: string) => void) {
  const nothing = () => undefined;
  let saidAt = -Infinity;
  const error = (message: string) => {
    if (Date.now() - saidAt < quietMs) return;
    saidAt = Date.now();
    onProblem(message);
  };
  return { error, warn: nothing, info: nothing, debug: nothing, verbose: nothing };
}
