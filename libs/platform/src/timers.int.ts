import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore, Executor } from '#event-store';
import { refuse, type Actor, type Aggregate, type DomainEvent, type RecordedEvent } from '#kernel';
import { EmbeddedViewStore, rebuild, ViewGroup } from '#view-store';
import type { Services } from './services.ts';
import { timersView, TimerService, type Timer } from './timers.ts';

type PromiseEvent =
  | DomainEvent<'PromiseMade', { readonly id: string; readonly dueAt: string }>
  | DomainEvent<'PromiseKept' | 'PromiseBroken' | 'PromiseRemembered', { readonly id: string; readonly dueAt?: string }>;
type PromiseCommand = { readonly type: 'Record'; readonly data: PromiseEvent } | { readonly type: 'Break'; readonly data: { readonly id: string; readonly dueAt: string } };

/** A promise is broken when its deadline passes before it is kept. Everything whose id begins with `!` refuses to be. */
const promise: Aggregate<{ readonly dueAt?: string }, PromiseCommand, PromiseEvent> = {
  name: 'promise',
  events: Object.fromEntries(['PromiseMade', 'PromiseKept', 'PromiseBroken', 'PromiseRemembered'].map((type) => [type, { version: 1, provision: 'TEST' }])) as Record<PromiseEvent['type'], { version: number; provision: string }>,
  initialState: {},
  decide({ type, data }, { dueAt }) {
    if (type === 'Record') return [data];
    if (data.id.startsWith('!')) throw refuse('conflict', 'unbreakable', 'No se rompe.');
    return dueAt === data.dueAt ? [{ type: 'PromiseBroken', data: { id: data.id } }] : [];
  },
  evolve: (state, { type, data }) => (type === 'PromiseMade' ? { dueAt: data.dueAt } : type === 'PromiseRemembered' ? state : {}),
};

/** A timer on promises; what it fires is noted, and may be made to fail. */
function promiseTimer(name: string, fired: string[], seen: number[], fails: (key: string) => boolean): Timer {
  return {
    name,
    events: ['PromiseMade', 'PromiseKept', 'PromiseBroken', 'PromiseRemembered'],
    changes({ type, data }: RecordedEvent) {
      const { id, dueAt } = data as { id: string; dueAt?: string };
      if (dueAt !== undefined) return [{ key: id, dueAt }];
      return type === 'PromiseKept' || type === 'PromiseBroken' ? [{ key: id, cleared: true }] : [];
    },
    fire: (key, dueAt, _, { views }) => ({
      async run(execute) {
        seen.push(views.position());
        fired.push(`${name} ${key} ${dueAt}`);
        if (fails(key)) throw new Error('the engine is ill');
        return execute(promise, key, { type: 'Break', data: { id: key, dueAt } });
      },
    }),
  };
}

const actor: Actor = { kind: 'person', id: 'p', role: 'operator' };
const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);

/** Timers at work on the files of a folder, under a clock that stands still until it is moved. */
class Rig {
  readonly folder: string;
  readonly fired: string[] = [];
  /** Positions of the views when a timer fired. */
  readonly seenAt: number[] = [];
  readonly logged: object[] = [];
  now = at('10:00:00');
  failing = new Set<string>();
  /** The batch that holds the last events is not stored whole: the deadlines are there, the views' position is not. */
  halfStored = false;
  names: readonly string[] = ['broken'];
  store!: EmbeddedEventStore;
  viewStore!: EmbeddedViewStore;
  group!: ViewGroup;
  timers!: TimerService;
  #executor!: Executor;

  constructor(folder: string) {
    this.folder = folder;
  }

