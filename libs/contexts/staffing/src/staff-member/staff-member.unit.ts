import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { by, given, play } from '#testing';
import { overlap } from '../dates.ts';
import { cover, signedContracts } from './contracts-view.ts';
import { staffMember } from './staff-member.ts';
import { linkTermTimer, resolvedContractTimer } from './timers.ts';

const facts = { centre: { known: true }, closed: false, organ: { id: 'dgpp', standing: 'in-force', type: 'linea' }, of: { implantador: 'ogti', eat: 'dgpi' }, subject: 's_1', sealed: 'v1.s_1.x', elsewhere: false, contracts: [] };
const usual = { id: 'ana', facts, now: '2026-03-02T15:00:00.000Z' };
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const director = by({ id: 'd', role: 'director-general', organ: 'dgpp' }, usual);
const technology = by({ id: 't', role: 'technology' }, usual);
const link = { centre: 'CUS', organ: 'dgpp', systems: ['presupuesto'], from: '2026-01-05', until: '2026-12-31', contract: 'CAS 12-2026' };
const who = { name: 'Ana Quispe', dni: '45678912' };
const technical = { type: 'DependenciaTecnicaAssigned' as const, data: { person: 'ana', ...link, systems: ['presupuesto' as const], subject: 's_1', sealed: 'v1.s_1.x' } };
const administrative = { type: 'DependenciaAdministrativaAssigned', data: { person: 'ana', centre: 'CUS', organ: 'ogauc', from: '2026-01-05', until: '2026-12-31' } } as const;
const assigned = [technical, administrative] as const;
const ended = (on: string) => ({ type: 'DependenciasEnded', data: { person: 'ana', centre: 'CUS', organ: 'dgpp', subject: 's_1', on, reason: 'Renuncia' } }) as const;

describe('A specialist (DIR.4.7, RM.2.d)', () => {
  it('depends technically on one organ and administratively on OGAUC, for as long', () => {
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who })).then(...assigned);
  });
  it('depends technically on línea or apoyo, in force, at a centre that there is', () => {
    const refused = (changed: object, code: string) => given(staffMember).when(ogauc.asks('assign', { ...link, ...who }, { facts: { ...facts, ...changed } })).thenRefused(code);
    refused({ organ: { standing: 'in-force', type: 'asesoramiento' } }, 'organ-takes-no-specialists');
    refused({ organ: { standing: 'not-in-force' } }, 'organ-not-in-force');
    refused({ organ: { standing: 'unknown' } }, 'organ-unknown');
    refused({ centre: { known: false } }, 'centre-unknown');
    refused({ closed: true }, 'centre-closed');
    refused({ elsewhere: true }, 'already-linked');
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who, until: '2026-01-04' })).thenRefused('end-before-start');
  });
  it('has one link at a time', () => {
    given(staffMember, ...assigned).when(ogauc.asks('assign', { ...link, ...who, centre: 'PUN' })).thenRefused('status-not-allowed');
    given(staffMember, ...assigned, ended('2026-03-02')).when(ogauc.asks('assign', { ...link, ...who, from: '2026-03-01' })).thenRefused('link-overlaps');
    given(staffMember, ...assigned, ended('2026-03-02')).when(ogauc.asks('assign', { ...link, ...who, centre: 'PUN', from: '2026-03-02' })).thenTypes('DependenciaTecnicaAssigned', 'DependenciaAdministrativaAssigned');
  });
  it('is linked within the contract, where one was signed here', () => {
    const contract = { contract: 1, centre: 'CUS', organ: 'dgpp', from: '2026-01-05', until: '2026-06-30' };
    const renewed = { ...contract, contract: 2, from: '2026-07-01', until: '2026-12-31' };
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who }, { facts: { ...facts, contracts: [contract] } })).thenRefused('outside-contract');
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who, until: '2026-06-30' }, { facts: { ...facts, contracts: [contract] } })).thenTypes('DependenciaTecnicaAssigned', 'DependenciaAdministrativaAssigned');
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who, until: '2026-06-30' }, { facts: { ...facts, contracts: [{ ...contract, organ: 'dgcp' }] } })).thenRefused('outside-contract');
    given(staffMember).when(ogauc.asks('assign', { ...link, ...who }, { facts: { ...facts, contracts: [contract, renewed] } })).thenTypes('DependenciaTecnicaAssigned', 'DependenciaAdministrativaAssigned');
    given(staffMember, ...assigned).when(ogauc.asks('change-term', { until: '2026-12-15', contract: 'Adenda 1' }, { facts: [contract] })).thenRefused('outside-contract');
  });
  it('is nobody who links themselves', () => void given(staffMember).when(by({ id: 'ana', role: 'ogauc' }, usual).asks('assign', { ...link, ...who })).thenRefused('own-act'));
  it('ends after the last day, with the contract, or when OGAUC says so', () => {
    const until = (verb: string, now: string, input = {}) => given(staffMember, ...assigned).when(by({ id: 'timers', role: 'system' }, usual).asks(verb, input, { now }));
    until('expire', '2026-12-31T20:00:00.000Z').thenNothing();
    until('expire', '2027-01-01T05:00:01.000Z').then({ ...ended('2027-01-01'), data: { ...ended('2027-01-01').data, reason: 'Terminó el plazo' } });
    until('resolve', '2026-03-02T15:00:00.000Z', { on: '2026-03-02' }).thenTypes('DependenciasEnded');
    until('resolve', '2026-03-02T15:00:00.000Z', { on: '2027-03-02' }).thenNothing();
    given(staffMember).when(by({ id: 'timers', role: 'system' }, usual).asks('expire')).thenNothing();
    given(staffMember, ...assigned).when(ogauc.asks('end', { on: '2026-03-02', reason: 'Renuncia' })).then(ended('2026-03-02'));
    given(staffMember, ...assigned).when(ogauc.asks('end', { on: '2026-05-02', reason: 'Renuncia' })).thenRefused('date-in-future');
    given(staffMember, ...assigned).when(ogauc.asks('end', { on: '2025-05-02', reason: 'Renuncia' })).thenRefused('end-before-start');
    given(staffMember, ...assigned).when(director.asks('end', { on: '2026-03-02', reason: 'Renuncia' })).thenRefused('not-your-staff');
    given(staffMember, ...assigned).when(technology.asks('end', { on: '2026-03-02', reason: 'Renuncia' })).thenRefused('not-your-staff');
    given(staffMember, ...assigned).when(ogauc.asks('change-term', { until: '2026-12-15', contract: 'Adenda 1' }, { facts: [] })).thenTypes('DependenciasTermChanged');
    given(staffMember, ...assigned).when(ogauc.asks('change-term', { until: '2025-12-15', contract: 'Adenda 1' })).thenRefused('end-before-start');
  });
});

