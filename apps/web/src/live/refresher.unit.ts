import { describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { refresher } from './refresher.ts';

const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the refresher', () => {
  it('fetches once more when a change arrives while an answer is on its way', async () => {
    const client = new QueryClient();
    const answers: ((n: number) => void)[] = [];
    const observer = new QueryObserver(client, { queryKey: ['board'], queryFn: () => new Promise<number>((resolve) => answers.push(resolve)) });
    const stop = observer.subscribe(() => undefined);
    refresher(client)([['board']]);
    expect(answers).toHaveLength(1);
    answers[0]?.(1);
    await turn(300);
    expect(answers).toHaveLength(2);
    answers[1]?.(2);
    await turn(0);
    expect(observer.getCurrentResult().data).toBe(2);
    stop();
    client.clear();
  });
});