  async open(): Promise<void> {
    const clock = () => this.now;
    this.store = new EmbeddedEventStore({ file: join(this.folder, 'log.db'), clock });
    this.viewStore = new EmbeddedViewStore({ file: join(this.folder, 'views.db') });
    const timers = this.names.map((name) => promiseTimer(name, this.fired, this.seenAt, (key) => this.failing.has(key)));
    const view = timersView(timers);
    this.group = new ViewGroup({ name: 'timers', views: [view], log: this.store, store: this.viewStore, clock });
    await this.group.start();
    await this.group.ready();
    this.#executor = new Executor(this.store, clock);
    const { group } = this;
    const views = { find: (...asked: Parameters<typeof group.find>) => group.find(...asked), onApplied: group.onApplied.bind(group), position: () => (this.halfStored ? 0 : group.position()) };
    this.timers = new TimerService(timers, view, { views, executor: this.#executor, clock } as unknown as Services, { error: (entry: object) => void this.logged.push(entry) });
  }

  async close(): Promise<void> {
    await this.timers.stop();
    await this.group.stop();
    await this.viewStore.close();
    await this.store.close();
  }

  async reopen(): Promise<void> {
    await this.close();
    await this.open();
  }

  async record(type: PromiseEvent['type'], id: string, dueAt?: string): Promise<void> {
    const event = { type, data: { id, ...(dueAt && { dueAt }) } } as PromiseEvent;
    await this.#executor.execute(promise, id, { type: 'Record', data: event }, { actor, correlationId: 'c' });
    await this.seen();
  }

  /** Moves the clock and lets the timers do what is due. */
  async moveTo(time: string): Promise<void> {
    this.now = at(time);
    await this.timers.tick();
    await this.seen();
  }

  async seen(): Promise<void> {
    await this.group.waitFor(await this.store.head());
  }

  async types(id: string): Promise<string[]> {
    return (await this.store.readStream(`promise-${id}`)).map(({ type }) => type);
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > 400) throw new Error('it did not happen within two seconds');
    await new Promise((done) => setTimeout(done, 5));
  }
}

describe('a timer', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = new Rig(await mkdtemp(join(tmpdir(), 'timers-')));
    await rig.open();
  });

  afterEach(async () => {
    await rig.close();
    await rm(rig.folder, { recursive: true });
  });

  it('fires when the last second of its deadline is over, and once', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('11:00:00.999');
    expect(rig.fired).toEqual([]);
    await rig.moveTo('11:00:01');
    await rig.moveTo('12:00:00');
    expect(rig.fired).toEqual(['broken a 2026-03-02T11:00:00Z']);
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it.each(['2026-03-02T11:00:00Z', '2026-03-02T11:00:00.250Z', '2026-03-02T06:00:00-05:00'])('takes an instant in any form: %s', async (dueAt) => {
    await rig.record('PromiseMade', 'a', dueAt);
    await rig.moveTo('11:00:00.900');
    expect(rig.fired).toEqual([]);
    await rig.moveTo('11:00:01');
    expect(rig.fired).toEqual([`broken a ${dueAt}`]);
  });

  it('does not fire while the batch that set it is not stored whole: it would look at views of before', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    rig.halfStored = true;
    await rig.moveTo('12:00:00');
    expect(rig.fired).toEqual([]);
    rig.halfStored = false;
    await rig.moveTo('12:00:01');
    expect(rig.fired).toHaveLength(1);
  });

  it('may look at the views, which have seen what set it', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    const [made] = await rig.store.readStream('promise-a');
    await rig.moveTo('12:00:00');
    expect(rig.seenAt[0]).toBeGreaterThanOrEqual(made!.position);
  });

  it('fires in the order of the deadlines', async () => {
    for (const [id, minute] of [['b', 30], ['a', 20], ['c', 10]]) await rig.record('PromiseMade', `${id}`, `2026-03-02T11:${minute}:00Z`);
    await rig.moveTo('12:00:00');
    expect(rig.fired.map((each) => each.split(' ')[1])).toEqual(['c', 'a', 'b']);
  });

  it('fires after a restart what came due while nobody was there', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.close();
    rig.now = at('15:00:00');
    await rig.open();
    await rig.moveTo('15:00:00');
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('is not fired again by a restart, nor by a rebuild, nor by views made from nothing', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    await rig.reopen();
    await rig.moveTo('13:00:00');
    await rebuild(rig.group);
    await rig.moveTo('14:00:00');
    await rig.close();
    await rm(join(rig.folder, 'views.db'));
    await rig.open();
    await rig.moveTo('15:00:00');
    expect(rig.fired).toHaveLength(1);
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('that was issued just before a crash takes effect once', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.group.stop();
    rig.now = at('12:00:00');
    await rig.timers.tick();
    // The views never heard of it: the deadline is still in them when the platform is back.
    await rig.close();
    await rig.open();
    await rig.moveTo('12:00:01');
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('does not fire when it was cleared before', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.record('PromiseKept', 'a');
    await rig.moveTo('12:00:00');
    expect(rig.fired).toEqual([]);
  });

  it('follows a deadline that was moved, and fires for the new one', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.record('PromiseMade', 'a', '2026-03-02T13:00:00Z');
    await rig.moveTo('12:00:00');
    expect(rig.fired).toEqual([]);
    await rig.moveTo('14:00:00');
    expect(rig.fired).toEqual(['broken a 2026-03-02T13:00:00Z']);
  });

  it('fires again for a new deadline of the same key', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    await rig.record('PromiseMade', 'a', '2026-03-02T13:00:00Z');
    await rig.moveTo('14:00:00');
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken', 'PromiseMade', 'PromiseBroken']);
  });

  it('has nothing to do with another timer of the same key', async () => {
    rig.names = ['broken', 'other'];
    await rig.reopen();
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    expect(rig.fired.toSorted()).toEqual(['broken a 2026-03-02T11:00:00Z', 'other a 2026-03-02T11:00:00Z']);
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('that a new release brings finds the deadlines of the past', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    rig.names = ['later'];
    await rig.reopen();
    await rig.moveTo('12:00:00');
    expect(rig.fired).toEqual(['later a 2026-03-02T11:00:00Z']);
  });

  it('whose command fails stops no other, is told of, and is tried again later', async () => {
    rig.failing.add('a');
    for (const id of ['a', 'b', 'c']) await rig.record('PromiseMade', id, '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    expect([await rig.types('b'), await rig.types('c')]).toEqual([['PromiseMade', 'PromiseBroken'], ['PromiseMade', 'PromiseBroken']]);
    expect(rig.logged).toEqual([expect.objectContaining({ timer: 'broken', err: expect.objectContaining({ message: 'the engine is ill' }) })]);
    await rig.moveTo('12:00:05');
    expect(rig.fired.filter((each) => each.includes(' a '))).toHaveLength(1);
    rig.failing.clear();
    await rig.moveTo('12:00:10');
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('whose command is refused is not issued over and over', async () => {
    await rig.record('PromiseMade', '!', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    await rig.moveTo('13:00:00');
    expect(rig.fired).toHaveLength(1);
    expect(await rig.types('!')).toEqual(['PromiseMade']);
  });

  it('is reached however many deadlines before it came to nothing', async () => {
    for (let i = 0; i < 250; i++) await rig.record('PromiseMade', `!${i}`, '2026-03-02T11:00:00Z');
    await rig.record('PromiseMade', 'last', '2026-03-02T11:30:00Z');
    await rig.moveTo('11:15:00');
    await rig.moveTo('12:00:00');
    expect(await rig.types('last')).toEqual(['PromiseMade', 'PromiseBroken']);
  });

  it('of which the log says the same again takes effect once', async () => {
    await rig.record('PromiseMade', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:00:00');
    await rig.record('PromiseRemembered', 'a', '2026-03-02T11:00:00Z');
    await rig.moveTo('12:01:00');
    expect(await rig.types('a')).toEqual(['PromiseMade', 'PromiseBroken', 'PromiseRemembered']);
  });

  describe('left to itself', () => {
    it('fires what is overdue at the start and what comes due at once', async () => {
      await rig.record('PromiseMade', 'a', '2026-03-02T09:00:00Z');
      rig.timers.start();
      await until(() => rig.fired.length === 1);
      await Promise.all(['b', 'c', 'd'].map((id) => rig.record('PromiseMade', id, '2026-03-02T09:00:00Z')));
      await until(() => rig.fired.length === 4);
      await rig.timers.stop();
      expect(await rig.types('d')).toEqual(['PromiseMade', 'PromiseBroken']);
    });

    it('is waited for by whoever asks for all that is due, though it had begun by itself', async () => {
      for (let i = 0; i < 20; i++) await rig.record('PromiseMade', `p${i}`, '2026-03-02T09:00:00Z');
      rig.timers.start();
      await until(() => rig.fired.length > 0);
      await rig.timers.tick();
      expect(await rig.types('p19')).toEqual(['PromiseMade', 'PromiseBroken']);
      expect(rig.fired).toHaveLength(20);
    });

    it('heeds what comes due while it is busy with the last command', async () => {
      const busy: (() => void)[] = [];
      const waiting = rig.fired;
      await rig.record('PromiseMade', 'a', '2026-03-02T09:00:00Z');
      const find = rig.group.find.bind(rig.group);
      let held = 0;
      rig.group.find = async (view, query) => {
        const page = await find(view, query);
        // Between the last look and the sleep that follows it, a deadline arrives.
        if (page.documents.length === 0 && held++ === 0) await new Promise<void>((go) => busy.push(go));
        return page;
      };
      rig.timers.start();
      await until(() => busy.length === 1);
      await rig.record('PromiseMade', 'b', '2026-03-02T09:00:00Z');
      busy[0]!();
      await until(() => waiting.length === 2);
      expect(waiting[1]).toContain(' b ');
    });

    it('stops between two commands, and leaves the rest for the next start', async () => {
      for (let i = 0; i < 100; i++) await rig.record('PromiseMade', `p${i}`, '2026-03-02T09:00:00Z');
      rig.timers.start();
      await until(() => rig.fired.length > 0);
      await rig.timers.stop();
      const before = rig.fired.length;
      expect(before).toBeLessThan(100);
      await rig.reopen();
      await rig.moveTo('10:00:01');
      expect(await rig.types('p99')).toEqual(['PromiseMade', 'PromiseBroken']);
    });
  });
});
