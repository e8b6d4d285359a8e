import { randomUUID } from 'node:crypto';
import type { NewEvent } from '#kernel';
import type { Rollup, View } from '../view.ts';

/** A small trade of parcels between shops: enough of everything that views do, and nothing of the domain. */
export type Step = 'sent' | 'moved' | 'returned' | 'lost' | 'noise';

export interface ParcelStep {
  readonly parcel: string;
  readonly shop: string;
  readonly step: Step;
}

export interface Parcel {
  readonly id: string;
  readonly shop: string;
  readonly state: Step;
  readonly steps: number;
  readonly urgent: boolean;
  readonly history: readonly string[];
  /** Absent while nothing was returned. */
  readonly returnedBy?: string;
}

export interface Shop {
  readonly seen: number;
}

export const parcels: View<Parcel> = {
  name: 'parcels',
  version: 1,
  indexes: [{ fields: ['shop'] }, { fields: ['shop', 'state', 'steps'] }, { fields: ['steps'] }, { fields: ['urgent', 'returnedBy'] }, { fields: ['returnedBy'] }],
  keysOf: (event) => [(event.data as ParcelStep).parcel],
  fold(parcel, event, id) {
    const { shop, step } = event.data as ParcelStep;
    if (step === 'noise') return parcel;
    if (step === 'lost') return undefined;
    const history = [...(parcel?.history ?? []), `${step}@${shop}`];
    const urgent = id.endsWith('0');
    return { id, shop, state: step, steps: history.length, urgent, history, ...(step === 'returned' && { returnedBy: shop }) };
  },
};

/** Touched by every event, and by two shops in some: an event with two keys. */
export const shops: View<Shop> = {
  name: 'shops',
  version: 1,
  indexes: [],
  keysOf: (event) => ['all', (event.data as ParcelStep).shop],
  fold: (shop) => ({ seen: (shop?.seen ?? 0) + 1 }),
};

export const byShop: Rollup<Parcel> = {
  name: 'by-shop',
  version: 1,
  of: parcels,
  contributions: (parcel) => [{ key: parcel.shop, counts: { parcels: 1, steps: parcel.steps, [parcel.state]: 1 } }],
};

/** Several contributions a document, and gains and losses that cancel out. */
export const byState: Rollup<Parcel> = {
  name: 'by-state',
  version: 1,
  of: parcels,
  contributions: (parcel) => [
    { key: parcel.state, counts: { parcels: 1 } },
    { key: 'balance', counts: { net: parcel.shop < 'b' ? 1 : -1, urgent: Number(parcel.urgent) } },
  ],
};

export function parcelEvent(data: ParcelStep): NewEvent {
  const meta = {
    schemaVersion: 1,
    occurredAt: '2026-03-02T13:00:00.000Z',
    actor: { kind: 'system', id: 'test', role: 'test' },
    provision: 'TEST',
    correlationId: 'test',
    causationId: 'test',
  } as const;
  return { id: randomUUID(), type: 'ParcelStepped', data, meta };
}
