import { setImmediate } from 'node:timers/promises';

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Asks in one call at most. */
const most = 1_000;

/**
 * Asks of one tick, and then all that come while an answer is on its way, go in one call each. An ask is never answered by
 * a call that began before it, so that no answer is older than its question.
 */
export class Gathered<Ask, Answer> {
  readonly #call: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  #waiting: Waiting<Ask, Answer>[] = [];
  #running: Promise<void> | undefined;

  /** @param call gives the answers in the order of the asks */
  constructor(call: (asks: readonly Ask[]) => Promise<readonly Answer[]>) {
    this.#call = call;
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nobody waits for an answer. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    await setImmediate();
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, most));
    this.#running = undefined;
  }

  async #answer(waiting: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.#call(waiting.map(({ ask }) => ask));
      waiting.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
