import { Executor, withStore, WrongExpectedRevision, type CommandContext, type EventStore, type Outcome } from '#event-store';
import { DomainError, type Aggregate, type Clock, type Command, type DomainEvent } from '#kernel';
import type { Metrics } from './metrics.ts';
import { settle, type OpenSpan, type Tracing } from './tracing.ts';

/** Commands with their latencies, and with spans where somebody follows them: one for the command, its decisions and its append below it. */
export class ObservedExecutor extends Executor {
  readonly #metrics: Metrics;
  readonly #tracing: Tracing | undefined;

  constructor(store: EventStore, clock: Clock, metrics: Metrics, tracing: Tracing | undefined) {
    super(observed(store, metrics, tracing), clock);
    this.#metrics = metrics;
    this.#tracing = tracing;
  }

  override async execute<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C, context: CommandContext): Promise<Outcome<S, E>> {
    const began = performance.now();
    const observe = (outcome: string) => this.#metrics.commands.observe({ command: command.type, outcome }, (performance.now() - began) / 1_000);
    try {
      const outcome = await this.#traced(aggregate, id, command, context);
      observe(outcome.repeated ? 'repeated' : 'recorded');
      return outcome;
    } catch (error) {
      observe(error instanceof DomainError ? 'refused' : 'failed');
      throw error;
    }
  }

  #traced<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C, context: CommandContext): Promise<Outcome<S, E>> {
    const tracing = this.#tracing;
    if (!tracing || context.untraced) return super.execute(aggregate, id, command, context);
    const span = tracing.start(command.type, { parent: context.traceparent, facts: { 'conectamef.aggregate': aggregate.name } });
    return settle(span, super.execute(decidingIn(aggregate, span, tracing), id, command, { ...context, traceparent: span.traceparent }));
  }
}

/** The same aggregate, with a span around each decision. */
function decidingIn<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, { traceparent }: OpenSpan, tracing: Tracing): Aggregate<S, C, E> {
  return {
    ...aggregate,
    decide(command, state) {
      const span = tracing.start('decide', { parent: traceparent });
      try {
        const facts = aggregate.decide(command, state);
        span.end({ 'conectamef.events': facts.length });
        return facts;
      } catch (error) {
        span.fail(error);
        throw error;
      }
    },
  };
}

/** The same store, with the time that each append takes. Appends are handed on at once: the executor awaits nothing before. */
function observed(store: EventStore, metrics: Metrics, tracing: Tracing | undefined): EventStore {
  return withStore(store, {
    async append(request) {
      const began = performance.now();
      const observe = (outcome: string) => metrics.appends.observe({ outcome }, (performance.now() - began) / 1_000);
      const parent = request.events[0]?.meta.traceparent;
      const span = parent === undefined ? undefined : tracing?.start('append', { parent, facts: { 'conectamef.events': request.events.length } });
      try {
        const appended = await store.append(request);
        observe(appended.repeated ? 'repeated' : 'stored');
        span?.end({ 'conectamef.position': appended.events.at(-1)!.position });
        return appended;
      } catch (error) {
        observe(error instanceof WrongExpectedRevision ? 'conflict' : 'failed');
        span?.fail(error);
        throw error;
      }
    },
  });
}
