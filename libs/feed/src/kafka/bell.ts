/** Wakes whoever waits for something to change. What changed, they see for themselves. */
export class Bell {
  #next = Promise.withResolvers<void>();

  ring(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers<void>();
  }

  /** The next ring. Look first, then listen, without waiting in between. */
  heard(): Promise<void> {
    return this.#next.promise;
  }
}
