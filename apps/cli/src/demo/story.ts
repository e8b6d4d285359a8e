import type { ReceiveDocumentInput } from '#contexts/intake';
import type { Post } from '../connect.ts';
import type { Dice } from './dice.ts';
import { someRequirements } from './papers.ts';
import { coordinatorOf, ogauc, operatorOf } from './posts.ts';
import type { Scene } from './scene.ts';

/** What the answers of a story's earlier acts told. */
export interface Known {
  readonly document?: string;
  readonly visit?: string;
}

/** One command that somebody of the simulation gives. */
export interface Act {
  /** Names it in its simulation: of the same seed, the same act has the same key, and so is done once a day. */
  readonly key: string;
  /** An act that is refused ends its story. */
  readonly story: string;
  /** Of the simulation, from the opening of the first day. */
  readonly minute: number;
  /** Acts at a centre and on its documents happen one after the other. */
  readonly centre: string;
  readonly by: Post;
  readonly verb: string;
  readonly path: (known: Known) => string;
  readonly body: (known: Known) => object;
}

interface Beginning {
  readonly dice: Dice;
  readonly scene: Scene;
  readonly centre: string;
  readonly minute: number;
  readonly paper: ReceiveDocumentInput;
  readonly key: string;
}

const entities = ['Contraloría General de la República', 'SUNAT', 'Gobierno regional competente'];
const answerKinds = [['oficio', 45], ['carta', 20], ['correo', 25], ['informe', 10]] as const;

/** The life of a document, as far as it goes: from the counter to the archive, with the turns that documents take. */
export function documentStory(beginning: Beginning): readonly Act[] {
  const { dice, centre, paper } = beginning;
  const story = new Story(beginning);
  const operator = operatorOf(centre);
  story.then(0, 'receive', operator, paper, () => `/api/desks/${centre}/receive`);
  if (!paper.observe && dice.chance(0.03)) story.then(dice.delay(4), 'observe', operator, { requirements: someRequirements(dice) });
  if (story.has('observe') || paper.observe) {
    if (!dice.chance(0.6)) return story.acts;
    story.then(dice.delay(150), 'remedy', operator, { addedFolios: dice.between(0, 3) });
  }
  if (!story.has('remedy') && dice.chance(0.012)) {
    story.then(dice.delay(6), 'annul', operator, { reason: 'Simulación: registrado dos veces por error' });
  } else if (dice.chance(0.02)) {
    story.then(dice.delay(20), 'remit', operator, { entity: dice.pick(entities), toldBy: dice.pick(['in-person', 'email', 'phone']) });
  } else {
    story.then(dice.chance(0.04) ? dice.between(300, 900) : dice.delay(25), 'route', operator, { organ: paper.organ });
    atOrgan(story, beginning, paper.organ, 0);
  }
  return story.acts;
}

/** An organ has it in its tray. `turns`: how often it changed hands. */
function atOrgan(story: Story, beginning: Beginning, organ: string, turns: number): void {
  const { dice, scene, centre } = beginning;
  const by = coordinatorOf(organ);
  const another = () => dice.pick(scene.owned.filter((each) => each !== organ));
  const reason = 'Simulación: es competencia de otro órgano';
  const passOn = (delay: number, from: Post) => {
    const next = another();
    story.then(delay, 'reroute', from, { organ: next, reason });
    atOrgan(story, beginning, next, turns + 1);
  };
  if (!scene.owned.includes(organ)) {
    if (dice.chance(0.3) && scene.owned.length > 0) passOn(dice.delay(120), ogauc);
    return;
  }
  const canPass = turns < 2 && scene.owned.length > 1;
  if (canPass && dice.chance(0.05)) {
    const next = another();
    story.then(dice.delay(40), 'reject', by, { reason });
    story.then(dice.delay(20), 'route', operatorOf(centre), { organ: next });
    return atOrgan(story, beginning, next, turns + 1);
  }
  story.then(dice.delay(60), 'accept', by, {});
  if (canPass && dice.chance(0.06)) return passOn(dice.delay(30), by);
  conclude(story, beginning, by);
}

function conclude(story: Story, { dice, paper }: Beginning, by: Post): void {
  const expediente = dice.chance(0.08);
  const onExpediente = (verb: string) => ({ document }: Known) => `/api/expedientes/${document}/${verb}`;
  if (expediente) story.then(dice.delay(15), 'open-expediente', by, {}, onExpediente('open'));
  const noted = paper.procedure === 'conocimiento';
  const answer = noted ? { kind: 'conocimiento', folios: 0 } : { kind: dice.weighted(answerKinds), reference: `N.° ${dice.between(1, 900)} de la simulación`, folios: dice.between(1, 6) };
  story.then(dice.delay(noted ? 60 : 260), 'answer', by, answer);
  if (!dice.chance(0.75)) return;
  story.then(dice.delay(50), 'archive', by, {});
  if (expediente) story.then(dice.delay(5), 'close-expediente', by, { reason: 'Simulación: asunto concluido' }, onExpediente('close'));
}

class Story {
  readonly acts: Act[] = [];
  readonly #centre: string;
  readonly #key: string;
  #minute: number;

  constructor({ centre, key, minute }: Beginning) {
    this.#centre = centre;
    this.#key = key;
    this.#minute = minute;
  }

  has(verb: string): boolean {
    return this.acts.some((act) => act.verb === verb);
  }

  /** So many minutes after the act before. On the document itself, unless another path is given. */
  then(delay: number, verb: string, by: Post, body: object, path?: (known: Known) => string): void {
    this.#minute += delay;
    this.acts.push({
      key: `${this.#key}.${this.acts.length}`,
      story: this.#key,
      minute: this.#minute,
      centre: this.#centre,
      by,
      verb,
      path: path ?? (({ document }) => `/api/documents/${document}/${verb}`),
      body: () => body,
    });
  }
}
