import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { EmbeddedViewStore } from '../embedded/embedded-view-store.ts';
import type { ViewStore } from '../port.ts';
import { ViewGroup, type ViewGroupOptions } from '../view-group.ts';
import { byShop, byState, parcelEvent, parcels, shops, type Parcel, type ParcelStep } from './example-views.ts';
import type { ViewStoreHarness } from './view-store-contract.ts';

/** Views in a file of their own. */
export async function embeddedViews(): Promise<ViewStoreHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'views-'));
  return { open: async () => new EmbeddedViewStore({ file: join(folder, 'views.db') }), clean: () => rm(folder, { recursive: true }) };
}

/** A log and views over it in a folder of its own, which can be closed and opened again. */
export class Trade {
  readonly folder: string;
  log: EmbeddedEventStore;
  store: ViewStore;
  readonly problems: Error[] = [];
  readonly #groups: ViewGroup[] = [];
  readonly #views: ViewStoreHarness;

  private constructor(folder: string, views: ViewStoreHarness, store: ViewStore) {
    this.folder = folder;
    this.log = new EmbeddedEventStore({ file: join(folder, 'events.db') });
    this.#views = views;
    this.store = store;
  }

  static async open(harness: () => Promise<ViewStoreHarness>): Promise<Trade> {
    const [folder, views] = [await mkdtemp(join(tmpdir(), 'trade-')), await harness()];
    return new Trade(folder, views, await views.open());
  }

  group(changes: Partial<ViewGroupOptions> = {}): ViewGroup {
    const onProblem = (error: Error) => this.problems.push(error);
    const { log, store } = this;
    const group = new ViewGroup({ name: 'trade', views: [parcels, shops], rollups: [byShop, byState], log, store, onProblem, ...changes });
    this.#groups.push(group);
    return group;
  }

  async started(changes: Partial<ViewGroupOptions> = {}): Promise<ViewGroup> {
    const group = this.group(changes);
    await group.start();
    await group.ready();
    return group;
  }

  /** Position of the last event recorded. */
  async record(...steps: readonly ParcelStep[]): Promise<number> {
    const recorded = await this.log.append({ stream: 'parcels', expected: 'any', events: steps.map(parcelEvent) });
    return recorded.events.at(-1)!.position;
  }

  /** As many events, over a tenth as many parcels. */
  async recordMany(count: number): Promise<number> {
    const steps = Array.from({ length: count }, (_, i) => sent(`p${i % Math.ceil(count / 10)}`, 'abc'.charAt(i % 3)));
    return this.record(...steps);
  }

  async reopen(): Promise<void> {
    await this.#shut();
    this.log = new EmbeddedEventStore({ file: join(this.folder, 'events.db') });
    this.store = await this.#views.open();
  }

  async end(): Promise<void> {
    await this.#shut();
    await this.#views.clean();
    await rm(this.folder, { recursive: true });
  }

  async #shut(): Promise<void> {
    for (const group of this.#groups.splice(0)) await group.stop();
    await this.store.close();
    await this.log.close();
  }
}

export const sent = (parcel: string, shop: string): ParcelStep => ({ parcel, shop, step: 'sent' });

export async function allParcels(group: ViewGroup): Promise<readonly Parcel[]> {
  return (await group.find(parcels, { limit: 1_000 })).documents;
}
