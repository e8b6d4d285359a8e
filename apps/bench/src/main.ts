import { benchEmmett } from './emmett.ts';
import { benchEventStore } from './event-store.ts';
import { benchLive } from './live.ts';
import { measured, meets, type Figure } from './measure.ts';
import { benchMillion } from './million.ts';
import { benchRebuild } from './rebuild.ts';
import { benchRegistrations } from './registrations.ts';

/** `npm run bench [name …]`: every figure, or those named. */
const all: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'event-store': benchEventStore,
  registrations: benchRegistrations,
  rebuild: benchRebuild,
  live: benchLive,
  emmett: benchEmmett,
  million: benchMillion,
};

const figures = await measured(all, process.argv.slice(2));
const reached = figures.filter((figure) => meets(figure)).length;
const missed = figures.filter((figure) => meets(figure) === false).length;
console.log(`\n${reached} figures reached, ${missed} not reached`);
process.exit(missed > 0 ? 1 : 0);
