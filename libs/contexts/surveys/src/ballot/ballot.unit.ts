import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { ballotAggregate, takenOf, type TallyFacts } from './ballot.ts';
import { newToken, readToken, tokenHash } from './token.ts';

const id = 'CUS-percepcionv1';
const hashes = Array.from({ length: 40 }, (_, i) => String(i).padStart(64, '0'));
const questions = [{ code: 'trato', words: '¿Cómo?', kind: 'scale' as const }];
const sealedOf = (i: number) => `v1.s_${String(i).padStart(32, '0')}.AAAA`;
const kiosk = by({ id: 'kiosk', role: 'system' }, { id });
const issue = kiosk.asks('issue', { survey: 'percepcion', version: 1, until: '2026-03-31', hashes });
const use = (i: number, more: { open?: boolean; version?: number; trato?: number; now?: string } = {}) =>
  kiosk.asks('use', { hash: hashes[i] ?? 'f'.repeat(64), version: more.version ?? 1, service: 'consulta', answers: { trato: more.trato ?? 4 } }, { facts: { questions, open: more.open ?? true, sealed: sealedOf(i) }, ...(more.now && { now: more.now }) });
const answer = { service: 'consulta' as const, answers: { trato: 4 }, texts: [] };
const facts = (pending: number, spent: number, final: boolean, minimum = 5): TallyFacts => {
  const taken = takenOf(pending, minimum, final);
  return { spent, taken, final, minimum, answers: Array(taken).fill(answer), scale: { sum: 4 * taken, n: taken }, lowScore: 300, planBy: '2026-06-01T04:59:59.000Z' };
};
const tally = (given: TallyFacts) => kiosk.asks('tally', { date: '2026-03-02' }, { facts: given });
const issued = play(ballotAggregate, [issue]).events;

describe('A ballot (DIR.5.1.2.e)', () => {
  it('takes a token once', () => {
    given(ballotAggregate, ...issued).when(use(0)).then({ type: 'FichaUsed', data: { ballot: id, hash: hashes[0]!, date: '2026-03-02', sealed: sealedOf(0) } });
    given(ballotAggregate, ...play(ballotAggregate, [issue, use(0)]).events).when(use(0)).thenRefused('token-used');
    given(ballotAggregate, ...issued).when(use(99)).thenRefused('token-unknown');
    given(ballotAggregate).when(use(0)).thenRefused('token-unknown');
  });
  it('takes no answer that is wrong, to another version, or after the close', () => {
    given(ballotAggregate, ...issued).when(use(0, { trato: 6 })).thenRefused('answer-outside-scale');
    given(ballotAggregate, ...issued).when(use(0, { version: 2 })).thenRefused('other-version');
    given(ballotAggregate, ...issued).when(use(0, { open: false })).thenRefused('survey-closed');
    given(ballotAggregate, ...issued).when(use(0, { now: '2026-04-01T05:00:00.000Z' })).thenRefused('survey-closed');
    given(ballotAggregate, ...play(ballotAggregate, [issue, tally(facts(0, 0, true))]).events).when(use(0)).thenRefused('survey-closed');
  });
  it('counts k answers at least, and leaves k behind, until the end', () => {
    const all = [issue, ...Array.from({ length: 12 }, (_, i) => use(i))];
    given(ballotAggregate, ...play(ballotAggregate, all.slice(0, 10)).events).when(tally(facts(9, 0, false))).thenNothing();
    given(ballotAggregate, ...play(ballotAggregate, all).events).when(tally(facts(12, 0, false))).thenTypes('RespuestasShuffled', ...Array<'RespuestaEncuestaReceived'>(7).fill('RespuestaEncuestaReceived'));
  });
  it('is counted once, with its mean, and says where the score is low', () => {
    const two = play(ballotAggregate, [issue, ...Array.from({ length: 6 }, (_, i) => use(i)), tally(facts(6, 0, true))]);
    expect(two.events.at(-1)).toEqual({ type: 'RecuentoClosed', data: { ballot: id, survey: 'percepcion', version: 1, centre: 'CUS', counted: 6, discarded: 0, minimum: 5, mean: 400, low: false, planBy: '2026-06-01T04:59:59.000Z' } });
    const low = { ...facts(6, 0, true), scale: { sum: 12, n: 6 } };
    expect(play(ballotAggregate, [issue, ...Array.from({ length: 6 }, (_, i) => use(i)), low].map((each) => ('type' in each ? each : tally(each)))).events.at(-1)?.data).toMatchObject({ mean: 200, low: true });
    given(ballotAggregate, ...two.events).when(tally(facts(0, 6, true))).thenNothing();
  });
  it('opens nothing where fewer than k answered', () => {
    const { events } = play(ballotAggregate, [issue, use(0), use(1), tally(facts(2, 0, true))]);
    expect(events.slice(-1)).toMatchObject([{ type: 'RecuentoClosed', data: { counted: 0, discarded: 2, low: false } }]);
  });

  it('over any history: no round of fewer than k, no answer of a token twice, none lost where there were k', () => {
    const steps = fc.array(fc.oneof({ weight: 6, arbitrary: fc.nat(39).map((i) => ({ use: i })) }, { weight: 1, arbitrary: fc.constant({ tally: true }) }), { maxLength: 80 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 3, max: 7 }), (all, minimum) => {
        let events = [...issued];
        const doStep = (command: typeof issue) => (events = [...play(ballotAggregate, [command], events).events]);
        const stateNow = () => play(ballotAggregate, [], events).state;
        for (const step of all) doStep('use' in step ? use(step.use) : tally(facts(stateNow().pending.length, stateNow().spent.length, false, minimum)));
        doStep(tally(facts(stateNow().pending.length, stateNow().spent.length, true, minimum)));
        const used = events.filter(({ type }) => type === 'FichaUsed').length;
        expect(new Set(all.flatMap((step) => ('use' in step ? [step.use] : []))).size).toBe(used);
        for (const event of events) if (event.type === 'RespuestasShuffled') expect(event.data.taken).toBeGreaterThanOrEqual(minimum);
        expect(events.filter(({ type }) => type === 'RespuestaEncuestaReceived')).toHaveLength(used >= minimum ? used : 0);
      }),
    );
  });
});

describe('A token', () => {
  it('is read as it was printed, and as people type', () => {
    const token = newToken(id);
    expect(token).toMatch(/^CUS-percepcionv1\.[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/);
    const hash = tokenHash(token);
    const [ballot, secret = ''] = token.split('.');
    expect(readToken(`${ballot}.${secret.toLowerCase().replaceAll('-', ' ')}`)).toEqual({ ballot: id, hash });
    expect(readToken(`${ballot}.${secret.replaceAll('-', '')}`)).toEqual({ ballot: id, hash });
  });
  it.each(['', 'x', 'CUS-percepcionv1', 'CUS-percepcionv1.ABC', 'cus-x.AAAA-AAAA-AAAA-AAAA', 'CUS-percepcionv1.AAAA-AAAA-AAAA-AAAA-A'])('is not «%s»', (given) => expect(readToken(given)).toBeUndefined());
});
