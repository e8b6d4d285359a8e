import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedViews, sent, Trade } from './testing/trade.ts';
import { viewGroupContract } from './testing/view-group-contract.ts';

viewGroupContract('SQLite', embeddedViews);

describe('a group of embedded views', () => {
  let trade: Trade;

  beforeEach(async () => {
    trade = await Trade.open(embeddedViews);
  });

  afterEach(() => trade.end());

  it('applies an event within milliseconds while nothing else happens', async () => {
    const group = await trade.started();
    const waits: number[] = [];
    for (let i = 0; i < 40; i++) {
      await new Promise((done) => setTimeout(done, 10));
      const position = await trade.record(sent(`p${i}`, 'a'));
      const started = performance.now();
      await group.waitFor(position);
      waits.push(performance.now() - started);
    }
    expect(waits.sort((a, b) => a - b)[20]).toBeLessThan(2);
  });

  it('leaves the event loop free while it catches up', async () => {
    await trade.started();
    await trade.reopen();
    await trade.recordMany(20_000);
    const group = trade.group();
    await group.start();
    let turns = 0;
    const beat = setInterval(() => turns++, 1);
    await group.ready();
    clearInterval(beat);
    expect(turns).toBeGreaterThan(20);
  });
});
