import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { directiva } from './directiva.ts';
import { linkTimer } from './link-timer.ts';
import { directivaReceipts } from './receipts.ts';
import { isAddressedTo } from './recipients.ts';

const file = '0'.repeat(64);
const facts = { centres: ['CUS', 'PUN'], organs: ['dgpp', 'dgcp'] };
const usual = { id: 'dgpp.d0001', facts };
const lead = by({ id: 't', role: 'technical-lead', organ: 'dgpp' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const what = { kind: 'directiva', subject: 'Cierre contable', summary: 'Fechas del cierre', file } as const;
const asks = { ...what, coordinators: true, specialists: true, organs: [] };
const recipients = { centres: ['CUS', 'PUN'], roles: ['centre-coordinator' as const, 'specialist' as const], organs: [] };
const at = '2026-03-02T15:00:00.000Z';
const sent = { type: 'DirectivaSent', data: { directiva: 'dgpp.d0001', organ: 'dgpp', by: 't', ...what, recipients, at } } as const;
const later = { status: 'in-force', organ: 'dgpp', sentAt: '2026-04-02T15:00:00.000Z' };
const reason = 'Cambió el calendario';

describe('A directive (DIR.5.1.1.d)', () => {
  it('is sent by an organ to those of a role at its centres, frozen', () => {
    given(directiva).when(lead.asks('send', asks)).then(sent);
    given(directiva).when(lead.asks('send', { ...asks, centres: ['PUN'], specialists: false })).then({ type: 'DirectivaSent', data: { ...sent.data, recipients: { centres: ['PUN'], roles: ['centre-coordinator'], organs: [] } } });
  });
  it('is of the sender’s organ; OGAUC’s of OGAUC', () => {
    given(directiva).when(ogauc.asks('send', asks)).thenRefused('other-organ');
    given(directiva).when(ogauc.asks('send', asks, { id: 'ogauc.d0001' })).thenTypes('DirectivaSent');
  });
  it('has recipients', () => {
    given(directiva).when(lead.asks('send', { ...asks, centres: [] })).thenRefused('recipients-empty');
    given(directiva).when(lead.asks('send', { ...asks, coordinators: false, specialists: false })).thenRefused('recipients-empty');
    given(directiva).when(lead.asks('send', { ...asks, centres: ['NADA'] })).thenRefused('centre-unknown');
    given(directiva).when(lead.asks('send', { ...asks, organs: ['nadie'] })).thenRefused('organ-unknown');
  });
  it('is superseded by a later one of the same organ, not by itself, once', () => {
    const superseded = { type: 'DirectivaSuperseded', data: { directiva: 'dgpp.d0001', organ: 'dgpp', by: 't', successor: 'dgpp.d0002', reason } } as const;
    const ask = (more: object = {}, successor = 'dgpp.d0002') => lead.asks('supersede', { successor, reason }, { facts: { ...later, ...more } });
    given(directiva, sent).when(ask()).then(superseded);
    given(directiva, sent).when(ask({}, 'dgpp.d0001')).thenRefused('superseding-itself');
    given(directiva, sent).when(ask({ organ: 'dgcp' })).thenRefused('successor-not-in-force');
    given(directiva, sent).when(ask({ status: 'superseded' })).thenRefused('successor-not-in-force');
    given(directiva, sent).when(ask({ sentAt: at })).thenRefused('successor-older');
    given(directiva, sent, superseded).when(ask()).thenRefused('status-not-allowed');
  });
  it('tells its successor, once', () => {
    const set = linkTimer.changes({ type: 'DirectivaSuperseded', data: { directiva: 'dgpp.d0001', successor: 'dgpp.d0002' }, meta: { occurredAt: at } } as never);
    expect(set).toEqual([{ key: 'dgpp.d0002 dgpp.d0001', dueAt: '2026-03-02T14:59:59.000Z' }]);
    const link = by({ id: 's', role: 'system' }, usual).asks('link-superseded', { superseded: 'dgpp.d0000' });
    const linked = { type: 'DirectivaLinkedToSuperseded', data: { directiva: 'dgpp.d0001', organ: 'dgpp', superseded: 'dgpp.d0000' } } as const;
    given(directiva, sent).when(link).then(linked);
    given(directiva, sent, linked).when(link).thenNothing();
  });
  it('is addressed to those of its roles at its centres alone', () => {
    const place = fc.record({ role: fc.constantFrom('centre-coordinator', 'specialist', 'operator', 'ogauc'), centre: fc.constantFrom('CUS', 'PUN', 'ICA'), organ: fc.constantFrom('dgpp', 'dgcp') });
    const to = fc.record({ centres: fc.subarray(['CUS', 'PUN']), roles: fc.subarray(['centre-coordinator' as const, 'specialist' as const]), organs: fc.subarray(['dgpp']) });
    fc.assert(fc.property(to, place, (to, who) => {
      const expected = to.centres.includes(who.centre) && (to.roles as string[]).includes(who.role) && (who.role !== 'specialist' || to.organs.length === 0 || to.organs.includes(who.organ));
      expect(isAddressedTo(to, who)).toBe(expected);
    }));
  });
});

describe('Receipts of directives (DIR.5.1.1.d)', () => {
  const inForce = { status: 'in-force', organ: 'dgpp', recipients };
  const person = { id: 'c', role: 'centre-coordinator', centre: 'CUS' } as const;
  const coordinator = by(person, { id: 'c', facts: inForce });
  const receipt = { directiva: 'dgpp.d0001', organ: 'dgpp', person: 'c', centre: 'CUS', role: 'centre-coordinator' } as const;
  const delivered = { type: 'DirectivaDelivered', data: receipt } as const;
  const read = { type: 'DirectivaRead', data: receipt } as const;
  const reads = { directiva: 'dgpp.d0001' };

  it('give whoever is new all that is in force, once', () => {
    const receive = coordinator.asks('receive', {}, { facts: [{ id: 'dgpp.d0001', organ: 'dgpp' }] });
    given(directivaReceipts).when(receive).then(delivered);
    given(directivaReceipts, delivered).when(receive).thenNothing();
  });
  it('are given by the recipient alone', () => {
    given(directivaReceipts).when(coordinator.asks('read', reads)).then(delivered, read);
    given(directivaReceipts, delivered).when(coordinator.asks('read', reads)).then(read);
    given(directivaReceipts).when(coordinator.asks('read', reads, { id: 'otra' })).thenRefused('not-the-recipient');
    given(directivaReceipts).when(by({ ...person, id: 'x', centre: 'ICA' }, { id: 'x', facts: inForce }).asks('read', reads)).thenRefused('directiva-unknown');
    given(directivaReceipts).when(coordinator.asks('read', reads, { facts: { status: 'not-sent' } })).thenRefused('directiva-unknown');
  });
  it('are given once', () => void given(directivaReceipts, delivered, read).when(coordinator.asks('read', reads)).thenRefused('already-read'));
  it('wait for the person until all is read', () => {
    const waits = (...events: Parameters<typeof play<unknown, never, typeof delivered | typeof read>>[2] & object) => directivaReceipts.definition.record.waits!(play(directivaReceipts, [], events).state, 'c');
    expect(waits(delivered)).toMatchObject({ person: 'c', act: 'read' });
    expect(waits(delivered, read)).toBeUndefined();
  });
});
