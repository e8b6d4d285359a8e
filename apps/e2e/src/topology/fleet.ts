import { openEventStoreDb, type EventStore } from '#event-store';
import { Child } from './child.ts';

/** Those without which nothing is received, or seen. */
export const services = ['reference', 'intake', 'supervision'] as const;

/** The platform's processes. Each comes back at the address that it had. */
export class Fleet {
  readonly env: Readonly<Record<string, string>>;
  readonly #children = new Map<string, Child>();
  readonly #urls = new Map<string, string>();
  #log: EventStore | undefined;

  /** Of the services that run. */
  readonly names: readonly string[];

  /** `more`: services beside those that every platform has. */
  constructor(env: Readonly<Record<string, string>>, more: readonly string[] = []) {
    this.env = env;
    this.names = [...services, ...more];
  }

  /** All of them, the gateway last. @throws Error with what the first that failed said */
  async start(): Promise<this> {
    try {
      await this.launch('relay');
      await Promise.all(this.names.map((name) => this.launch(name)));
      await this.launch('gateway');
      this.#log = await openEventStoreDb(this.env.EVENTSTORE_URL!, { prefix: `${this.env.NAMESPACE}.` });
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** One more, or one again; `copy` tells copies of one service apart. */
  async launch(name: string, copy = ''): Promise<Child> {
    const [script, ...args] = this.#scriptOf(name);
    const known = this.#urls.get(name + copy);
    const upstreams = name === 'gateway' ? Object.fromEntries(this.#behindGateway.map((service) => [`${service.toUpperCase()}_URL`, this.url(service)])) : {};
    const child = new Child(name + copy, script, args, { ...this.env, ...upstreams, ...(known && { PORT: new URL(known).port }) });
    this.#children.set(name + copy, child);
    this.#urls.set(name + copy, await child.ready());
    return child;
  }

  get #behindGateway(): readonly string[] {
    return [...this.names, 'relay'];
  }

  #scriptOf(name: string): readonly [script: string, ...args: string[]] {
    if (name === 'relay') return ['relay/src/main.js'];
    return name === 'gateway' ? ['e2e/src/topology/gateway-process.js', ...this.#behindGateway] : ['e2e/src/topology/service-process.js', name];
  }

  get log(): EventStore {
    return this.#log!;
  }

  url(name: string): string {
    return this.#urls.get(name)!;
  }

  get urls(): readonly string[] {
    return this.names.map((name) => this.url(name));
  }

  child(name: string): Child {
    return this.#children.get(name)!;
  }

  async waitFor(position: number, names: readonly string[] = this.names): Promise<void> {
    await Promise.all(names.map((name) => this.child(name).ask({ what: 'waitFor', position })));
  }

  /** Of each process, those that ended as well. */
  async report(): Promise<string> {
    return (await Promise.all([...this.#children.values()].map((child) => child.report()))).join('\n');
  }

  async stop(): Promise<void> {
    await this.#log?.close();
    await this.#children.get('gateway')?.stop();
    await Promise.all([...this.#children.values()].map((child) => child.stop()));
  }
}
