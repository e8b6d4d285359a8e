import { describe, expect, it } from '@jest/globals';
import { ReceiveDocumentInput } from '#contexts/intake';
import { checkIdentity } from '#personal-data';
import { Dice } from './dice.ts';
import { somePaper } from './papers.ts';
import { someSender } from './people.ts';
import { dayMinutes, planDays, unownedOf } from './plan.ts';
import type { Scene } from './scene.ts';
import type { Act } from './story.ts';

const organs = ['dgpp', 'dgpi', 'dgetp', 'dgcp', 'ogauc', 'ogti', 'dggrp', 'dgmfpp'];
const scene: Scene = {
  centres: ['LIM', 'CUS', 'PUN', 'TUM'],
  organs,
  owned: organs.filter((organ) => !unownedOf(organs).includes(organ)),
  procedures: ['oficio', 'tupa-generica', 'mero-tramite', 'informe', 'conocimiento'],
};

function days(seed: string, count: number): Act[][] {
  const planned: Act[][] = [];
  for (const day of planDays(seed, scene)) if (planned.push([...day]) === count) break;
  return planned;
}

const told = (acts: readonly Act[]) => acts.map(({ key, minute, verb, by, body, path }) => ({ key, minute, verb, by, body: body({ visit: 'v', document: 'd' }), path: path({ document: 'd' }) }));

describe('the dice', () => {
  it('fall the same way under the same name, and otherwise under another', () => {
    const throws = (name: string) => {
      const dice = new Dice(name);
      return Array.from({ length: 20 }, () => dice.between(1, 6));
    };
    expect(throws('a')).toEqual(throws('a'));
    expect(throws('a')).not.toEqual(throws('b'));
  });

  it('keep to their bounds, their weights and their means', () => {
    const dice = new Dice('law');
    const many = Array.from({ length: 5_000 }, () => ({ n: dice.between(2, 4), w: dice.weighted([['often', 9], ['seldom', 1], ['never', 0]] as const), a: dice.arrivals(8), d: dice.delay(60) }));
    expect(new Set(many.map(({ n }) => n))).toEqual(new Set([2, 3, 4]));
    const seldom = many.filter(({ w }) => w === 'seldom').length / many.length;
    expect(seldom).toBeGreaterThan(0.07);
    expect(seldom).toBeLessThan(0.13);
    expect(many.some(({ w }) => w === 'never')).toBe(false);
    expect(many.reduce((sum, { a }) => sum + a, 0) / many.length).toBeCloseTo(8, 0);
    expect(Math.min(...many.map(({ d }) => d))).toBeGreaterThanOrEqual(1);
  });
});

describe('the senders of the simulation', () => {
  const dice = new Dice('senders');
  const senders = Array.from({ length: 1_000 }, () => someSender(dice, 'desk'));

  it('have documents of a valid form, all within the ranges that are declared', () => {
    for (const { identity } of senders) if (identity.kind !== 'NONE') expect(checkIdentity(identity)).toEqual(identity);
    const outside = senders.filter(({ identity }) => identity.kind !== 'NONE' && !/^(9900\d{4}|2099\d{7}|SIM\d{6})$/.test(identity.number));
    expect(outside).toEqual([]);
  });

  it('say by their names that they are invented', () => {
    for (const { name, representative } of senders) {
      expect(name).toMatch(/Fictici[oa] \d{4}$/);
      if (representative !== undefined) expect(representative).toMatch(/^Persona Ficticia \d{4}$/);
    }
  });

  it('have one name for one document', () => {
    const names = new Map<string, string>();
    for (const { identity, name } of senders) {
      if (identity.kind === 'NONE') continue;
      expect(names.get(identity.number) ?? name).toBe(name);
      names.set(identity.number, name);
    }
    expect(names.size).toBeGreaterThan(100);
  });
});

