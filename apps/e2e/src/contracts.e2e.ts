import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

interface Detail {
  readonly record: { readonly status: string; readonly facts: Record<string, never> & { readonly hash?: string }; readonly acts: readonly string[] };
}

/** Whoever serves at a counter and wins the selection: fictitious, with a DNI that a valid RUC contains. */
const winner = { account: 'demo-operador-CUS', dni: '25482422', ruc: '10254824220' };
const tdr = 'dgpp.cusco1';
const written = { profile: 'Economista con tres años de experiencia en presupuesto', text: 'Asiste a los gobiernos locales en la programación de su presupuesto anual.' };

describe('From the terms of reference to the conformity of a month', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['staffing'] });
  });
  afterAll(() => world.end());

  const at = async () => `at=${await world.head()}`;
  const [ogauc, lead, director, rrhh, coordinator] = ['demo-ogauc', 'demo-tecnico-dgpp', 'demo-director-dgpp', 'demo-rrhh', 'demo-coordinador-CUS'];
  const detail = async (post: string, path: string) => (await world.at(post).see<Detail>(`${path}?${await at()}`)).record;
  const person = `monthly-services/${winner.account}`;

  it('TdR are requested, submitted and endorsed by the Director General of that organ over their very text (DIR.5.2.a)', async () => {
    const request = { centre: 'CUS', post: 'Especialista en presupuesto público' };
    expect(await world.at(lead).refused(`tdrs/${tdr}/request`, request)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await world.at(ogauc).refused('tdrs/ogaj.cusco1/request', request)).toMatchObject({ status: 422, code: 'organ-takes-no-specialists', provision: 'DIR.5.2.a' });
    expect(await world.at(ogauc).refused(`tdrs/${tdr}/request`, { ...request, centre: 'XXX' })).toMatchObject({ status: 422, code: 'centre-unknown', field: 'centre' });
    await world.at(ogauc).act(`tdrs/${tdr}/request`, request);
    expect(await world.at('demo-tecnico-dgcp').refused(`tdrs/${tdr}/submit`, written)).toMatchObject({ status: 403, code: 'other-organ' });
    expect(await world.at(lead).refused(`tdrs/${tdr}/submit`, { ...written, profile: ' ' })).toMatchObject({ status: 422, field: 'profile' });
    expect(await world.at(lead).refused(`tdrs/${tdr}/submit`, { profile: written.profile })).toMatchObject({ status: 422, code: 'tdr-empty' });
    expect(await world.at(lead).refused(`tdrs/${tdr}/submit`, { ...written, file: 'f'.repeat(64) })).toMatchObject({ status: 404, code: 'file-not-found', field: 'file' });
    await world.at(lead).act(`tdrs/${tdr}/submit`, written);
    expect((await world.at(director).see<{ waiting: object[] }>(`staffing/inbox?${await at()}`)).waiting).toMatchObject([{ id: tdr, path: 'tdrs', actTitle: expect.stringMatching(/^Visar/) }]);
    expect(await world.at(director).refused(`tdrs/${tdr}/endorse`, { hash: 'a'.repeat(64) })).toMatchObject({ status: 409, code: 'tdr-text-differs', field: 'hash' });
    const { facts } = await detail(director, `tdrs/${tdr}`);
    await world.at(director).act(`tdrs/${tdr}/endorse`, { hash: facts.hash });
  });

  it('OGAUC endorses or returns them, one of the two when both come at once, and asks for the selection (DIR.5.2.b)', async () => {
    const { hash } = (await detail(ogauc, `tdrs/${tdr}`)).facts;
    expect(await world.at(rrhh).refused(`selections/${tdr}/open`, { hash })).toMatchObject({ status: 409, code: 'tdr-not-endorsed' });
    const both = await Promise.all([world.at(ogauc).send(`tdrs/${tdr}/endorse-by-ogauc`, { hash }), world.at(ogauc).send(`tdrs/${tdr}/return`, { reason: 'Falta la experiencia mínima' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (both[1].status === 200) {
      await world.at(lead).act(`tdrs/${tdr}/submit`, written);
      await world.at(director).act(`tdrs/${tdr}/endorse`, { hash });
      await world.at(ogauc).act(`tdrs/${tdr}/endorse-by-ogauc`, { hash });
    }
    await world.at(ogauc).act(`tdrs/${tdr}/request-selection`);
    expect(await world.at(ogauc).refused(`selections/${tdr}/open`, { hash })).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await world.at(rrhh).refused(`selections/${tdr}/open`, { hash: 'a'.repeat(64) })).toMatchObject({ status: 409, code: 'tdr-text-differs' });
    await world.at(rrhh).act(`selections/${tdr}/open`, { hash });
  });

  it('a committee of both sides evaluates candidates, whom none of its members is (DIR.5.2.c)', async () => {
    const [o, t] = [{ person: ogauc, dni: '40000001' }, { person: lead, dni: '40000002' }];
    const hr = world.at(rrhh);
    expect(await hr.refused(`selections/${tdr}/constitute`, { ogauc: [o], organ: [] })).toMatchObject({ status: 422, field: 'organ' });
    expect(await hr.refused(`selections/${tdr}/constitute`, { ogauc: [o], organ: [{ ...t, dni: o.dni }] })).toMatchObject({ status: 422, code: 'member-in-both-quotas', provision: 'DIR.5.2.c' });
    await hr.act(`selections/${tdr}/constitute`, { ogauc: [o], organ: [t] });
    const candidate = { candidate: 'c1', person: winner.account, name: 'Ana Ficticia Quispe', dni: winner.dni };
    expect(await hr.refused(`selections/${tdr}/register-candidate`, { ...candidate, dni: t.dni })).toMatchObject({ status: 422, code: 'candidate-on-committee' });
    expect(await hr.refused(`selections/${tdr}/register-candidate`, { ...candidate, dni: '1234567' })).toMatchObject({ status: 422, field: 'dni' });
    await hr.act(`selections/${tdr}/register-candidate`, candidate);
    expect(await world.at(ogauc).refused(`selections/${tdr}/evaluate`, { candidate: 'c1', score: 101 })).toMatchObject({ status: 422, field: 'score' });
    expect(await world.at(director).refused(`selections/${tdr}/evaluate`, { candidate: 'c1', score: 80 })).toMatchObject({ status: 403, code: 'not-a-member' });
    await world.at(ogauc).act(`selections/${tdr}/evaluate`, { candidate: 'c1', score: 80 });
    expect(await hr.refused(`selections/${tdr}/conclude`)).toMatchObject({ status: 409, code: 'scores-missing' });
    await world.at(lead).act(`selections/${tdr}/evaluate`, { candidate: 'c1', score: 75 });
    await hr.act(`selections/${tdr}/conclude`);
    const seen = JSON.stringify(await detail(lead, `selections/${tdr}`));
    expect(seen).not.toMatch(/Ficticia|25482422|s_[0-9a-f]{32}/);
    expect(JSON.stringify(await detail(rrhh, `selections/${tdr}`))).toContain('Ana Ficticia Quispe');
    expect((await world.at('demo-coordinador-PUN').look(`selections/${tdr}?${await at()}`)).status).toBe(404);
    expect(JSON.stringify(await world.log())).not.toMatch(/Ficticia|25482422|40000001/);
  });

  it('the winner gets one contract, however often it is signed at once (DIR.5.2.c)', async () => {
    const terms = { selection: tdr, from: '2026-12-01', until: '2027-02-28', monthlyCents: 600_000 };
    expect(await world.at(rrhh).refused('contracts/demo-operador-PUN/sign', terms)).toMatchObject({ status: 409, code: 'not-the-winner' });
    expect(await world.at(rrhh).refused(`contracts/${winner.account}/sign`, { ...terms, until: '2026-11-30' })).toMatchObject({ status: 422, code: 'contract-dates-invalid', field: 'until' });
    const signed = await Promise.all([world.at(rrhh).send(`contracts/${winner.account}/sign`, terms), world.at(rrhh).send(`contracts/${winner.account}/sign`, terms)]);
    expect(signed.map(({ status, body }) => [status, body.code])).toContainEqual([409, 'selection-already-contracted']);
    expect((await world.history(`contract-${winner.account}`)).map(({ type }) => type)).toEqual(['ContratoSigned']);
    expect((await detail(winner.account, `contracts/${winner.account}`)).facts).toMatchObject({ contracts: [{ centre: 'CUS', organ: 'dgpp', name: 'Ana Ficticia Quispe' }] });
  });

  it('the report and the recibo of a month go through the coordinator to OGAUC (DIR.5.2.e)', async () => {
    const period = '2026-12';
    const report = { period, text: 'Atendió la mesa de partes y orientó a las municipalidades.' };
    expect(await world.at(winner.account).refused(`${person}/submit`, report)).toMatchObject({ status: 409, code: 'period-not-over', provision: 'DIR.5.2.e' });
    await world.moveTo(lima('2027-01-04 09:00'));
    expect(await world.at('demo-especialista-CUS-dgpp').refused('monthly-services/demo-especialista-CUS-dgpp/submit', report)).toMatchObject({ status: 409, code: 'no-contract-in-period' });
    await world.at(winner.account).act(`${person}/submit`, report);
    expect(await world.at('demo-coordinador-PUN').refused(`${person}/conform`, { period })).toMatchObject({ status: 403, code: 'other-centre' });
    expect(await world.at('demo-administrativo-CUS').refused(`${person}/conform`, { period })).toMatchObject({ status: 403, code: 'other-coordinator' });
    await world.at(coordinator).act(`${person}/conform`, { period });
    expect(await world.at(coordinator).refused(`${person}/remit`, { period })).toMatchObject({ status: 409, code: 'recibo-missing' });
    const recibo = { period, ruc: winner.ruc, series: 'E001', number: 7, amountCents: 600_000, on: '2026-12-31' };
    const attach = (changes: object) => world.at(winner.account).refused(`${person}/attach-recibo`, { ...recibo, ...changes });
    expect(await attach({ ruc: '10254824221' })).toMatchObject({ status: 422, code: 'invalid-ruc', field: 'ruc' });
    expect(await attach({ ruc: '20131370645' })).toMatchObject({ status: 422, code: 'ruc-not-of-a-person' });
    expect(await attach({ ruc: '10400000015' })).toMatchObject({ status: 422, code: expect.stringMatching(/^(ruc-of-another|invalid-ruc)$/) });
    expect(await attach({ amountCents: 600_001 })).toMatchObject({ status: 422, code: 'recibo-exceeds-contract' });
    expect(await attach({ on: '2026-12-30' })).toMatchObject({ status: 422, code: 'recibo-before-period-end' });
    await world.at(winner.account).act(`${person}/attach-recibo`, recibo);
    expect((await world.at(ogauc).look(`${person}/${period}/payment-file.pdf`)).status).toBe(404);
    await world.at(coordinator).act(`${person}/remit`, { period });
    expect(JSON.stringify(await world.log())).not.toContain(winner.ruc);
  });

  it('the organ gives its visto bueno, then OGAUC one conformity, even when it is given twice at once (DIR.5.2.d)', async () => {
    const period = '2026-12';
    expect(await world.at(ogauc).refused(`${person}/grant-visto-bueno`, { period })).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await world.at(ogauc).refused(`${person}/grant-conformidad`, { period })).toMatchObject({ status: 409, code: 'period-step-not-allowed', provision: 'DIR.5.2.d' });
    expect(await world.at('demo-director-dgcp').refused(`${person}/grant-visto-bueno`, { period })).toMatchObject({ status: 403, code: 'other-organ' });
    await world.at(director).act(`${person}/grant-visto-bueno`, { period });
    const { periods } = await world.at(coordinator).see<{ periods: object[] }>(`staffing/service-periods?${await at()}`);
    expect(periods).toMatchObject([{ person: winner.account, period, status: 'endorsed', turn: 'ogauc@', amountCents: 600_000 }]);
    const twice = await Promise.all([world.at(ogauc).send(`${person}/grant-conformidad`, { period }), world.at(ogauc).send(`${person}/grant-conformidad`, { period })]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await world.at(director).refused(`${person}/refuse-visto-bueno`, { period, reason: 'Se pensó mejor después' })).toMatchObject({ status: 409 });
    const types = (await world.history(`monthly-service-${winner.account}`)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ConformidadGranted')).toHaveLength(1);
  });

  it('the payment file is one PDF, the same at each download, for those whom it concerns (DIR.5.2.e)', async () => {
    const path = `${person}/2026-12/payment-file.pdf`;
    const [first, again] = await Promise.all([world.at(ogauc).look<Uint8Array>(path), world.at(winner.account).look<Uint8Array>(path)]);
    expect(first.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.compare(first.body, again.body)).toBe(0);
    for (const post of [coordinator, rrhh]) expect((await world.at(post).look(path)).status).toBe(200);
    expect((await world.at('demo-coordinador-PUN').look(path)).status).toBe(404);
    expect((await world.at('demo-operador-PUN').look(path)).status).toBe(404);
    expect((await world.at(director).look(path)).status).toBe(403);
    // The organ sees the service, not the RUC of who is paid.
    expect(JSON.stringify(await detail(director, person))).not.toContain(winner.ruc);
    expect(JSON.stringify(await detail(coordinator, person))).toContain(winner.ruc);
  });

  it('is on the board of the Directive', async () => {
    const { cells } = await world.at(ogauc).see<{ cells: { rule: string; place: string; standing: string }[] }>(`directive?${await at()}`);
    const of = (rule: string, place: string) => cells.find((cell) => cell.rule === rule && cell.place === place)?.standing;
    expect([of('DIR.5.2.a', 'dgpp'), of('DIR.5.2.b', 'nation'), of('DIR.5.2.c', 'nation'), of('DIR.5.2.d-visto-bueno', 'dgpp'), of('DIR.5.2.d', 'nation'), of('DIR.5.2.e', 'CUS')]).toEqual(Array(6).fill('kept'));
  });

  it('the specialist is linked within the contract, and the link and its accesses end with it (DIR.4.7, DIR.5.1.2.d)', async () => {
    const today = world.now.toISOString().slice(0, 10);
    const link = { centre: 'CUS', organ: 'dgpp', systems: ['presupuesto'], from: '2026-12-01', until: '2027-02-28', contract: 'Contrato 1', name: 'Ana Ficticia Quispe', dni: winner.dni };
    for (const outside of [{ until: '2027-03-01' }, { organ: 'dgcp' }, { centre: 'PUN' }]) {
      expect(await world.at(ogauc).refused(`staff-members/${winner.account}/assign`, { ...link, ...outside })).toMatchObject({ status: 409, code: 'outside-contract', provision: 'DIR.4.7' });
    }
    await world.at(ogauc).act(`staff-members/${winner.account}/assign`, link);
    await world.at(ogauc).act(`accesses/${winner.account}/grant`, { aplicativo: 'siaf', scope: 'read', post: 'specialist', until: today });
    await world.at(rrhh).act(`contracts/${winner.account}/resolve`, { contract: 1, on: today, reason: 'Mutuo acuerdo de las partes' });
    await world.settle();
    expect((await world.history(`staff-member-${winner.account}`)).at(-1)).toMatchObject({ type: 'DependenciasEnded', data: { on: today } });
    expect((await world.history(`access-${winner.account}`)).map(({ type }) => type)).toEqual(['AccesoGranted', 'AccesoEnded', 'AccesosChecked']);
  });
});

describe('A commission and its rendition (DIR.5.3)', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['staffing'] });
  });
  afterAll(() => world.end());

  const traveller = 'demo-especialista-CUS-dgpp';
  const path = `commissions/${traveller}`;
  const trip = { comision: 'c1', centre: 'CUS', departureOn: '2026-11-30', departureAt: '08:00', returnOn: '2026-12-02', returnAt: '08:00', destination: 'Quillabamba', purpose: 'Asistencia a la municipalidad provincial' };
  const voucher = { kind: 'hospedaje', document: 'F001-1', on: '2026-11-30', cents: 40_000 };

  it('is authorised by OGAUC, with a viático by the dated tariff', async () => {
    const ogauc = world.at('demo-ogauc');
    expect(await world.at(traveller).refused(`${path}/authorize`, trip)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await ogauc.refused('commissions/demo-ogauc/authorize', trip)).toMatchObject({ status: 403, code: 'own-act', provision: 'DIR.5.3' });
    expect(await ogauc.refused(`${path}/authorize`, { ...trip, returnOn: '2026-11-29' })).toMatchObject({ status: 422, code: 'return-before-departure', field: 'returnOn' });
    await ogauc.act(`${path}/authorize`, trip);
    expect(await ogauc.refused(`${path}/authorize`, { ...trip, comision: 'c2' })).toMatchObject({ status: 409, code: 'comisiones-overlap' });
    const grants = await Promise.all([world.at('demo-rrhh').send(`${path}/grant-viatico`, { comision: 'c1' }), ogauc.send(`${path}/grant-viatico`, { comision: 'c1' })]);
    expect(grants.map(({ status }) => status).sort()).toEqual([200, 409]);
    const granted = (await world.history(`commission-${traveller}`)).filter(({ type }) => type === 'ViaticoGranted');
    expect(granted).toMatchObject([{ data: { minutes: 2_880, tariffCents: 32_000, amountCents: 64_000, voucherPercent: 70, norm: expect.stringContaining('007-2013-EF') } }]);
    // What left in 2012 had the tariff of then.
    await ogauc.act('commissions/cuenta-2012/authorize', { ...trip, departureOn: '2012-11-30', returnOn: '2012-12-02' });
    await ogauc.act('commissions/cuenta-2012/grant-viatico', { comision: 'c1' });
    expect((await world.history('commission-cuenta-2012')).at(-1)).toMatchObject({ data: { tariffCents: 21_000, amountCents: 42_000, norm: expect.stringContaining('028-2009-EF') } });
  });

  it('is overdue after ten working days, which blocks the next grant until accounts are rendered', async () => {
    const ogauc = world.at('demo-ogauc');
    // Tuesday 8 and Wednesday 9 December are holidays: the tenth working day after the 2nd is the 18th.
    await world.moveTo(lima('2026-12-18 23:59'));
    expect((await world.history(`commission-${traveller}`)).map(({ type }) => type)).not.toContain('RendicionOverdue');
    await world.moveTo(lima('2026-12-19 00:01'));
    expect((await world.history(`commission-${traveller}`)).filter(({ type }) => type === 'RendicionOverdue')).toHaveLength(1);
    await ogauc.act(`${path}/authorize`, { ...trip, comision: 'c3', departureOn: '2027-01-04', returnOn: '2027-01-05' });
    expect(await ogauc.refused(`${path}/grant-viatico`, { comision: 'c3' })).toMatchObject({ status: 409, code: 'rendicion-overdue', provision: 'DIR.5.3' });
    expect((await world.at(traveller).see<{ waiting: object[] }>(`staffing/inbox?at=${await world.head()}`)).waiting).toMatchObject([{ path: 'commissions', id: traveller }]);
  });

  it('is rendered with 70 % in vouchers, to the céntimo, and approved by another once the balance is back', async () => {
    const own = world.at(traveller);
    const ogauc = world.at('demo-ogauc');
    const render = { comision: 'c1', vouchers: [voucher], declaredCents: 0 };
    expect(await own.refused(`${path}/submit-rendicion`, render)).toMatchObject({ status: 409, code: 'comision-step-not-allowed' });
    await own.act(`${path}/perform`, { comision: 'c1', returnOn: '2026-12-02', returnAt: '08:00' });
    expect(await own.refused(`${path}/submit-rendicion`, { ...render, declaredCents: 17_143 })).toMatchObject({ status: 422, code: 'declaration-exceeds-share', field: 'declaredCents' });
    expect(await own.refused(`${path}/submit-rendicion`, { ...render, declaredCents: -1 })).toMatchObject({ status: 422, field: 'declaredCents' });
    expect(await own.refused(`${path}/submit-rendicion`, { ...render, vouchers: [{ ...voucher, on: '2026-12-03' }] })).toMatchObject({ status: 422, code: 'voucher-out-of-dates', field: 'vouchers.0.on' });
    expect(await own.refused(`${path}/submit-rendicion`, { ...render, vouchers: [{ ...voucher, cents: 64_001 }] })).toMatchObject({ status: 422, code: 'rendicion-exceeds-grant' });
    await own.act(`${path}/submit-rendicion`, { ...render, declaredCents: 17_142 });
    expect(await ogauc.refused(`${path}/approve-rendicion`, { comision: 'c1' })).toMatchObject({ status: 409, code: 'saldo-not-returned' });
    expect(await own.refused(`${path}/return-saldo`, { comision: 'c1', cents: 1, operation: 'Recibo 15' })).toMatchObject({ status: 422, code: 'saldo-differs' });
    await own.act(`${path}/return-saldo`, { comision: 'c1', cents: 6_858, operation: 'Recibo 15' });
    const both = await Promise.all([ogauc.send(`${path}/approve-rendicion`, { comision: 'c1' }), world.at('demo-rrhh').send(`${path}/observe-rendicion`, { comision: 'c1', reason: 'Falta un comprobante' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await ogauc.act(`${path}/grant-viatico`, { comision: 'c3' });
  });
});
