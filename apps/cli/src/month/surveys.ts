import { chore, daily, each, onDay, type Chore } from './chore.ts';
import { document } from './files.ts';
import { coordinator, ogauc } from './posts.ts';
import type { Stage } from './stage.ts';

const answersEach = 12;
const questions = [
  { code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' },
  { code: 'espera', words: '¿Cuánto esperó?', kind: 'choice', options: ['Poco', 'Mucho'] },
  { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' },
] as const;

const surveyOf = ({ today }: Stage): string => `percepcion${today.slice(0, 4)}${today.slice(5, 7)}`;

/** Where people are dissatisfied: the first centre, and every eighth. */
const isLow = (i: number): boolean => i % 8 === 0;

/** Tokens are told once: they are handed out and used on the same day. */
async function survey(stage: Stage, centre: string, i: number): Promise<void> {
  const { tokens } = await stage.as(coordinator(centre)).act<{ readonly tokens: readonly { readonly token: string }[] }>('survey-tokens', { survey: surveyOf(stage), centre, count: answersEach + 3 });
  for (const [n, { token }] of tokens.slice(0, answersEach).entries()) {
    const trato = isLow(i) ? 1 + (n % 2) : 4 + (n % 2);
    await stage.nobody.act(`kiosk/${token}`, { version: 1, service: 'consulta', answers: { trato, espera: n % 2, ...(n === 0 && { idea: 'Más ventanillas (respuesta simulada)' }) } });
  }
}

const perception: readonly Chore[] = [
  chore('DIR.5.1.2.e', onDay(2), async (stage) => {
    const until = stage.services.calendar().addWorkingDays(stage.today, 6, {});
    await stage.as(ogauc).act(`surveys/${surveyOf(stage)}/launch`, { title: 'Percepción de los servicios (simulada)', until, questions });
  }),
  chore('DIR.5.1.2.e', onDay(4), (stage) => each(stage.centres, (centre, i) => survey(stage, centre, i))),
  chore('DIR.5.1.2.e', onDay(12), (stage) =>
    each(stage.centres.filter((_, i) => isLow(i)), async (centre) => {
      const [path, hand] = [`improvement-plans/${centre}-${surveyOf(stage)}v1`, stage.as(coordinator(centre))];
      await hand.act(`${path}/report`, { measures: 'Se abrió una segunda ventanilla y se capacitó al personal (simulado)', evidence: [await document(hand, `Prueba simulada de ${centre}`)] });
      await stage.as(ogauc).act(`${path}/close`, { outcome: 'Se verificó en el centro (simulado)' });
    }),
  ),
];

const services = ['information', 'consulta', 'technical-assistance', 'training', 'desk'] as const;
interface Listed {
  readonly records: readonly { readonly id: string; readonly status: string }[];
}

/** What came out of the box is shown, classified and acted upon by those who head the centre. */
async function attend(stage: Stage, centre: string): Promise<void> {
  const hand = stage.as(coordinator(centre));
  const { records } = await hand.see<Listed>('suggestions?status=dropped');
  for (const { id } of records) {
    await hand.act(`suggestions/${id}/moderate`, { shown: true });
    await hand.act(`suggestions/${id}/classify`, { category: 'waiting', concerns: [] });
    await hand.act(`suggestions/${id}/act-upon`, { action: 'Se ordenaron los turnos (simulado)' });
  }
}

const box: readonly Chore[] = [
  chore('DIR.5.5.e', onDay(1), (stage) => each(stage.centres, (centre) => stage.as(coordinator(centre)).act(`suggestion-boxes/${centre}/install`, { on: stage.today, place: 'Junto a la puerta de ingreso' }))),
  chore('DIR.5.5.e', onDay(15), (stage) =>
    each(stage.centres, async (centre) => {
      const hand = stage.as(coordinator(centre));
      await hand.act(`suggestion-boxes/${centre}/open`, { on: stage.today, count: 1, acta: await document(hand, `Acta simulada de ${centre}`) });
      await hand.act(`suggestions/${centre}-papel1/transcribe`, { about: 'service', service: 'desk', text: 'Que haya más asientos (sugerencia simulada)' });
    }),
  ),
  chore('DIR.5.5.e', daily, (stage) => each(stage.centres, (centre) => attend(stage, centre))),
  chore('DIR.5.5.e', ({ working, closing }) => working > 0 && !closing, (stage) =>
    each(stage.centres, (centre, i) => stage.nobody.act(`buzon/${centre}`, { about: 'service', service: services[i % services.length], text: 'Que se espere menos (sugerencia simulada)' })),
  ),
];

export const surveysChores: readonly Chore[] = [...perception, ...box];
