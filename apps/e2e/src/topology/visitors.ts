import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Person, signIn, type Receipt } from '../client.ts';
import { submission } from '../samples.ts';

const centres = ['ARE', 'CUS', 'LIM', 'PUN', 'TAC', 'ICA'];

interface Visitor {
  readonly centre: string;
  readonly person: Person;
}

/** People at several desks who hand documents over, one after the other, and ask again with the same key until they are answered. */
export class Visitors {
  readonly answered: Receipt[] = [];
  /** Requests that were cut off or refused for a while, and how the last of them was. */
  troubles = 0;
  lastTrouble = '';
  readonly #people: readonly Visitor[];
  #stopping = false;
  #running: Promise<unknown> | undefined;

  private constructor(people: readonly Visitor[]) {
    this.#people = people;
  }

  static async at(url: string): Promise<Visitors> {
    const people = await Promise.all(
      centres.map(async (centre) => {
        const { token } = await signIn(url, `demo-operador-${centre}`);
        return { centre, person: new Person(() => url, async () => token) };
      }),
    );
    return new Visitors(people);
  }

  /** From now on, each with `pauseMs` between two documents. */
  start(pauseMs = 500): this {
    this.#running = Promise.all(this.#people.map((each) => this.#visit(each, pauseMs)));
    this.#running.catch(() => undefined);
    return this;
  }

  /** Lets each finish the document that it has in hand. */
  async stop(): Promise<readonly Receipt[]> {
    this.#stopping = true;
    await this.#running;
    return this.answered;
  }

  /** Resolves when so many more were answered. @throws Error when one was refused for good */
  async more(count: number): Promise<void> {
    const goal = this.answered.length + count;
    const arrive = async () => {
      while (this.answered.length < goal && !this.#stopping) await delay(20);
    };
    await Promise.race([arrive(), this.#running]);
  }

  async #visit({ centre, person }: Visitor, pauseMs: number): Promise<void> {
    while (!this.#stopping) {
      this.answered.push(await this.#handOver(centre, person));
      await delay(pauseMs);
    }
  }

  async #handOver(centre: string, person: Person): Promise<Receipt> {
    const [key, body] = [randomUUID(), submission()];
    for (;;) {
      const reply = await person.send<Receipt>(`desks/${centre}/receive`, body, { key }).catch((error: Error) => error);
      if (!(reply instanceof Error) && reply.status === 201) return reply.body;
      this.troubles++;
      this.lastTrouble = reply instanceof Error ? reply.message : `${reply.status} ${JSON.stringify(reply.body)}`;
      if (!(reply instanceof Error) && reply.status < 500) throw new Error(`a registration was refused: ${this.lastTrouble}`);
      await delay(100);
    }
  }
}
