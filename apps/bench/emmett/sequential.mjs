/** Registrations one after the other through Emmett's SQLite event store; prints appends a second. `sequential.mjs FILE N` */
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { registrationEvent } from './registration.mjs';

const [file, n] = [process.argv[2], Number(process.argv[3])];
const store = getSQLiteEventStore({ fileName: file, schema: { autoMigration: 'CreateOrUpdate' } });
const versions = new Map();

async function append(i) {
  const { stream, event } = registrationEvent(i);
  const version = versions.get(stream);
  const { nextExpectedStreamVersion } = await store.appendToStream(stream, [event], { expectedStreamVersion: version ?? 'STREAM_DOES_NOT_EXIST' });
  versions.set(stream, nextExpectedStreamVersion);
}

for (let i = 0; i < 50; i++) await append(i);
const start = performance.now();
for (let i = 50; i < n + 50; i++) await append(i);
console.log((n / (performance.now() - start)) * 1000);