describe('Who may decide what on staff (DIR.4.8, DIR.4.9)', () => {
  const leave = { kind: 'leave', from: '2026-03-09', until: '2026-03-13', document: 'Memorando 4' } as const;
  const recorded = { type: 'ActoAdministrativoRecorded', data: { person: 'ana', centre: 'CUS', ...leave, by: 'o' } } as const;
  it('administrative acts are of OGAUC, within the link, and absences do not overlap', () => {
    expect(staffMember.acts['record-act']!.roles).toEqual(['ogauc']);
    given(staffMember, ...assigned).when(ogauc.asks('record-act', leave)).then(recorded);
    given(staffMember, ...assigned, recorded).when(ogauc.asks('record-act', { ...leave, kind: 'vacation', from: '2026-03-13', until: '2026-03-20' })).thenRefused('absence-overlaps');
    given(staffMember, ...assigned, recorded).when(ogauc.asks('record-act', { ...leave, kind: 'expense' })).thenTypes('ActoAdministrativoRecorded');
    given(staffMember, ...assigned).when(ogauc.asks('record-act', { ...leave, until: '2027-03-13' })).thenRefused('outside-link');
    given(staffMember, ...assigned).when(ogauc.asks('record-act', { ...leave, until: '2026-03-01' })).thenRefused('end-before-start');
  });
  it('what they serve is of the organ, and of no other', () => {
    expect(staffMember.acts['assign-systems']!.roles).not.toContain('ogauc');
    given(staffMember, ...assigned).when(director.asks('assign-systems', { systems: ['presupuesto', 'contabilidad'] })).thenTypes('SistemasAssigned');
    given(staffMember, ...assigned).when(by({ id: 'x', role: 'director-general', organ: 'dgcp' }, usual).asks('assign-systems', { systems: ['presupuesto'] })).thenRefused('other-organ');
  });
});

describe('Implantadores and EAT (RM.2.e)', () => {
  const integrated = { centre: 'CUS', from: '2026-01-05', act: 'Memorando 8', ...who };
  it('are of OGTI and of DGPI, and nothing else', () => {
    given(staffMember).when(technology.asks('integrate-implantador', { ...integrated, organ: 'ogti' })).thenTypes('ImplantadorIntegrated');
    given(staffMember).when(ogauc.asks('integrate-eat', { ...integrated, organ: 'dgpi' })).thenTypes('EatIntegrated');
    given(staffMember).when(ogauc.asks('integrate-eat', { ...integrated, organ: 'ogti' })).thenRefused('organ-not-of-kind');
    given(staffMember).when(ogauc.asks('integrate-implantador', { ...integrated, organ: 'dgpp' })).thenRefused('organ-not-of-kind');
    given(staffMember).when(director.asks('integrate-eat', { ...integrated, organ: 'dgpi' })).thenRefused('other-organ');
  });
  it('are of one centre at a time, and of no other kind meanwhile', () => {
    given(staffMember, ...assigned).when(technology.asks('integrate-implantador', { ...integrated, organ: 'ogti', centre: 'PUN' })).thenRefused('status-not-allowed');
    const eat = { type: 'EatIntegrated', data: { person: 'ana', centre: 'CUS', organ: 'dgpi', from: '2026-01-05', act: 'Memorando 8', subject: 's_1', sealed: 'x' } } as const;
    given(staffMember, eat).when(ogauc.asks('integrate-eat', { ...integrated, organ: 'dgpi', centre: 'PUN' })).thenRefused('status-not-allowed');
    given(staffMember, eat).when(technology.asks('end', { on: '2026-03-02', reason: 'Renuncia' })).thenRefused('not-your-staff');
    given(staffMember, eat).when(by({ id: 'x', role: 'director-general', organ: 'dgpi' }, usual).asks('end', { on: '2026-03-02', reason: 'Renuncia' })).thenTypes('TeamMemberWithdrawn');
    given(staffMember, eat).when(ogauc.asks('change-term', { until: '2026-12-15', contract: 'Adenda 1' })).thenRefused('not-a-specialist');
  });
});

