import type { Config } from '../config.ts';
import type { Tracing } from './tracing.ts';

/** Tracing, if the configuration says where to. Otherwise nothing of it is loaded, and callers do without in one `if`. */
export async function startTracing(config: Pick<Config, 'telemetry'>, onProblem: (message: string) => void): Promise<Tracing | undefined> {
  if (!config.telemetry) return undefined;
  const { openTelemetry } = await import('./open-telemetry.ts');
  return openTelemetry(config.telemetry, onProblem);
}
