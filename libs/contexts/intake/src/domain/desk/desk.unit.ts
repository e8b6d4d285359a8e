import { describe, expect, it } from '@jest/globals';
import type { DeskEvent, HoursWindow } from '#contracts';
import { given } from '#testing';
import { importer, oautda, ogauc, operator, otherOperator } from '../../../test/examples.ts';
import { RaiseFindingInput } from './commands.ts';
import { continuous8h } from './hours.ts';
import { desk } from './index.ts';

const hours: readonly HoursWindow[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: '08:30', close: '16:30' }));
const today = '2026-03-02';
const at = { actor: operator, desk: 'TES' } as const;
const by = (actor: typeof at.actor) => ({ ...at, actor });
const evidence = 'e'.repeat(64);

const implemented: DeskEvent = { type: 'MesaDePartesImplemented', data: { desk: 'TES', series: 'TES', hours, continuous8h: true, from: '2026-01-05', source: 'Memorando 1' } };
const opened = (date = today): DeskEvent => ({ type: 'DeskOpened', data: { desk: 'TES', date, operator: operator.id } });
const assigned = (who: string): DeskEvent => ({ type: 'OperatorAssigned', data: { desk: 'TES', operator: who } });
const supervised: DeskEvent = { type: 'MesaDePartesSupervised', data: { desk: 'TES', visit: 'v1', date: today, supervisor: oautda.id, checklist: [{ item: 'cargo', complies: true }] } };
const raised: DeskEvent = { type: 'FindingRaised', data: { desk: 'TES', finding: 'f1', visit: 'v1', description: 'Sin derivar desde ayer', severity: 'major' } };
const closedFinding: DeskEvent = { type: 'FindingClosed', data: { desk: 'TES', finding: 'f1', action: 'Se derivaron', evidence } };

const implement = (change: object = {}) => ({ type: 'ImplementMesaDePartes', data: { ...by(ogauc), centre: 'registered', hours, from: '2026-01-05', source: 'Memorando 1', ...change } }) as const;

describe('A mesa de partes (DIR.4.5, 5.1.2.b)', () => {
  it('is implemented by OGAUC', () => {
    given(desk).when(implement()).then(implemented);
    given(desk).when(implement({ actor: operator })).thenRefused('only-ogauc');
  });
  it('is one a centre', () => void given(desk, implemented).when(implement()).thenRefused('desk-already-implemented'));
  it('is that of a centre that exists', () => void given(desk).when(implement({ centre: 'unknown' })).thenRefused('centre-unknown'));
  it('of another system is implemented by the importer', () => given(desk).when(implement({ actor: importer, centre: 'foreign' })).thenTypes('MesaDePartesImplemented'));
  it('of another system may have hours that nobody knows; one of ours has some', () => {
    given(desk).when(implement({ actor: importer, centre: 'foreign', hours: [] })).then({ type: 'MesaDePartesImplemented', data: { desk: 'TES', series: 'TES', hours: [], continuous8h: false, from: '2026-01-05', source: 'Memorando 1' } });
    given(desk).when(implement({ hours: [] })).thenRefused('hours-missing');
  });
  it('must be there before anything is done at it', () => void given(desk).when({ type: 'OpenDesk', data: { ...at, today } }).thenRefused('desk-not-implemented'));
});

describe('Its hours', () => {
  const change = (windows: readonly HoursWindow[], from = '2026-04-01') => ({ type: 'ChangeDeskHours', data: { ...by(ogauc), hours: windows, from, source: 'Memorando 2', today } }) as const;
  it('of less than eight hours running are recorded as such, not refused', () => {
    const short = [{ weekday: 1, open: '08:00', close: '12:00' }, { weekday: 1, open: '13:00', close: '17:00' }];
    given(desk, implemented).when(change(short)).then({ type: 'DeskHoursChanged', data: { desk: 'TES', hours: short, continuous8h: false, from: '2026-04-01', source: 'Memorando 2' } });
    expect(continuous8h(hours)).toBe(true);
    expect(continuous8h([...hours, { weekday: 6, open: '09:00', close: '12:00' }])).toBe(false);
  });
  it('close after they open', () => void given(desk, implemented).when(change([{ weekday: 1, open: '12:00', close: '12:00' }])).thenRefused('hours-reversed'));
  it('do not overlap', () => void given(desk, implemented).when(change([{ weekday: 1, open: '12:00', close: '16:00' }, { weekday: 1, open: '08:00', close: '13:00' }])).thenRefused('hours-overlap'));
  it('do not change for days that have passed', () => void given(desk, implemented).when(change(hours, '2026-03-01')).thenRefused('hours-in-the-past'));
});

