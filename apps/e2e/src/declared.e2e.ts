import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

const charge = { person: 'cuenta-ana', from: '2026-11-02', act: 'Memorando 12' };

interface Detail {
  readonly record: { readonly status: string; readonly statusName: string; readonly version: number; readonly facts: object; readonly acts: readonly string[]; readonly history: readonly { readonly title: string }[] };
}

describe('What an aggregate declares', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['staffing'] });
  });
  afterAll(() => world.end());

  const at = async () => `at=${await world.head()}`;

  it('can be asked for by its roles, at their own place, in the statuses that it names', async () => {
    const lead = world.at('demo-director-dgpp');
    expect(await world.at('demo-operador-CUS').refused('technical-leads/dgpp/designate', charge)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await lead.refused('technical-leads/dgcp/designate', charge)).toMatchObject({ status: 403, code: 'other-organ' });
    expect(await lead.refused('technical-leads/dgpp/withdraw', { on: '2026-12-01', reason: 'Cambio de puesto' })).toMatchObject({ status: 404, code: 'technical-lead-unknown', provision: 'DIR.5.1.1.a' });
    expect(await lead.refused('technical-leads/dgpp/designate', { ...charge, from: 'ayer' })).toMatchObject({ status: 422, field: 'from' });
    expect(await world.at('demo-ogauc').refused('technical-leads/NO%20VALE/designate', charge)).toMatchObject({ status: 422, field: 'id' });
    expect(await lead.send('technical-leads/dgpp/designate', charge)).toMatchObject({ status: 201, body: { status: 'in-charge', version: 1 } });
    expect(await lead.refused('technical-leads/dgpp/designate', { ...charge, person: 'cuenta-luis' })).toMatchObject({ status: 409, code: 'status-not-allowed' });
  });

  it('is listed and shown, with what the reader can do now', async () => {
    const { records } = await world.at('demo-ogauc').see<{ records: object[] }>(`technical-leads?${await at()}`);
    expect(records).toMatchObject([{ id: 'dgpp', organ: 'dgpp', person: 'cuenta-ana', statusName: 'Designado' }]);
    const { record } = await world.at('demo-director-dgpp').see<Detail>(`technical-leads/dgpp?${await at()}`);
    expect(record).toMatchObject({ version: 1, acts: ['replace', 'withdraw'], history: [{ title: 'Responsable técnico designado' }], facts: { from: '2026-11-02' } });
    expect((await world.operator('CUS').see<Detail>(`technical-leads/dgpp?${await at()}`)).record.acts).toEqual([]);
    expect((await world.at('demo-ogauc').look(`technical-leads/dgcp?${await at()}`)).status).toBe(404);
  });

  it('waits for whose turn it is', async () => {
    await world.at('demo-ogauc').act('technical-leads/dgpp/withdraw', { on: '2026-12-01', reason: 'Cambio de puesto' });
    const { waiting } = await world.at('demo-director-dgpp').see<{ waiting: object[] }>(`staffing/inbox?${await at()}`);
    expect(waiting).toMatchObject([{ id: 'dgpp', path: 'technical-leads', actTitle: 'Designar al responsable técnico', overdue: false }]);
    expect((await world.at('demo-director-dgcp').see<{ waiting: object[] }>(`staffing/inbox?${await at()}`)).waiting).toEqual([]);
  });

  it('is described for the screens', async () => {
    const { aggregates } = await world.at('demo-ogauc').see<{ aggregates: { path: string; acts: { verb: string; input: object }[] }[] }>('staffing/catalogue');
    const [found] = aggregates.filter(({ path }) => path === 'technical-leads');
    expect(found).toMatchObject({ name: 'technical-lead', title: 'Responsable técnico', id: 'organ', fields: { from: { title: 'Desde' }, reason: { title: 'Motivo' } }, acts: [{ verb: 'designate', founds: true, input: { properties: { person: { title: 'Cuenta de la persona' } }, required: ['person', 'from', 'act'] } }, {}, {}] });
  });

  it('is on the board of the Directive, with the events that prove it', async () => {
    const { cells } = await world.at('demo-ogauc').see<{ cells: { rule: string; place: string; standing: string }[] }>(`directive?${await at()}`);
    const of = (place: string) => cells.find((cell) => cell.rule === 'DIR.5.1.1.a' && cell.place === place);
    expect(of('dgpp')).toMatchObject({ standing: 'breached', since: '2026-11-24T14:00:00.000Z' });
    expect(of('dgcp')).toMatchObject({ standing: 'breached', since: '2012-04-13' });
    expect(of('ogaj')).toBeUndefined();
    await world.at('demo-director-dgcp').act('technical-leads/dgcp/designate', charge);
    const shown = await world.at('demo-ogauc').see(`directive/DIR.5.1.1.a/dgcp?${await at()}`);
    expect(shown).toMatchObject({ cell: { standing: 'kept', since: '2026-11-24T14:00:00.000Z' }, evidence: [{ title: 'Responsable técnico designado', actor: 'demo-director-dgcp', stream: 'technical-lead-dgcp' }] });
    expect((await world.at('demo-ogauc').look('directive/DIR.5.1.1.a/ogaj')).status).toBe(404);
  });

  it('has a trend: how it stood at the end of each day, closed once, and not made up for days without the platform', async () => {
    await world.moveTo(lima('2026-11-25 00:00:05'));
    await world.moveTo(lima('2026-11-28 08:00'));
    await world.settle();
    const { days } = await world.at('demo-ogauc').see<{ days: { date: string; counts: Record<string, number> }[] }>(`directive/trend?${await at()}`);
    expect(days.map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-27']);
    const { cells } = await world.at('demo-ogauc').see<{ cells: { standing: string }[] }>(`directive?${await at()}`);
    expect(days.at(-1)!.counts).toMatchObject({ kept: cells.filter(({ standing }) => standing === 'kept').length });
  });
});
