import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import { addDays } from '../dates.ts';

/** What a link must agree with. */
export interface KnownContract {
  readonly contract: number;
  readonly centre: string;
  readonly organ: string;
  readonly from: string;
  /** Last date in force. */
  readonly until: string;
}

interface Told extends KnownContract {
  readonly person: string;
  /** First date without the contract that was resolved. */
  readonly on: string;
}

export interface KnownContracts {
  readonly contracts: readonly KnownContract[];
}

const told = ({ data }: RecordedEvent): Told => data as Told;

/** By person, the contracts that were signed here, as long as they hold. */
export const signedContracts: View<KnownContracts> = {
  name: 'signed-contracts',
  version: 1,
  indexes: [],
  events: ['ContratoSigned', 'ContratoResolved'],
  keysOf: (event) => [told(event).person],
  fold(before, event) {
    const contracts = before?.contracts ?? [];
    const { contract, centre, organ, from, until, on } = told(event);
    if (event.type === 'ContratoSigned') return { contracts: [...contracts, { contract, centre, organ, from, until }] };
    return { contracts: contracts.map((each) => (each.contract === contract ? { ...each, until: addDays(on, -1) } : each)) };
  },
};

interface Dates {
  readonly from: string;
  readonly until: string;
}

/** Whether contracts, one following the other without a day between them, last from the first date to the last. */
export function cover(contracts: readonly Dates[], { from, until }: Dates): boolean {
  const found = contracts.find((each) => each.from <= from && from <= each.until);
  return found !== undefined && (until <= found.until || cover(contracts, { from: addDays(found.until, 1), until }));
}