describe('a paper of the simulation', () => {
  it('is one that a desk takes, and says that it is simulated', () => {
    const dice = new Dice('papers');
    for (let i = 0; i < 500; i++) {
      const paper = somePaper(dice, scene);
      expect(ReceiveDocumentInput.parse(paper)).toEqual(paper);
      expect(paper.about).toMatch(/^Simulación: /);
    }
  });

  it('goes to an organ in force and is of a kind that is defined, whatever they are', () => {
    const dice = new Dice('other reference');
    for (let i = 0; i < 50; i++) expect(somePaper(dice, { organs: ['otro'], procedures: ['otro'] })).toMatchObject({ organ: 'otro', procedure: 'otro' });
  });
});

describe('the plan of a day', () => {
  it('is the same for the same seed', () => {
    expect(days('1', 2).map(told)).toEqual(days('1', 2).map(told));
    expect(days('1', 1).map(told)).not.toEqual(days('2', 1).map(told));
  });

  it('goes on in order of time, each story in its own order, and each act has a key of its own', () => {
    const acts = days('order', 5).flat();
    expect(acts.map(({ minute }) => minute)).toEqual(acts.map(({ minute }) => minute).toSorted((a, b) => a - b));
    expect(new Set(acts.map(({ key }) => key)).size).toBe(acts.length);
    for (const story of Map.groupBy(acts.filter(({ by }) => by.role !== 'oautda'), (act) => act.story).values()) {
      const steps = story.map(({ key }) => Number(key.split('.').at(-1)));
      if (story.length > 1) expect(steps).toEqual(steps.map((_, i) => i));
    }
  });

  it('leaves what a day did not finish to the next', () => {
    const [first, second] = days('later', 2);
    const stories = new Set(first!.map(({ story }) => story));
    expect(Math.max(...first!.map(({ minute }) => minute))).toBeLessThanOrEqual(dayMinutes);
    expect(second!.some(({ story, verb }) => stories.has(story) && verb === 'answer')).toBe(true);
  });

  it('opens a desk before anybody comes to it', () => {
    for (const acts of days('doors', 10)) {
      const opened = new Set<string>();
      for (const { verb, centre } of acts) {
        if (verb === 'open') opened.add(centre);
        if (verb === 'receive') expect(opened).toContain(centre);
      }
    }
  });

  it('has everybody do what their post allows, at their own place', () => {
    const roles = Map.groupBy(days('posts', 20).flat(), ({ verb }) => verb);
    const rolesOf = (verb: string) => new Set(roles.get(verb)?.map(({ by }) => by.role));
    for (const verb of ['receive', 'observe', 'remedy', 'route', 'annul', 'remit', 'open', 'close']) expect(rolesOf(verb)).toEqual(new Set(['operator']));
    for (const verb of ['accept', 'reject', 'answer', 'archive']) expect(rolesOf(verb)).toEqual(new Set(['document-coordinator']));
    for (const act of days('posts', 20).flat()) {
      expect(act.by.id).toMatch(/^simulation-/);
      if (act.by.role === 'operator') expect(act.by.centre).toBe(act.centre);
    }
  });

  it('leaves two of the organs that are asked for without a coordinator, who accepts nothing', () => {
    const unowned = unownedOf(organs);
    expect(unowned).toEqual(['dggrp', 'dgmfpp']);
    const acts = days('unowned', 30).flat();
    expect(acts.some(({ verb, body }) => verb === 'route' && unowned.includes((body({}) as { organ: string }).organ))).toBe(true);
    expect(acts.some(({ by }) => by.organ !== undefined && unowned.includes(by.organ))).toBe(false);
  });

  it('knows every turn that a document may take', () => {
    const verbs = new Set(days('turns', 60).flat().map(({ verb }) => verb));
    const all = ['receive', 'observe', 'remedy', 'route', 'accept', 'reject', 'reroute', 'answer', 'archive', 'remit', 'annul', 'open-expediente', 'close-expediente', 'open', 'close', 'supervise', 'raise-finding'];
    expect([...verbs].toSorted()).toEqual(all.toSorted());
  });
});
