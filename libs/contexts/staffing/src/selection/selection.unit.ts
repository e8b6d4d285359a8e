import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventOf } from '#aggregates';
import { by, given, play } from '#testing';
import type { told } from './events.ts';
import { selection } from './selection.ts';

type Told = EventOf<typeof told>;

const organ = 'dgpp';
const whose = { selection: 'dgpp.tdr1', organ };
const usual = { id: 'dgpp.tdr1' };
const rrhh = by({ id: 'h', role: 'human-resources' }, usual);
const user = by({ id: 'o', role: 'ogauc' }, usual);
const lead = by({ id: 't', role: 'technical-lead', organ }, usual);
const hash = 'a'.repeat(64);
const sent = { status: 'sent', centre: 'CUS', hash };
const o = { person: 'o', subject: 's_o', quota: 'ogauc' } as const;
const t = { person: 't', subject: 's_t', quota: 'organ' } as const;
const d = { person: 'd', subject: 's_d', quota: 'organ' } as const;

const opened: Told = { type: 'SeleccionOpened', data: { ...whose, centre: 'CUS', hash, round: 1, by: 'h' } };
const constituted: Told = { type: 'ComiteConstituted', data: { ...whose, members: [o, t], by: 'h' } };
const registered = (n: string): Told => ({ type: 'CandidatoRegistered', data: { ...whose, candidate: `c${n}`, person: `p${n}`, subject: `s_${n}`, sealed: `x${n}`, by: 'h' } });
const scored = (member: string, candidate: string, score: number): Told => ({ type: 'CandidatoEvaluated', data: { ...whose, candidate, score, by: member } });
const ready = [opened, constituted, registered('1'), registered('2')];

describe('A selection (DIR.5.2.b)', () => {
  it('is opened by human resources for the very text that both endorsed', () => {
    given(selection).when(rrhh.asks('open', { hash }, { facts: sent })).then(opened);
    given(selection).when(rrhh.asks('open', { hash }, { facts: { ...sent, status: 'endorsed' } })).thenRefused('tdr-not-endorsed');
    given(selection).when(rrhh.asks('open', { hash }, { facts: { status: 'none' } })).thenRefused('tdr-not-endorsed');
    given(selection).when(rrhh.asks('open', { hash: 'b'.repeat(64) }, { facts: sent })).thenRefused('tdr-text-differs');
  });
  it('is one for its terms of reference; another round follows one that was voided', () => {
    given(selection, opened).when(rrhh.asks('open', { hash }, { facts: sent })).thenRefused('status-not-allowed');
    const voided = { type: 'SeleccionVoided', data: { ...whose, reason: 'Nadie alcanzó el perfil', by: 'h' } } as const;
    given(selection, opened).when(rrhh.asks('void', { reason: voided.data.reason })).then(voided);
    given(selection, opened, voided).when(rrhh.asks('open', { hash }, { facts: sent })).then({ ...opened, data: { ...opened.data, round: 2 } } as Told);
  });
});

describe('The committee (DIR.5.2.c)', () => {
  const constitute = (...members: object[]) => rrhh.asks('constitute', {}, { facts: members });
  it('has OGAUC and the organ in it, and nobody twice', () => {
    given(selection, opened).when(constitute(o, t)).then(constituted);
    given(selection, opened).when(constitute(o)).thenRefused('quota-missing');
    given(selection, opened).when(constitute(t, d)).thenRefused('quota-missing');
    given(selection, opened).when(constitute(o, { ...t, person: 'o' })).thenRefused('member-in-both-quotas');
    given(selection, opened).when(constitute(o, { ...t, subject: 's_o' })).thenRefused('member-in-both-quotas');
    given(selection, opened).when(constitute(o, t, { ...d, subject: 's_t' })).thenRefused('member-twice');
  });
  it('replaces who is recused, before the evaluation, by somebody new of the same side', () => {
    const recuse = { person: 't', ground: 'kinship', replacement: 'd' };
    const recused: Told = { type: 'ComiteMemberRecused', data: { ...whose, person: 't', ground: 'kinship', replacement: d, by: 'h' } };
    given(selection, ...ready).when(rrhh.asks('recuse', recuse, { facts: 's_d' })).then(recused);
    given(selection, ...ready).when(rrhh.asks('recuse', { ...recuse, person: 'z' }, { facts: 's_d' })).thenRefused('not-a-member');
    given(selection, ...ready).when(rrhh.asks('recuse', { ...recuse, replacement: 'o' }, { facts: 's_o' })).thenRefused('member-twice');
    given(selection, ...ready).when(rrhh.asks('recuse', { ...recuse, replacement: 'p1' }, { facts: 's_9' })).thenRefused('candidate-on-committee');
    given(selection, ...ready, scored('o', 'c1', 80)).when(rrhh.asks('recuse', recuse, { facts: 's_d' })).thenRefused('evaluation-began');
    given(selection, ...ready, recused).when(lead.asks('evaluate', { candidate: 'c1', score: 70 })).thenRefused('not-a-member');
    given(selection, ...ready, recused).when(rrhh.asks('recuse', { ...recuse, person: 'd', replacement: 't' }, { facts: 's_t' })).thenRefused('member-twice');
  });
  it('goes on without who is absent, but never without one of its sides', () => {
    const excused: Told = { type: 'ComiteMemberExcused', data: { ...whose, person: 'd', reason: 'Licencia médica', by: 'h' } };
    const three: Told = { type: 'ComiteConstituted', data: { ...whose, members: [o, t, d], by: 'h' } };
    given(selection, opened, three).when(rrhh.asks('excuse', { person: 'd', reason: 'Licencia médica' })).then(excused);
    given(selection, opened, three, excused).when(rrhh.asks('excuse', { person: 't', reason: 'Licencia médica' })).thenRefused('quota-missing');
    given(selection, opened, three, registered('1'), scored('d', 'c1', 100), scored('o', 'c1', 60), scored('t', 'c1', 50), excused)
      .when(rrhh.asks('conclude'))
      .then({ type: 'SeleccionConcluded', data: { ...whose, winner: 'c1', person: 'p1', subject: 's_1', ranking: [{ candidate: 'c1', total: 110 }], by: 'h' } });
  });
});

