import { randomUUID } from 'node:crypto';
import { desk } from '#contexts/intake';
import type { Actor } from '#kernel';
import type { Services } from '#platform';

const actor: Actor = { kind: 'system', id: 'seed', role: 'system' };
const weekdays = [1, 2, 3, 4, 5];
const hours = weekdays.map((weekday) => ({ weekday, open: '08:30', close: '17:00' }));

/**
 * In demo mode every centre has its desk from the start, so that the first person who comes can register a document.
 * The hours are a supposition and say so; with OpenID Connect configured OGAUC implements the real desks.
 */
export async function demoDesks({ config, directory, executor, caughtUp }: Services): Promise<void> {
  if (config.oidc) return;
  const missing = [...directory().centres.values()].filter(({ code, foreign }) => !foreign && !directory().desks.has(code));
  const correlationId = randomUUID();
  await Promise.all(
    missing.map(async ({ code }) => {
      const context = { actor, correlationId };
      const given = { actor, desk: code };
      await executor.execute(desk, code, { type: 'ImplementMesaDePartes', data: { ...given, centre: 'registered', hours, from: '2012-04-13', source: 'Supuesto de la demostración; sin fuente' } }, context);
      await executor.execute(desk, code, { type: 'AssignOperator', data: { ...given, operator: `demo-operador-${code}` } }, context);
    }),
  );
  if (missing.length > 0) await caughtUp();
}
