/**
 * Where an engine came from, in the order in which it is sought: a URL in the environment; a container, where Docker
 * answers; what the machine's package registries give, run as a process; a double of our own, where no real one is to be had.
 */
export type Origin = 'url' | 'container' | 'machine' | 'double';

/** An engine at work, for tests and benchmarks of the distributed topology. */
export interface Engine {
  /** `kafka`, `mongodb`, `eventstoredb` or `s3`. */
  readonly name: string;
  readonly origin: Origin;
  /** One line for reports: what it is, its version, and that it is a double where it is one. */
  readonly about: string;
  /** As the product's configuration takes it. */
  readonly url: string;
  /** A second way in, for whoever has these credentials; where the engine offers one. */
  readonly secured?: { readonly url: string; readonly username: string; readonly password: string };
  /** Ends the engine's process at once and keeps its data; absent where the engine is not ours to stop. */
  interrupt?(): Promise<void>;
  /** Brings it back at the same URL with the data that it had. */
  resume?(): Promise<void>;
  /** Ends it and removes what it left. */
  stop(): Promise<void>;
}

/** No way to the engine worked. The message names each that was tried and why it failed. */
export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
}

export interface Source {
  readonly origin: Origin;
  /** The engine, or `undefined` where this way does not exist here (no URL set, no Docker). Rejects when it should work and fails. */
  take(): Promise<Engine | undefined>;
}

/**
 * The first source that gives the engine; says on standard error which it was.
 * @throws EngineMissing
 */
export async function takeEngine(name: string, sources: readonly Source[]): Promise<Engine> {
  const tried: string[] = [];
  for (const { origin, take } of sources) {
    try {
      const engine = await take();
      if (engine) {
        process.stderr.write(`engine ${name}: ${engine.about} (${origin})\n`);
        return engine;
      }
      tried.push(`${origin}: not here`);
    } catch (error) {
      tried.push(`${origin}: ${(error as Error).message}`);
    }
  }
  throw new EngineMissing(`no ${name} to be had; ${tried.join('; ')}`);
}