describe('Its day', () => {
  it('is opened and closed by the centre, once', () => {
    given(desk, implemented).when({ type: 'OpenDesk', data: { ...at, today } }).then(opened());
    given(desk, implemented, opened()).when({ type: 'OpenDesk', data: { ...at, today } }).thenNothing();
    given(desk, implemented, opened()).when({ type: 'CloseDesk', data: { ...at, today } }).then({ type: 'DeskClosed', data: { desk: 'TES', date: today, forgotten: false } });
    given(desk, implemented).when({ type: 'CloseDesk', data: { ...at, today } }).thenNothing();
    given(desk, implemented).when({ type: 'OpenDesk', data: { ...by(otherOperator), today } }).thenRefused('other-centre');
  });
  it('that was left open is put on record the next day', () => {
    given(desk, implemented, opened('2026-02-27')).when({ type: 'OpenDesk', data: { ...at, today } }).then({ type: 'DeskClosed', data: { desk: 'TES', date: '2026-02-27', forgotten: true } }, opened());
  });
  it('may be one on which it did not open, and that is said once', () => {
    const report = (date: string) => ({ type: 'ReportDeskDidNotOpen', data: { ...at, date, reason: 'Paro regional', today } }) as const;
    const shut: DeskEvent = { type: 'DeskDidNotOpen', data: { desk: 'TES', date: today, reason: 'Paro regional' } };
    given(desk, implemented).when(report(today)).then(shut);
    given(desk, implemented, shut).when(report(today)).thenNothing();
    given(desk, implemented, shut).when({ type: 'OpenDesk', data: { ...at, today } }).thenRefused('desk-did-not-open');
    given(desk, implemented, opened()).when(report(today)).thenRefused('desk-was-open');
    given(desk, implemented).when(report('2026-03-03')).thenRefused('date-in-the-future');
  });
});

describe('Its operators', () => {
  const assign = (who: string, actor = ogauc) => ({ type: 'AssignOperator', data: { ...by(actor), operator: who } }) as const;
  it('are assigned and removed by the centre or by OGAUC', () => {
    given(desk, implemented).when(assign('op-9')).then(assigned('op-9'));
    given(desk, implemented, assigned('op-9')).when(assign('op-9', operator)).thenNothing();
    given(desk, implemented, assigned('op-9')).when({ type: 'RemoveOperator', data: { ...at, operator: 'op-9' } }).then({ type: 'OperatorRemoved', data: { desk: 'TES', operator: 'op-9' } });
    given(desk, implemented).when(assign('op-9', otherOperator)).thenRefused('other-centre');
  });
  it('have not supervised it', () => void given(desk, implemented, supervised).when(assign(oautda.id)).thenRefused('supervisor-cannot-operate'));
});

describe('Its supervision (DIR.4.5)', () => {
  const supervise = (actor = oautda) => ({ type: 'SuperviseMesaDePartes', data: { ...by(actor), served: false, visit: 'v1', today, checklist: [{ item: 'cargo', complies: true }] } }) as const;
  const raise = { type: 'RaiseFinding', data: { ...by(oautda), finding: 'f1', visit: 'v1', description: 'Sin derivar desde ayer', severity: 'major' } } as const;
  const close = { type: 'CloseFinding', data: { ...by(oautda), finding: 'f1', action: 'Se derivaron', evidence } } as const;

  it('is by OAUTDA', () => {
    given(desk, implemented).when(supervise()).then(supervised);
    given(desk, implemented).when(supervise(ogauc)).thenRefused('only-oautda');
  });
  it('is by nobody who has ever worked at the desk', () => {
    given(desk, implemented, assigned(oautda.id)).when(supervise()).thenRefused('supervises-own-desk');
    given(desk, implemented, assigned(oautda.id), { type: 'OperatorRemoved', data: { desk: 'TES', operator: oautda.id } }).when(supervise()).thenRefused('supervises-own-desk');
    given(desk, implemented, opened()).when(supervise({ ...oautda, id: operator.id })).thenRefused('supervises-own-desk');
    given(desk, implemented).when({ ...supervise(), data: { ...supervise().data, served: true } }).thenRefused('supervises-own-desk');
  });
  it('looks at each point once', () => {
    const twice = { ...supervise(), data: { ...supervise().data, checklist: [{ item: 'cargo', complies: true }, { item: 'cargo', complies: false }] } } as const;
    given(desk, implemented).when(twice).thenRefused('checklist-repeats');
  });
  it('raises findings of a visit that took place', () => {
    given(desk, implemented, supervised).when(raise).then(raised);
    given(desk, implemented).when(raise).thenRefused('visit-unknown');
  });
  it('closes a finding by what was done and the evidence of it, once', () => {
    given(desk, implemented, supervised, raised).when(close).then(closedFinding);
    given(desk, implemented, supervised, raised, closedFinding).when(close).thenRefused('finding-closed');
    given(desk, implemented, supervised).when(close).thenRefused('finding-unknown');
    given(desk, implemented, supervised, raised).when({ ...close, data: { ...close.data, actor: operator } }).thenRefused('only-oautda');
  });
  it('is written without what tells of persons', () => {
    expect(RaiseFindingInput.safeParse({ visit: 'v1', severity: 'minor', description: 'El señor de DNI 40123456 espera' }).success).toBe(false);
  });
});
