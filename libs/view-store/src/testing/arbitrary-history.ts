import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { parcelEvent, type ParcelStep, type Step } from './example-views.ts';

const steps: readonly Step[] = ['sent', 'moved', 'returned', 'lost', 'noise'];

/** Few parcels and shops, so that the same documents are met again and again. */
export const someSteps = (maxLength: number): fc.Arbitrary<ParcelStep[]> =>
  fc.array(
    fc.record({ parcel: fc.constantFrom('p0', 'p1', 'p2', 'p3'), shop: fc.constantFrom('a', 'b', 'c'), step: fc.constantFrom(...steps) }),
    { maxLength },
  );

/** As the log would hold them, with gaps between positions. */
export const recorded = (all: readonly ParcelStep[]): readonly RecordedEvent[] =>
  all.map((data, i) => ({ ...parcelEvent(data), stream: 'parcels', revision: i, position: 1 + i * 3, recordedAt: '2026-03-02T13:00:00.000Z' }));
