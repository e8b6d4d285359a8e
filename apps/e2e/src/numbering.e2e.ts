import { afterEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import type { Receipt } from './client.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, receive, type World } from './world.ts';

const centres = ['AMA', 'ANC', 'APU', 'ARE', 'AYA', 'CAJ', 'CAL', 'CUS', 'HVC', 'HUC', 'ICA', 'JUN', 'LAL', 'LAM', 'LIM', 'LOR', 'MDD', 'MOQ', 'PAS', 'PIU', 'PUN', 'SAM', 'TAC', 'TUM', 'UCA'];
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const numberOf = ({ data }: RecordedEvent) => (data as { number: number }).number;

describe('Numbers', () => {
  let world: World;
  afterEach(() => world.end());

  it('have no gap and no twin at any of 25 desks, however many register at once', async () => {
    world = await openWorld({ now: lima('2026-11-24 10:00') });
    const each = 24;
    const given = await Promise.all(centres.flatMap((centre) => upTo(each).map(async () => ({ centre, number: (await receive(world, centre)).number }))));
    for (const centre of centres) {
      expect(given.filter((one) => one.centre === centre).map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(upTo(each));
      expect((await world.history(`register-${centre}-2026`)).map(numberOf)).toEqual(upTo(each));
    }
  });

  it('have no gap where some of the registrations are refused', async () => {
    world = await openWorld({ now: lima('2026-11-24 10:00') });
    const wrong = [{ folios: 0 }, { organ: 'nadie' }, { procedure: 'nada' }, { number: 7 }, { sender: { name: 'X', identity: { kind: 'DNI', number: '1234567' } } }];
    const replies = await Promise.all(
      upTo(60).map((i) => receive(world, 'LIM', i % 3 === 0 ? wrong[(i / 3) % wrong.length] : {}).then(({ number }) => number, () => undefined)),
    );
    const given = replies.filter((number) => number !== undefined).toSorted((a, b) => a - b);
    expect(given).toEqual(upTo(40));
  });

  it('are not used again when a registration is annulled', async () => {
    world = await openWorld({ now: lima('2026-11-24 10:00') });
    const first = await receive(world, 'LIM');
    await world.operator('LIM').act(`documents/${first.id}/annul`, { reason: 'Registrado dos veces' });
    expect((await receive(world, 'LIM')).number).toBe(2);
  });

  it('begin at 1 with each year, at midnight in Lima and not in Greenwich', async () => {
    world = await openWorld({ now: lima('2026-12-31 16:00') });
    expect((await receive(world, 'TUM')).id).toBe('TUM-2026-000001');
    await world.moveTo('2027-01-01T03:00:00.000Z');
    expect((await receive(world, 'TUM')).id).toBe('TUM-2026-000002');
    await world.moveTo(lima('2026-12-31 23:59:59.000'));
    expect((await receive(world, 'TUM')).id).toBe('TUM-2026-000003');
    await world.moveTo(lima('2027-01-01 00:00:00.010'));
    const next = await receive(world, 'TUM');
    expect(next).toMatchObject({ id: 'TUM-2027-000001', number: 1, year: 2027, legalDate: '2027-01-04' });
    expect(await world.steps('TUM-2026-000001')).toEqual(['RoutingDeadlinePassed']);
  });

  it('of the closing year and of the new one have no gap when registrations cross midnight', async () => {
    world = await openWorld({ now: lima('2026-12-31 23:59:59.800') });
    const receipts: Receipt[] = [await receive(world, 'TUM')];
    world.clock!.run();
    while (world.now.toISOString() < lima('2027-01-01 00:00:00.200')) receipts.push(...(await Promise.all(upTo(8).map(() => receive(world, 'TUM')))));
    receipts.push(await receive(world, 'TUM'));
    const numbers = (year: number) => receipts.filter((receipt) => receipt.year === year).map(({ number }) => number);
    for (const year of [2026, 2027]) {
      expect(numbers(year).length).toBeGreaterThan(0);
      expect(numbers(year).toSorted((a, b) => a - b)).toEqual(upTo(numbers(year).length));
    }
  });
});
