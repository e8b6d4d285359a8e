import type { Post } from '../connect.ts';
import { Dice } from './dice.ts';
import { demandOf, somePaper } from './papers.ts';
import { oautda, operatorOf } from './posts.ts';
import type { Scene } from './scene.ts';
import { documentStory, type Act } from './story.ts';

/** Minutes from the opening of the desks to their close. */
export const dayMinutes = 510;

/** Documents a day at a desk of weight 1. */
const usualDocuments = 8;

/** How busy the desks are beside each other: suppositions of the simulation, no statistics. */
const busy: Readonly<Record<string, number>> = { LIM: 4, ARE: 2, LAL: 2, PIU: 2, CUS: 1.8, JUN: 1.6, LAM: 1.4, CAJ: 1.3, PUN: 1.3, ANC: 1.3, MDD: 0.4, MOQ: 0.4, TUM: 0.4 };
export const busyness = (centre: string): number => busy[centre] ?? 0.8;

/** Minutes after the opening, and how many come in each stretch: few early and at lunch, most in the late morning. */
const stretches = [[0, 60, 8], [60, 120, 17], [120, 240, 38], [240, 330, 10], [330, 450, 22], [450, 505, 5]] as const;

/** The organs that stay without a coordinator, so that their documents queue for OGAUC: the two that are asked for least. */
export function unownedOf(organs: readonly string[]): readonly string[] {
  const asked = organs.filter((organ) => demandOf(organ) > 0).toSorted((a, b) => demandOf(a) - demandOf(b) || (a < b ? -1 : 1));
  return asked.slice(0, Math.min(2, asked.length - 1));
}

/** Day after day, what everybody does, in order of time. What a day leaves unfinished goes on in the next. */
export function* planDays(seed: string, scene: Scene): Generator<readonly Act[]> {
  let later: readonly Act[] = [];
  for (let day = 0; ; day++) {
    const all = [...later, ...scene.centres.flatMap((centre) => centreDay(new Dice(`${seed} ${day} ${centre}`), scene, centre, day)), ...visits(new Dice(`${seed} ${day} visits`), scene, day)];
    const end = (day + 1) * dayMinutes;
    later = all.filter(({ minute }) => minute > end);
    yield all.filter(({ minute }) => minute <= end).toSorted((a, b) => a.minute - b.minute);
  }
}

function centreDay(dice: Dice, scene: Scene, centre: string, day: number): Act[] {
  const start = day * dayMinutes;
  const by = operatorOf(centre);
  const opens = start + dice.between(0, 15);
  // Now and then a desk stays shut, or nobody thinks of closing it.
  if (dice.chance(0.03)) return [];
  const deskAct = (verb: 'open' | 'close', minute: number): Act => simple({ key: `${day}.${centre}.${verb}`, minute, centre, by, verb, path: `/api/desks/${centre}/${verb}`, body: {} });
  const count = dice.arrivals(usualDocuments * busyness(centre));
  const documents = Array.from({ length: count }, (_, i) => {
    const [from, to] = dice.weighted(stretches.map((stretch) => [stretch, stretch[2]] as const));
    const minute = Math.max(opens + 1, start + dice.between(from, to - 1));
    return documentStory({ dice, scene, centre, minute, paper: somePaper(dice, scene), key: `${day}.${centre}.${i}` });
  });
  return [deskAct('open', opens), ...documents.flat(), ...(dice.chance(0.92) ? [deskAct('close', start + dayMinutes)] : [])];
}

const checklist = ['reception-never-refused', 'numbering', 'cargo', 'observation-once', 'same-day-routing', 'hours'] as const;

/** OAUTDA visits a desk or two a day. */
function visits(dice: Dice, { centres }: Scene, day: number): Act[] {
  return Array.from({ length: Math.min(centres.length, dice.between(1, 2)) }, (_, i) => visit(dice, dice.pick(centres), day, i)).flat();
}

function visit(dice: Dice, centre: string, day: number, i: number): Act[] {
  const minute = day * dayMinutes + dice.between(60, 400);
  const given = { centre, by: oautda, story: `${day}.visit.${i}` };
  const points = checklist.map((item) => ({ item, complies: dice.chance(0.93) }));
  const made = simple({ ...given, key: `${day}.visit.${i}`, minute, verb: 'supervise', path: `/api/desks/${centre}/supervise`, body: { checklist: points } });
  if (points.every(({ complies }) => complies)) return [made];
  const description = `Simulación: no se cumple un punto de la lista (${points.findIndex(({ complies }) => !complies) + 1})`;
  const raised: Act = { ...made, key: `${made.key}.finding`, minute: minute + 5, verb: 'raise-finding', path: () => `/api/desks/${centre}/raise-finding`, body: ({ visit: id }) => ({ visit: id, description, severity: dice.chance(0.7) ? 'minor' : 'major' }) };
  return [made, raised];
}

interface Simple {
  readonly key: string;
  readonly minute: number;
  readonly centre: string;
  readonly by: Post;
  readonly verb: string;
  readonly path: string;
  readonly body: object;
  readonly story?: string;
}

const simple = ({ path, body, story, ...given }: Simple): Act => ({ ...given, story: story ?? given.key, path: () => path, body: () => body });
