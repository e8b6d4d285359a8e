import { existsSync, readdirSync } from 'node:fs';
import { readConfig } from '#platform';
import { progressBar } from '../import/progress.ts';
import { Sentence } from '../jobs/run-command.ts';
import { chores } from './chores.ts';
import { checkReplay, daysOf, playMonth, type Board } from './play-month.ts';
import { Stage } from './stage.ts';

const standings = { kept: 'cumplidas', due: 'por vencer', breached: 'incumplidas', 'not-applicable': 'no aplican', 'not-measurable': 'no se miden' } as const;

/** Plays a whole month into a folder of its own, on a simulated clock, and checks the Directive's board against a replay. Answers in words. */
export async function simulateMonth(month: string, centres: number | undefined): Promise<string> {
  const { dataDir } = readConfig(process.env);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Sentence('--month: un mes AAAA-MM.');
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw new Sentence(`La carpeta «${dataDir}» ya tiene datos: un mes simulado va en una carpeta propia. Elija otra con DATA_DIR. No se registró nada.`);
  const stage = await Stage.open(dataDir, `${month}-01`, centres);
  const bar = progressBar();
  try {
    console.log(`Simulación de ${month} en ${stage.centres.length} centros, con reloj simulado, en la carpeta «${dataDir}». Personas, documentos y actos son ficticios.`);
    bar.start('Días', daysOf(month, stage.services).length);
    await playMonth(stage, month, chores, (done) => bar.at(done));
    bar.stop();
    return inWords(stage, await checkReplay(stage));
  } finally {
    bar.stop();
    await stage.close();
  }
}

function inWords({ done }: Stage, { rules, cells }: Board): string {
  const acts = [...done].map(([provision, count]) => `  ${String(count).padStart(6)}  ${provision}`);
  const counts = Object.entries(standings).map(([standing, words]) => `${cells.filter((cell) => cell.standing === standing).length} ${words}`);
  return ['Actos, por disposición:', ...acts, `Tablero de la Directiva: ${rules.length} obligaciones, ${cells.length} casillas: ${counts.join(', ')}.`, 'Reconstruido desde el registro, el tablero es el mismo.', 'Para verlo: npm start con la misma DATA_DIR.'].join('\n');
}
