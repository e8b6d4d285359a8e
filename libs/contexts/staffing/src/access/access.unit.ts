import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { by, given, play } from '#testing';
import { access } from './access.ts';
import { personLinks, type PersonLinks } from './links-view.ts';

const held = { post: 'specialist', centre: 'CUS', organ: 'dgpp', from: '2026-01-05', end: '2027-01-01' };
const facts = { held, maxDays: 365, reviewDays: 180, days: 180 };
const usual = { id: 'ana', facts, now: '2026-03-02T15:00:00.000Z' };
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const technology = by({ id: 't', role: 'technology' }, usual);
const timers = by({ id: 'timers', role: 'system' }, usual);
const asked = { aplicativo: 'siaf', scope: 'record', post: 'specialist', until: '2026-12-31' } as const;
const granted = { type: 'AccesoGranted', data: { person: 'ana', ...asked, centre: 'CUS', organ: 'dgpp', reviewBy: '2026-08-29', by: 'o' } } as const;
const enabled = { type: 'AccesoEnabled', data: { person: 'ana', aplicativo: 'siaf', by: 't' } } as const;

describe('Access to an aplicativo (DIR.5.1.2.d)', () => {
  it('is granted by OGAUC, for the post that the person holds, and set up by OGTI', () => {
    given(access).when(ogauc.asks('grant', asked)).then(granted);
    given(access, granted).when(technology.asks('enable', { aplicativo: 'siaf' })).then(enabled);
    given(access, granted, enabled).when(technology.asks('enable', { aplicativo: 'siaf' })).thenNothing();
    given(access, granted).when(technology.asks('enable', { aplicativo: 'siga' })).thenRefused('no-such-access');
    given(access, granted).when(technology.asks('enable', { aplicativo: 'siaf' }, { facts: {} })).thenRefused('no-link-in-force');
    given(access).when(ogauc.asks('grant', asked, { facts: { ...facts, held: undefined } })).thenRefused('no-link-in-force');
  });
  it('is never one’s own to grant or to set up', () => {
    given(access).when(by({ id: 'ana', role: 'ogauc' }, usual).asks('grant', asked)).thenRefused('own-act');
    given(access, granted).when(by({ id: 'o', role: 'technology' }, usual).asks('enable', { aplicativo: 'siaf' })).thenRefused('own-act');
  });
  it('ends with the link at the latest', () => {
    given(access).when(ogauc.asks('grant', { ...asked, until: '2027-01-01' })).thenRefused('until-beyond-link');
    given(access).when(ogauc.asks('grant', { ...asked, until: '2026-03-01' })).thenRefused('until-in-past');
    given(access).when(ogauc.asks('grant', { ...asked, until: '2027-03-03' }, { facts: { ...facts, held: { ...held, end: undefined } } })).thenRefused('until-beyond-policy');
  });
  it('is one for each aplicativo, reviewed and revoked', () => {
    given(access, granted).when(ogauc.asks('grant', asked)).thenRefused('access-in-force');
    given(access, granted).when(ogauc.asks('review', { aplicativo: 'siaf' })).thenTypes('AccesoReviewed');
    given(access, granted).when(ogauc.asks('revoke', { aplicativo: 'siaf', reason: 'Ya no lo usa' })).thenTypes('AccesoRevoked');
    given(access).when(ogauc.asks('revoke', { aplicativo: 'siaf', reason: 'Ya no lo usa' })).thenRefused('access-unknown');
  });
  it('ends by itself, with its term or with the post that it is for', () => {
    given(access, granted).when(timers.asks('expire', { aplicativo: 'siaf' }, { now: '2026-12-31T15:00:00.000Z' })).thenNothing();
    given(access, granted).when(timers.asks('expire', { aplicativo: 'siaf' }, { now: '2027-01-01T15:00:00.000Z' })).then({ type: 'AccesoEnded', data: { person: 'ana', aplicativo: 'siaf', why: 'term' } });
    given(access, granted).when(timers.asks('check-links', { cause: 'e1' }, { facts: [held] })).thenTypes('AccesosChecked');
    given(access, granted).when(timers.asks('check-links', { cause: 'e1' }, { facts: [{ ...held, end: '2026-03-02' }] })).thenTypes('AccesoEnded', 'AccesosChecked');
    given(access, granted).when(timers.asks('check-links', { cause: 'e1' }, { facts: [{ ...held, centre: 'PUN' }] })).thenTypes('AccesoEnded', 'AccesosChecked');
    given(access).when(timers.asks('check-links', { cause: 'e1' }, { facts: [] })).thenTypes('AccesosChecked');
  });
  it('is, over any history, of another’s granting and another’s setting up', () => {
    const who = fc.constantFrom('ana', 'o', 't').chain((id) => fc.constantFrom('ogauc', 'technology').map((role) => by({ id, role }, usual)));
    const aplicativo = fc.constantFrom('siaf', 'siga');
    const commands = fc.array(
      fc.tuple(who, fc.constantFrom('grant', 'enable', 'review', 'revoke'), aplicativo).map(([each, verb, aplicativo]) => each.asks(verb, { ...asked, aplicativo, reason: 'Ya no lo usa' })),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(commands, (each) => {
        const granter: Record<string, string> = {};
        for (const { type, data } of play(access, each).events) {
          if (type === 'AccesoGranted') {
            expect(data.by).not.toBe('ana');
            granter[data.aplicativo] = data.by;
          }
          if (type === 'AccesoEnabled') expect([granter[data.aplicativo], 'ana']).not.toContain(data.by);
        }
      }),
    );
  });
});

describe('The posts of a person', () => {
  const event = (type: string, data: object) => ({ id: type, type, data }) as unknown as RecordedEvent;
  const after = (person: string, ...events: RecordedEvent[]) => events.reduce<PersonLinks | undefined>((links, each) => personLinks.fold(links, each, person), undefined)?.posts;
  it('begin and end with their events', () => {
    const assigned = event('DependenciaTecnicaAssigned', { person: 'ana', centre: 'CUS', organ: 'dgpp', from: '2026-01-05', until: '2026-12-31' });
    expect(after('ana', assigned)).toEqual([held]);
    expect(after('ana', assigned, event('DependenciasEnded', { person: 'ana', centre: 'CUS', organ: 'dgpp', on: '2026-03-02' }))).toEqual([{ ...held, end: '2026-03-02' }]);
    expect(after('ana', assigned, event('DependenciasTermChanged', { person: 'ana', centre: 'CUS', organ: 'dgpp', until: '2027-06-30' }))).toEqual([{ ...held, end: '2027-07-01' }]);
  });
  it('of the responsable técnico pass to whoever replaces them', () => {
    const designated = event('ResponsableTecnicoDesignated', { organ: 'dgpp', person: 'p1', from: '2026-01-05' });
    const replaced = event('ResponsableTecnicoReplaced', { organ: 'dgpp', previous: 'p1', person: 'p2', from: '2026-06-01' });
    expect(personLinks.keysOf(replaced)).toEqual(['p2', 'p1']);
    expect(after('p1', designated, replaced)).toEqual([{ post: 'technical-lead', organ: 'dgpp', from: '2026-01-05', end: '2026-06-01' }]);
    expect(after('p2', replaced)).toEqual([{ post: 'technical-lead', organ: 'dgpp', from: '2026-06-01' }]);
  });
});
