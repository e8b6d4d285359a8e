import { describe, expect, it } from '@jest/globals';
import type { Assessment } from '#aggregates';
import { createCalendar } from '#calendar';
import { emptyDirectory, foldDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const policy = (name: string, value: number) => ({ type: 'PolicySet', data: { name, value, from: '2012-04-13', norm: 'Prueba', verified: false } });
const directory = [policy('attention-days', 30), policy('mejora-days', 365)].reduce(foldDirectory, emptyDirectory);

const judged = { now: '2026-03-20T15:00:00.000Z', today: '2026-03-20', place: 'CUS', boundSince: '2012-04-13', calendar: createCalendar([]), directory };
type Told = readonly [type: string, data: object, at?: string];

/** How a rule's obligation stands for a place after these events. */
function stands(id: string, told: readonly Told[], now: Partial<typeof judged> = {}): Assessment {
  const rule = rules.find((each) => each.id === id)!;
  const { place } = { ...judged, ...now };
  const events = told.map(([type, data, at = '2026-03-10T15:00:00.000Z']) => ({ type, data, meta: { occurredAt: at, centre: place } }) as unknown as RecordedEvent);
  const own = events.filter((event) => rule.events.includes(event.type) && (rule.placesOf?.(event).includes(place) ?? true));
  const state = own.reduce((before, event) => rule.fold(before, event, place), rule.initial);
  return rule.assess(state, { ...judged, ...now } as never);
}

const attention = { atencion: 'CUS-a1', organ: 'dgpp', date: '2026-03-10' };
const dgpp = { place: 'dgpp' };

describe('The rules of the services', () => {
  it('attentions left open are closed, passed on or annulled within the cut-off (DIR.4.1)', () => {
    const left: Told = ['AtencionRecorded', { ...attention, due: '2026-03-17T04:59:59Z' }];
    expect(stands('DIR.4.1', [])).toMatchObject({ standing: 'not-applicable' });
    expect(stands('DIR.4.1', [['AtencionRecorded', attention]])).toMatchObject({ standing: 'not-applicable' });
    expect(stands('DIR.4.1', [left])).toMatchObject({ standing: 'breached', since: '2026-03-17T04:59:59Z' });
    expect(stands('DIR.4.1', [left], { now: '2026-03-12T15:00:00.000Z' })).toMatchObject({ standing: 'due' });
    for (const end of ['AtencionClosed', 'AtencionEscalated', 'AtencionAnnulled']) expect(stands('DIR.4.1', [left, [end, attention]])).toMatchObject({ standing: 'kept' });
  });

  it('the catalogue has services (DIR.4.1)', () => {
    expect(stands('DIR.4.1-catalogue', [])).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.4.1-catalogue', [['ServicioDefined', { entry: 'consulta' }]])).toMatchObject({ standing: 'kept' });
  });

  it('a centre serves through its specialists (DIR.4.4)', () => {
    expect(stands('DIR.4.4', [['AtencionRecorded', attention]])).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.4', [['AtencionRecorded', attention, '2026-01-10T15:00:00.000Z']])).toMatchObject({ standing: 'breached' });
  });

  it('an organ proposes improvements, and each is decided on (DIR.4.6)', () => {
    const proposed: Told = ['MejoraProposed', { mejora: 'dgpp.m1aa', due: '2026-03-15T04:59:59Z' }];
    expect(stands('DIR.4.6', [proposed])).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.6', [])).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.4.6-decision', [proposed])).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.4.6-decision', [proposed, ['MejoraDeclined', { mejora: 'dgpp.m1aa' }]])).toMatchObject({ standing: 'kept' });
  });

  it('an organ has metas for the year, as long as one is in force (DIR.4.10)', () => {
    const set = (meta: string, year = 2026): Told => ['MetaPoiSet', { year, meta }];
    expect(stands('DIR.4.10', [set('A', 2025)])).toMatchObject({ standing: 'breached', since: '2026-01-01' });
    expect(stands('DIR.4.10', [set('A'), set('B'), ['MetaPoiWithdrawn', { year: 2026, meta: 'A' }]])).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.10', [set('A'), ['MetaPoiWithdrawn', { year: 2026, meta: 'A' }]])).toMatchObject({ standing: 'breached' });
  });

  it('each attention of an organ names a meta; an annulled one no longer counts (DIR.4.10)', () => {
    const with_: Told = ['AtencionRecorded', { ...attention, meta: 'A' }];
    const without: Told = ['AtencionRecorded', { ...attention, atencion: 'CUS-a2' }];
    expect(stands('DIR.4.10-linked', [with_], dgpp)).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.10-linked', [with_, without], dgpp)).toMatchObject({ standing: 'breached', since: '2026-03-10T15:00:00.000Z' });
    expect(stands('DIR.4.10-linked', [with_, without, ['AtencionAnnulled', { ...attention, atencion: 'CUS-a2' }]], dgpp)).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.10-linked', [without], { place: 'dgcp' })).toMatchObject({ standing: 'not-applicable' });
    expect(stands('DIR.4.10-linked', [without], { ...dgpp, today: '2027-01-04' })).toMatchObject({ standing: 'not-applicable' });
  });

  it('each organ concerned, and OGAUC, report on a new service (DIR.4.11)', () => {
    const proposed: Told = ['NuevoServicioProposed', { service: 'nuevo', organs: ['dgpp', 'dgcp'], due: '2026-03-19T04:59:59Z' }];
    const submitted: Told = ['InformeSustentatorioSubmittedByOrgano', { service: 'nuevo', organ: 'dgpp' }];
    expect(stands('DIR.4.11', [proposed, submitted], dgpp)).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.11', [proposed, submitted], { place: 'dgcp' })).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.4.11', [proposed, ['NuevoServicioDeclined', { service: 'nuevo', organs: ['dgpp', 'dgcp'] }]], { place: 'dgcp' })).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.4.11-ogauc', [proposed, submitted])).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.4.11-ogauc', [proposed, ['InformeSustentatorioSubmittedByOgauc', { service: 'nuevo' }]])).toMatchObject({ standing: 'kept' });
  });

  it('what an organ scheduled is held, moved or cancelled (DIR.5.1.1.f)', () => {
    const scheduled: Told = ['EventoScheduled', { evento: 'CUS-e1aa', organ: 'dgpp', due: '2026-03-19T04:59:59Z' }];
    expect(stands('DIR.5.1.1.f', [scheduled], dgpp)).toMatchObject({ standing: 'breached' });
    for (const end of ['EventoHeld', 'EventoCancelled', 'EventoRescheduled']) expect(stands('DIR.5.1.1.f', [scheduled, [end, { evento: 'CUS-e1aa', organ: 'dgpp' }]], dgpp)).toMatchObject({ standing: 'kept' });
  });

  it('a centre has services open, and its supervisions are performed (DIR.5.1.2.a)', () => {
    const opened: Told = ['ServicioOpenedInCentro', { service: 'consulta' }];
    expect(stands('DIR.5.1.2.a', [opened])).toMatchObject({ standing: 'kept' });
    expect(stands('DIR.5.1.2.a', [opened, ['ServicioSuspendedInCentro', { service: 'consulta' }]])).toMatchObject({ standing: 'breached' });
    const planned: Told = ['SupervisionPlanned', { supervision: 'CUS-s1aa', due: '2026-03-12T04:59:59Z' }];
    expect(stands('DIR.5.1.2.a-supervision', [planned])).toMatchObject({ standing: 'breached' });
    expect(stands('DIR.5.1.2.a-supervision', [planned, ['SupervisionPostponed', { supervision: 'CUS-s1aa', due: '2026-04-12T04:59:59Z' }]])).toMatchObject({ standing: 'due' });
    expect(stands('DIR.5.1.2.a-supervision', [planned, ['SupervisionPerformed', { supervision: 'CUS-s1aa' }]])).toMatchObject({ standing: 'kept' });
  });
});