describe('Over any history', () => {
  const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`);
  const asked = fc.oneof(
    fc.record({ from: date, until: date, centre: fc.constantFrom('CUS', 'PUN') }).map((given) => ogauc.asks('assign', { ...link, ...who, ...given })),
    fc.record({ from: date, until: date, centre: fc.constantFrom('CUS', 'PUN') }).map((given) => ogauc.asks('integrate-eat', { ...given, organ: 'dgpi', act: 'Memorando 1', ...who })),
    date.map((until) => ogauc.asks('change-term', { until, contract: 'Adenda 1' }, { facts: [] })),
    date.map((on) => ogauc.asks('end', { on, reason: 'Renuncia' })),
  );
  it('links never overlap, and both dependencies of a specialist begin together (DIR.4.7, RM.2.e)', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 25 }), (commands) => {
        const { state, events } = play(staffMember, commands);
        state.links.forEach((link, i) => state.links.slice(i + 1).forEach((other) => expect(link.end !== link.from && other.end !== other.from && overlap(link, other)).toBe(false)));
        const technical = events.filter(({ type }) => type === 'DependenciaTecnicaAssigned').map(({ data }) => data as { from: string; until: string; centre: string });
        const administrative = events.filter(({ type }) => type === 'DependenciaAdministrativaAssigned').map(({ data }) => data as { from: string; until: string; centre: string });
        expect(administrative.map(({ from, until, centre }) => [from, until, centre])).toEqual(technical.map(({ from, until, centre }) => [from, until, centre]));
      }),
    );
  });
});

describe('What ends a link by itself', () => {
  const event = (type: string, data: object) => ({ id: 'e1', type, data, meta: { occurredAt: '2026-03-02T15:00:00.000Z' } }) as unknown as RecordedEvent;
  it('is its term', () => {
    expect(linkTermTimer.changes(event('DependenciaTecnicaAssigned', { person: 'ana', until: '2026-12-31' }))).toEqual([{ key: 'ana', dueAt: '2027-01-01T05:00:00Z' }]);
    expect(linkTermTimer.changes(event('EatIntegrated', { person: 'ana' }))).toEqual([]);
    expect(linkTermTimer.changes(event('DependenciasEnded', { person: 'ana', on: '2026-03-02' }))).toEqual([{ key: 'ana', cleared: true }]);
  });
  it('is its contract, resolved', () => {
    expect(resolvedContractTimer.changes(event('ContratoResolved', { person: 'ana', on: '2026-03-02' }))).toEqual([{ key: 'ana 2026-03-02', dueAt: '2026-03-02T14:59:59.000Z' }]);
    expect(resolvedContractTimer.changes(event('ContratoResolved', { person: 'ana', on: '2026-04-01' }))).toEqual([{ key: 'ana 2026-04-01', dueAt: '2026-04-01T05:00:00Z' }]);
    const signed = event('ContratoSigned', { person: 'ana', contract: 1, centre: 'CUS', organ: 'dgpp', from: '2026-01-05', until: '2026-12-31' });
    const known = signedContracts.fold(undefined, signed, 'ana');
    expect(known).toEqual({ contracts: [{ contract: 1, centre: 'CUS', organ: 'dgpp', from: '2026-01-05', until: '2026-12-31' }] });
    expect(signedContracts.fold(known, event('ContratoResolved', { person: 'ana', contract: 1, on: '2026-03-02' }), 'ana')?.contracts).toMatchObject([{ until: '2026-03-01' }]);
    expect(signedContracts.fold(known, event('ContratoResolved', { person: 'ana', contract: 2, on: '2026-03-02' }), 'ana')).toEqual(known);
    expect(cover([{ from: '2026-01-05', until: '2026-06-30' }, { from: '2026-07-02', until: '2026-12-31' }], { from: '2026-02-01', until: '2026-09-01' })).toBe(false);
  });
});
