import { benchRegistrations } from './registrations.ts';
import { benchEventStore } from './event-store.ts';
import { lineOf, meets, type Figure } from './measure.ts';

const all: Readonly<Record<string, () => Promise<Figure[]>>> = { 'event-store': benchEventStore, registrations: benchRegistrations };

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n# ${name}`);
  for (const figure of await bench()) {
    figures.push(figure);
    console.log(lineOf(figure));
  }
}
const missed = figures.filter((figure) => meets(figure) === false);
console.log(`\n${figures.filter((figure) => meets(figure)).length} figures reached, ${missed.length} not reached`);
