import { randomInt } from 'node:crypto';
import { stateNames, type Board, type DocumentState } from '#contracts';
import type { Connection } from './connect.ts';
import { ranges } from './demo/people.ts';
import { ogauc } from './demo/posts.ts';
import { simulate, type Simulation } from './demo/simulate.ts';
import { progressBar } from './import/progress.ts';
import { simulateMonth } from './month/month.ts';
import { readOptions, runCommand, Sentence, withPlatform } from './jobs/run-command.ts';

const usage = 'npm run demo -- [--rate ACTOS_POR_SEGUNDO] [--centres N] [--days N] [--minutes N] [--seed SEMILLA]\n     DATA_DIR=./data-simulada npm run demo -- --month AAAA-MM [--centres N]';

/** A simulated day, or a month in a folder of its own. Ends with 0, also when a day is stopped with Ctrl-C; with 1 if it could not be done. */
runCommand(async () => {
  const { month, ...options } = readDemoOptions();
  if (month !== undefined) {
    console.log(await simulateMonth(month, options.centres));
    return 0;
  }
  const signal = stopped();
  return withPlatform(ogauc, async (platform) => {
    console.log(`Simulación en ${platform.url}, a ${options.perSecond} actos por segundo, con la semilla ${options.seed}. Todo lo que hace es ficticio y queda marcado así.`);
    console.log(`Rangos declarados como ficticios: DNI ${ranges.dni}, RUC ${ranges.ruc}, CE ${ranges.ce}.`);
    const simulation = await simulate(platform, { ...options, signal, bar: progressBar() });
    console.log(await inWords(simulation, platform, options.seed));
    return 0;
  });
});

/** Aborted by Ctrl-C. A second one ends at once; npm passes the first on as well, so it must come a while later. */
function stopped(): AbortSignal {
  const stop = new AbortController();
  let since: number | undefined;
  const onSignal = () => {
    if (since !== undefined && Date.now() - since > 1_000) process.exit(130);
    if (since !== undefined) return;
    since = Date.now();
    console.error('\nDeteniendo: se terminan los actos en curso y se cierran las mesas de partes que la simulación abrió…');
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return stop.signal;
}

function readDemoOptions() {
  const text = { type: 'string' } as const;
  const { rate, centres, days, minutes, seed, month } = readOptions(usage, { rate: text, centres: text, days: text, minutes: text, seed: text, month: text });
  if (seed !== undefined && !/^[\w-]{1,40}$/.test(seed)) throw new Sentence('--seed: de 1 a 40 letras, dígitos o guiones.');
  const asked = { centres: within('centres', centres, 1, 100), days: within('days', days, 1, 365), minutes: within('minutes', minutes, 0.01, 1_440) };
  return {
    ...(month !== undefined && { month }),
    seed: seed ?? String(randomInt(1_000_000)),
    perSecond: within('rate', rate, 0.1, 500) ?? 5,
    ...(asked.centres !== undefined && { centres: Math.floor(asked.centres) }),
    ...(asked.minutes !== undefined && { minutes: asked.minutes }),
    ...(asked.days !== undefined ? { days: Math.floor(asked.days) } : asked.minutes === undefined && { days: 1 }),
  };
}

/** @throws Sentence */
function within(name: string, given: string | undefined, least: number, most: number): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!(value >= least && value <= most)) throw new Sentence(`--${name}: debe ser un número entre ${least} y ${most}.\nUso: ${usage}`);
  return value;
}

const verbs: Readonly<Record<string, string>> = {
  receive: 'recibidos',
  observe: 'observados',
  remedy: 'subsanados',
  route: 'derivados',
  accept: 'aceptados',
  reject: 'devueltos a mesa de partes',
  reroute: 'reasignados',
  answer: 'atendidos',
  archive: 'archivados',
  remit: 'remitidos a otra entidad',
  annul: 'anulados',
  'open-expediente': 'expedientes abiertos',
  'close-expediente': 'expedientes cerrados',
  open: 'mesas de partes abiertas',
  close: 'mesas de partes cerradas',
  supervise: 'visitas de supervisión',
  'raise-finding': 'hallazgos',
};

async function inWords({ done, repeated, refused, dropped, open, scene }: Simulation, platform: Connection, seed: string): Promise<string> {
  const total = [...done.values()].reduce((sum, count) => sum + count, 0);
  const counts = Object.entries(verbs).flatMap(([verb, word]) => (done.has(verb) ? [`  ${String(done.get(verb)).padStart(6)}  ${word}`] : []));
  const { head } = await platform.call<{ head: number }>('GET', '/health/ready');
  const pending = pendingOf(await platform.call<Board>('GET', `/api/board?at=${head}`));
  return [
    `Hecho: ${total} actos en ${scene.centres.length} centros.`,
    ...counts,
    ...(repeated > 0 ? [`${repeated} ya se habían hecho hoy con la semilla ${seed} y no se repitieron; con otra semilla se agregan más.`] : []),
    ...[...refused].map(([code, count]) => `La plataforma rechazó ${count} (${code}); por eso se omitieron los que seguían.`),
    ...(dropped > 0 ? [`Omitidos: ${dropped}`] : []),
    ...(open.length > 0 ? [`Quedaron abiertas, como si se hubiera olvidado cerrarlas: ${open.join(', ')}`] : []),
    `Pendientes en el tablero: ${pending}`,
  ].join('\n');
}

function pendingOf({ centres, totals }: Board): string {
  const sums = new Map<string, number>();
  for (const { pendingByState } of centres) for (const [state, count] of Object.entries(pendingByState)) sums.set(state, (sums.get(state) ?? 0) + count);
  const parts = [...sums].filter(([, count]) => count > 0).map(([state, count]) => `${stateNames[state as DocumentState].toLowerCase()} ${count}`);
  return `${totals.pending} (${parts.join(', ')}; de órganos sin coordinador documentario: ${totals.unowned})`;
}
