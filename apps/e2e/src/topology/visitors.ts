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
  /** Requests that were cut off or refused for a while. */
  troubles = 0;
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
  start(pauseMs = 250): this {
    this.#running = Promise.all(this.#people.map((each) => this.#visit(each, pauseMs)));
    return this;
  }

  /** Lets each finish the document that it has in hand. */
  async stop(): Promise<readonly Receipt[]> {
    this.#stopping = true;
    await this.#running;
    return this.answered;
  }

  /** Resolves when so many more were answered. */
  async more(count: number): Promise<void> {
    const goal = this.answered.length + count;
    while (this.answered.length < goal) await delay(20);
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
      const reply = await person.send<Receipt>(`desks/${centre}/receive`, body, { key }).catch(() => undefined);
      if (reply?.status === 201) return reply.body;
      if (reply && reply.status < 500) throw new Error(`a registration was refused: ${JSON.stringify(reply.body)}`);
      this.troubles++;
      await delay(100);
    }
  }
}