describe('Candidates (DIR.5.2.c)', () => {
  const register = (candidate: string, person: string, subject: string) => rrhh.asks('register-candidate', { candidate, person }, { facts: { subject, sealed: 'x' } });
  it('are registered once, sealed, before the evaluation, and are no members', () => {
    given(selection, opened, constituted).when(register('c1', 'p1', 's_1')).thenTypes('CandidatoRegistered');
    for (const again of [register('c1', 'p9', 's_9'), register('c9', 'p1', 's_9'), register('c9', 'p9', 's_1')]) given(selection, ...ready).when(again).thenRefused('candidate-already-registered');
    given(selection, opened, constituted).when(register('c1', 't', 's_1')).thenRefused('candidate-on-committee');
    given(selection, opened, constituted).when(register('c1', 'p1', 's_t')).thenRefused('candidate-on-committee');
    given(selection, ...ready, scored('o', 'c1', 3)).when(register('c3', 'p3', 's_3')).thenRefused('evaluation-began');
    given(selection, opened, constituted).when(register('c1', 'h', 's_h')).thenRefused('own-act');
  });
  it('are scored once by each member, from the side that the member is of', () => {
    given(selection, ...ready).when(user.asks('evaluate', { candidate: 'c1', score: 80 })).then(scored('o', 'c1', 80));
    given(selection, ...ready, scored('o', 'c1', 80)).when(user.asks('evaluate', { candidate: 'c1', score: 90 })).thenRefused('already-evaluated');
    given(selection, ...ready).when(user.asks('evaluate', { candidate: 'c9', score: 80 })).thenRefused('candidate-unknown');
    given(selection, ...ready).when(by({ id: 'z', role: 'ogauc' }, usual).asks('evaluate', { candidate: 'c1', score: 80 })).thenRefused('not-a-member');
    given(selection, ...ready).when(by({ id: 't', role: 'ogauc' }, usual).asks('evaluate', { candidate: 'c1', score: 80 })).thenRefused('other-quota');
    given(selection, ...ready).when(by({ id: 't', role: 'technical-lead', organ: 'dgcp' }, usual).asks('evaluate', { candidate: 'c1', score: 80 })).thenRefused('other-quota');
  });
  it('have a winner only with all scores: it is derived, a tie goes to whom OGAUC scored higher', () => {
    given(selection, opened, constituted).when(rrhh.asks('conclude')).thenRefused('no-candidates');
    const three = [scored('o', 'c1', 80), scored('t', 'c1', 60), scored('o', 'c2', 90)];
    given(selection, ...ready, ...three).when(rrhh.asks('conclude')).thenRefused('scores-missing');
    given(selection, ...ready, ...three, scored('t', 'c2', 50))
      .when(rrhh.asks('conclude'))
      .then({ type: 'SeleccionConcluded', data: { ...whose, winner: 'c2', person: 'p2', subject: 's_2', ranking: [{ candidate: 'c2', total: 140 }, { candidate: 'c1', total: 140 }], by: 'h' } });
    given(selection, ...ready, ...three, scored('t', 'c2', 50)).when(by({ id: 'p2', role: 'human-resources' }, usual).asks('conclude')).thenRefused('own-act');
  });
});

describe('Over any history, a selection (DIR.5.2.c)', () => {
  const people = fc.constantFrom('a', 'b', 'c', 'd');
  const asks = fc.oneof(
    fc.tuple(people, people).map(([person, replacement]) => rrhh.asks('recuse', { person, ground: 'interest', replacement }, { facts: `s_${replacement}` })),
    people.map((person) => rrhh.asks('register-candidate', { candidate: person, person }, { facts: { subject: `s_${person}`, sealed: 'x' } })),
    fc.tuple(people, fc.constantFrom('c', 'd'), fc.integer({ min: 0, max: 100 }), fc.boolean()).map(([id, candidate, score, side]) => by(side ? { id, role: 'ogauc' } : { id, role: 'technical-lead', organ }, usual).asks('evaluate', { candidate, score })),
  );
  const member = (person: string, quota: 'ogauc' | 'organ') => ({ person, subject: `s_${person}`, quota });
  const begun: Told[] = [opened, { type: 'ComiteConstituted', data: { ...whose, members: [member('a', 'ogauc'), member('b', 'organ')], by: 'h' } }];
  it('is won by the highest total of all who were present, none of whom competed', () => {
    let concluded = 0;
    fc.assert(
      fc.property(fc.array(asks, { minLength: 20, maxLength: 80 }), (commands) => {
        const { state } = play(selection, [...commands, rrhh.asks('conclude')], begun);
        if (!('candidates' in state)) return;
        const competing = state.candidates.map(({ person }) => person);
        expect(state.members.filter(({ person }) => competing.includes(person))).toEqual([]);
        expect(new Set(state.members.map(({ quota }) => quota)).size).toBe(2);
        if (state.status !== 'concluded') return;
        concluded++;
        const totals = state.candidates.map(({ scores }) => state.members.reduce((sum, { person }) => sum + scores[person]!, 0));
        expect(state.ranking[0]).toMatchObject({ candidate: state.winner.candidate, total: Math.max(...totals) });
        expect(state.candidates.every(({ scores }) => Object.keys(scores).length === state.members.length)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(concluded).toBeGreaterThan(5);
  });
});
