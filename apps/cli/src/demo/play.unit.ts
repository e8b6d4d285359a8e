import { describe, expect, it } from '@jest/globals';
import { Refused, type Connection } from '../connect.ts';
import { play, type PlayOptions } from './play.ts';
import { operatorOf } from './posts.ts';
import type { Act } from './story.ts';

interface Call {
  readonly path: string;
  readonly key: string;
  readonly by: string;
}

/** A platform that notes what it is asked and answers as it is told. */
function fakePlatform(answer: (path: string) => Promise<object> = async () => ({ id: 'D' })) {
  const calls: Call[] = [];
  const as = async ({ id: by }: { readonly id: string }): Promise<Connection> => ({
    url: '',
    call: async <T>(_: string, path: string, __?: unknown, key = '') => {
      calls.push({ path, key, by });
      return (await answer(path)) as T;
    },
    as,
    close: async () => undefined,
  });
  return { calls, connect: () => as({ id: 'nobody' }) };
}

const act = (key: string, centre: string, verb = 'receive'): Act => ({
  key,
  story: key.split('.')[0]!,
  minute: 0,
  centre,
  by: operatorOf(centre),
  verb,
  path: ({ document = '' }) => `/${centre}/${verb}/${key}/${document}`,
  body: () => ({}),
});

const options = (more: Partial<PlayOptions> = {}): PlayOptions => ({ perSecond: 500, signal: new AbortController().signal, name: 'simulation-1', ...more });
const refusal = (status: number) => new Refused(status, { type: '', title: '', status, code: `code-${status}`, detail: '', requestId: '' });

describe('a play', () => {
  it('does the acts from their posts, under keys that name them', async () => {
    const platform = fakePlatform();
    const { done } = await play([act('a.0', 'CUS'), act('b.0', 'PUN')], await platform.connect(), options());
    expect(platform.calls).toEqual([
      { path: '/CUS/receive/a.0/', key: 'simulation-1.a.0', by: 'simulation-operador-CUS' },
      { path: '/PUN/receive/b.0/', key: 'simulation-1.b.0', by: 'simulation-operador-PUN' },
    ]);
    expect(done).toEqual(new Map([['receive', 2]]));
  });

  it('keeps to its rate', async () => {
    const platform = fakePlatform();
    const started = performance.now();
    await play(Array.from({ length: 10 }, (_, i) => act(`${i}.0`, 'CUS')), await platform.connect(), options({ perSecond: 100 }));
    expect(performance.now() - started).toBeGreaterThan(85);
  });

  it('does what happens at one centre in order, however long an answer takes, and lets others go on', async () => {
    const order: string[] = [];
    let slowly = true;
    const platform = fakePlatform(async (path) => {
      if (path.startsWith('/CUS') && slowly) {
        slowly = false;
        await new Promise((done) => setTimeout(done, 60));
      }
      order.push(path.slice(1, 4));
      return { id: 'D' };
    });
    await play([act('a.0', 'CUS'), act('a.1', 'CUS', 'route'), act('b.0', 'PUN')], await platform.connect(), options());
    expect(order).toEqual(['PUN', 'CUS', 'CUS']);
    expect(platform.calls.filter(({ path }) => path.startsWith('/CUS')).map(({ path }) => path)).toEqual(['/CUS/receive/a.0/', '/CUS/route/a.1/D']);
  });

  it('ends a story with the act that is refused, and tells why', async () => {
    const platform = fakePlatform(async (path) => {
      if (path.includes('a.0')) throw refusal(409);
      return { id: 'D' };
    });
    const outcome = await play([act('a.0', 'CUS'), act('a.1', 'CUS', 'route'), act('b.0', 'CUS')], await platform.connect(), options());
    expect(outcome).toMatchObject({ refused: new Map([['code-409', 1]]), dropped: 1, done: new Map([['receive', 1]]) });
  });

  it('counts what the platform had done before', async () => {
    const platform = fakePlatform(async () => ({ id: 'D', repeated: true }));
    expect(await play([act('a.0', 'CUS')], await platform.connect(), options())).toMatchObject({ repeated: 1 });
  });

  it.each([['a server error', refusal(500)], ['a platform that is gone', new TypeError('fetch failed')]])('stops at %s', async (_, error) => {
    const platform = fakePlatform(async () => {
      throw error;
    });
    await expect(play(Array.from({ length: 50 }, (_each, i) => act(`${i}.0`, 'CUS')), await platform.connect(), options())).rejects.toBe(error);
    expect(platform.calls).toHaveLength(1);
  });

  it('finishes what is under way when it is stopped, begins nothing more, and says which desks are open', async () => {
    const stop = new AbortController();
    let finished = 0;
    const platform = fakePlatform(async () => {
      await new Promise((done) => setTimeout(done, 20));
      finished++;
      return { id: 'D' };
    });
    const acts = [act('o.0', 'CUS', 'open'), act('p.0', 'PUN', 'open'), act('q.0', 'PUN', 'close'), ...Array.from({ length: 100 }, (_, i) => act(`${i}.0`, 'CUS'))];
    setTimeout(() => stop.abort(), 80);
    const { open } = await play(acts, await platform.connect(), options({ signal: stop.signal }));
    expect(finished).toBe(platform.calls.length);
    expect(finished).toBeLessThan(20);
    expect(open).toEqual(['CUS']);
  });

  it('waits for the platform where it answers more slowly than the rate', async () => {
    let under = 0;
    let most = 0;
    const platform = fakePlatform(async () => {
      most = Math.max(most, ++under);
      await new Promise((done) => setTimeout(done, 5));
      under--;
      return { id: 'D' };
    });
    let asked = 0;
    function* acts() {
      for (let i = 0; i < 200; i++) {
        asked = i;
        yield act(`${i}.0`, `C${i % 4}`);
      }
    }
    const playing = play(acts(), await platform.connect(), options({ perSecond: 1e6 }));
    await new Promise((done) => setTimeout(done, 20));
    expect(asked).toBeLessThan(100);
    await playing;
    expect(most).toBeLessThanOrEqual(4);
    expect(platform.calls).toHaveLength(200);
  });
});
