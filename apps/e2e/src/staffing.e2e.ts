import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

const ana = 'demo-especialista-CUS-dgpp';
const coordinator = 'demo-coordinador-CUS';
const administrative = 'demo-administrativo-CUS';
const link = { centre: 'CUS', organ: 'dgpp', systems: ['presupuesto'], from: '2026-11-02', until: '2026-12-31', contract: 'CAS 12-2026', name: 'Ana Quispe Huamán', dni: '45678912' };
const appointment = { person: coordinator, from: '2026-11-02', act: 'Resolución Directoral 12' };

interface Detail {
  readonly record: { readonly status: string; readonly facts: Record<string, unknown>; readonly acts: readonly string[] };
}
interface Team {
  readonly operational: boolean;
  readonly missing: readonly string[];
  readonly members: readonly { readonly person: string }[];
}

describe('Posts, people and means of a centre', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['staffing'] });
  });
  afterAll(() => world.end());

  const ogauc = () => world.at('demo-ogauc');
  const at = async () => `at=${await world.head()}`;
  const detail = async (who: string, path: string) => (await world.at(who).see<Detail>(`${path}?${await at()}`)).record;
  const team = async () => ogauc().see<Team>(`staffing/teams/CUS?${await at()}`);
  const declared = async () => (await world.history('centre-readiness-CUS')).map(({ type }) => type).filter((type) => type !== 'CentroReadinessEvaluated');
  const standing = async (rule: string, place: string) => (await ogauc().see<{ cell: { standing: string; why?: string } }>(`directive/${rule}/${place}?${await at()}`)).cell;

  describe('The life of a centre (DIR.4.2)', () => {
    it('is OGAUC’s, and its expenses are of the Pliego MEF', async () => {
      expect(await world.at(coordinator).refused('service-centres/CUS/implement', { on: '2026-01-05', act: 'RM 639-2011-EF/10' })).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await ogauc().refused('service-centres/NADA/implement', { on: '2026-01-05', act: 'RM 639-2011-EF/10' })).toMatchObject({ status: 404, code: 'centre-unknown', provision: 'DIR.4.2' });
      await ogauc().act('service-centres/CUS/implement', { on: '2026-01-05', act: 'RM 639-2011-EF/10' });
      expect(await ogauc().refused('service-centres/CUS/implement', { on: '2026-01-05', act: 'RM 639-2011-EF/10' })).toMatchObject({ status: 409, code: 'service-centre-already-exists' });
      await ogauc().act('service-centres/CUS/certify', { year: 2026, meta: '0012', amount: 500_000, document: 'CCP 7' });
      const expense = { on: '2026-11-20', pliego: '009', meta: '0012', amount: 350_050, concept: 'Alquiler', document: 'F001-9' };
      expect(await ogauc().refused('service-centres/CUS/charge', { ...expense, pliego: '010' })).toMatchObject({ status: 422, code: 'other-pliego', field: 'pliego', provision: 'DIR.4.2' });
      expect(await ogauc().refused('service-centres/CUS/charge', { ...expense, amount: 10.5 })).toMatchObject({ status: 422, field: 'amount' });
      await ogauc().act('service-centres/CUS/charge', expense);
      expect(await ogauc().refused('service-centres/CUS/charge', { ...expense, document: 'F001-10' })).toMatchObject({ status: 409, code: 'budget-exceeded' });
      expect(await standing('DIR.4.2', 'CUS')).toMatchObject({ standing: 'kept' });
    });
  });

  describe('The coordinators (RM.2.b, RM.2.c)', () => {
    it('are one of each, two persons', async () => {
      await ogauc().act('coordinations/CUS/appoint-coordinator', appointment);
      expect(await ogauc().refused('coordinations/CUS/appoint-coordinator', { ...appointment, person: 'otra-cuenta' })).toMatchObject({ status: 409, code: 'post-occupied', provision: 'RM.2.b' });
      expect(await ogauc().refused('coordinations/CUS/appoint-administrative', appointment)).toMatchObject({ status: 409, code: 'holds-other-post', provision: 'RM.2.c' });
      expect(await ogauc().refused('coordinations/CUS/relieve-coordinator', { on: '2026-11-02', reason: 'Cambio de puesto' })).toMatchObject({ status: 422, code: 'end-before-start' });
    });
    it('of two appointed at once one stays in force', async () => {
      const replies = await Promise.all(['uno', 'dos', 'tres'].map((person) => ogauc().send('coordinations/PUN/appoint-coordinator', { ...appointment, person: `cuenta-${person}` })));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect((await world.history('coordination-PUN')).map(({ type }) => type)).toEqual(['CoordinadorCentroAppointed']);
    });
  });

  describe('Specialists (DIR.4.7, DIR.4.8, DIR.4.9)', () => {
    it('depend on one organ and on OGAUC', async () => {
      expect(await ogauc().refused(`staff-members/${ana}/assign`, { ...link, organ: 'ogaj' })).toMatchObject({ status: 422, code: 'organ-takes-no-specialists', provision: 'DIR.4.7' });
      expect(await ogauc().refused(`staff-members/${ana}/assign`, { ...link, dni: '4567' })).toMatchObject({ status: 422, code: 'invalid-dni', field: 'dni' });
      const { organ: _, ...without } = link;
      expect(await ogauc().refused(`staff-members/${ana}/assign`, without)).toMatchObject({ status: 422, field: 'organ' });
      await ogauc().act(`staff-members/${ana}/assign`, link);
      expect((await world.history(`staff-member-${ana}`)).map(({ type }) => type)).toEqual(['DependenciaTecnicaAssigned', 'DependenciaAdministrativaAssigned']);
      expect(await ogauc().refused(`staff-members/${ana}/assign`, { ...link, centre: 'PUN' })).toMatchObject({ status: 409, code: 'status-not-allowed' });
      await world.settle();
      expect(await ogauc().refused('staff-members/otra-cuenta/assign', { ...link, centre: 'PUN' })).toMatchObject({ status: 409, code: 'already-linked', field: 'dni' });
    });
    it('keep their name to those who may know it', async () => {
      expect(JSON.stringify(await world.log())).not.toMatch(/Quispe|45678912/);
      for (const who of ['demo-ogauc', 'demo-rrhh', coordinator, administrative, ana]) expect((await detail(who, `staff-members/${ana}`)).facts).toMatchObject({ name: 'Ana Quispe Huamán' });
      for (const who of ['demo-director-dgpp', 'demo-operador-CUS', 'demo-ogti']) expect((await detail(who, `staff-members/${ana}`)).facts).not.toHaveProperty('name');
      expect((await world.at('demo-coordinador-PUN').look(`staff-members/${ana}?${await at()}`)).status).toBe(404);
      expect((await world.at('demo-director-dgcp').look(`staff-members/${ana}?${await at()}`)).status).toBe(404);
    });
    it('have their leave from OGAUC and their systems from the organ', async () => {
      const leave = { kind: 'leave', from: '2026-12-01', until: '2026-12-04', document: 'Memorando 44' };
      expect(await world.at('demo-director-dgpp').refused(`staff-members/${ana}/record-act`, leave)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      await ogauc().act(`staff-members/${ana}/record-act`, leave);
      expect(await ogauc().refused(`staff-members/${ana}/record-act`, { ...leave, kind: 'vacation' })).toMatchObject({ status: 409, code: 'absence-overlaps', provision: 'DIR.4.8' });
      expect(await ogauc().refused(`staff-members/${ana}/assign-systems`, { systems: ['contabilidad'] })).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await world.at('demo-director-dgcp').refused(`staff-members/${ana}/assign-systems`, { systems: ['contabilidad'] })).toMatchObject({ status: 403, code: 'other-organ' });
      await world.at('demo-director-dgpp').act(`staff-members/${ana}/assign-systems`, { systems: ['presupuesto', 'siaf'] });
    });
    it('follow criteria that the ente rector issues, one in force', async () => {
      const asked = { sistema: 'presupuesto', question: '¿Cómo se incorporan los saldos?', answer: 'Por crédito suplementario.', document: 'Informe 4' };
      expect(await ogauc().refused('technical-criteria/dgpp.saldos/issue', asked)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await world.at('demo-director-ogauc').refused('technical-criteria/ogauc.saldos/issue', asked)).toMatchObject({ status: 403, code: 'organ-issues-no-criteria', provision: 'DIR.4.9' });
      expect(await world.at('demo-director-dgcp').refused('technical-criteria/dgcp.saldos/issue', asked)).toMatchObject({ status: 403, code: 'not-the-rector' });
      await world.at('demo-tecnico-dgpp').act('technical-criteria/dgpp.saldos/issue', asked);
      const replies = await Promise.all(['Primero así, desde hoy.', 'Después asá, desde hoy.'].map((answer) => world.at('demo-tecnico-dgpp').send('technical-criteria/dgpp.saldos/supersede', { answer, document: 'Informe 9', seen: 1 })));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await detail(coordinator, 'technical-criteria/dgpp.saldos')).facts).toMatchObject({ version: 2 });
    });
  });

  describe('Implantadores and EAT (RM.2.e)', () => {
    const integrated = { centre: 'CUS', from: '2026-11-02', act: 'Memorando 8', name: 'Luis Mamani', dni: '41234567' };
    it('are of OGTI and of DGPI, at one centre', async () => {
      expect(await world.at('demo-ogti').refused('staff-members/cuenta-luis/integrate-implantador', { ...integrated, organ: 'dgpi' })).toMatchObject({ status: 422, code: 'organ-not-of-kind', provision: 'RM.2.e' });
      expect(await ogauc().refused('staff-members/cuenta-luis/integrate-eat', { ...integrated, organ: 'ogti' })).toMatchObject({ status: 422, code: 'organ-not-of-kind' });
      await world.at('demo-ogti').act('staff-members/cuenta-luis/integrate-implantador', { ...integrated, organ: 'ogti' });
      expect(await world.at('demo-ogti').refused('staff-members/cuenta-luis/integrate-implantador', { ...integrated, organ: 'ogti', centre: 'PUN' })).toMatchObject({ status: 409, code: 'status-not-allowed' });
      await world.at('demo-director-dgpi').act('staff-members/cuenta-rosa/integrate-eat', { ...integrated, organ: 'dgpi', dni: '41234568' });
      expect((await team()).members.map(({ person }) => person).sort()).toEqual(['cuenta-luis', 'cuenta-rosa', ana]);
    });
  });

  describe('A centre is operational by what is in force (DIR.4.3)', () => {
    it('and by nothing that anybody says', async () => {
      expect((await ogauc().send('centre-readiness/CUS/evaluate', { cause: 'yo' })).status).toBe(404);
      await world.settle();
      expect(await team()).toMatchObject({ operational: false, missing: ['administrative'] });
      await ogauc().act('coordinations/CUS/appoint-administrative', { ...appointment, person: administrative });
      await world.settle();
      expect(await team()).toMatchObject({ operational: true, missing: [] });
      expect((await declared()).at(-1)).toBe('CentroDeclaredOperational');
      expect(await standing('DIR.4.3', 'CUS')).toMatchObject({ standing: 'kept' });
    });
    it('and is declared incomplete when it loses one of its posts', async () => {
      await ogauc().act('coordinations/CUS/relieve-administrative', { on: '2026-11-26', reason: 'Cambio de puesto' });
      await world.settle();
      expect(await team()).toMatchObject({ operational: true });
      await world.moveTo(lima('2026-11-26 09:00'));
      expect((await declared()).at(-1)).toBe('CentroDeclaredIncomplete');
      expect(await standing('DIR.4.3', 'CUS')).toMatchObject({ standing: 'breached', why: 'Falta: Coordinador Administrativo' });
      await ogauc().act('coordinations/CUS/appoint-administrative', { ...appointment, from: '2026-11-26', person: administrative });
      await world.settle();
      expect((await declared()).at(-1)).toBe('CentroDeclaredOperational');
    });
  });

  describe('Training of specialists (DIR.5.1.1.c)', () => {
    it('is attended after it was held, by the organ’s own', async () => {
      const lead = world.at('demo-tecnico-dgpp');
      await lead.act('internal-trainings/dgpp.cierre/schedule', { sistema: 'presupuesto', topic: 'Cierre presupuestal', on: '2026-11-26', hours: 4 });
      const attendance = { on: '2026-11-26', attendees: [ana] };
      expect(await lead.refused('internal-trainings/dgpp.cierre/register-attendance', attendance)).toMatchObject({ status: 409, code: 'status-not-allowed', provision: 'DIR.5.1.1.c' });
      await lead.act('internal-trainings/dgpp.cierre/hold', { on: '2026-11-26', hours: 4 });
      expect(await lead.refused('internal-trainings/dgpp.cierre/register-attendance', { ...attendance, attendees: [ana, 'cuenta-luis'] })).toMatchObject({ status: 422, code: 'not-a-specialist-of-organ', field: 'attendees' });
      expect(await lead.refused('internal-trainings/dgpp.cierre/certify', { person: ana })).toMatchObject({ status: 409, code: 'did-not-attend' });
      await lead.act('internal-trainings/dgpp.cierre/register-attendance', attendance);
      await lead.act('internal-trainings/dgpp.cierre/evaluate', { person: ana, score: 18 });
      await lead.act('internal-trainings/dgpp.cierre/certify', { person: ana });
      expect((await detail(ana, 'internal-trainings/dgpp.cierre')).facts).toMatchObject({ scores: { [ana]: 18 } });
      expect((await detail(coordinator, 'internal-trainings/dgpp.cierre')).facts).toMatchObject({ scores: {} });
      expect(await standing('DIR.5.1.1.c', 'dgpp')).toMatchObject({ standing: 'kept' });
    });
  });

  describe('Means (DIR.5.1.2.c, RM.2.c)', () => {
    it('are at one centre, and a gap stays on the board until it is filled', async () => {
      expect(await standing('DIR.5.1.2.c', 'CUS')).toMatchObject({ standing: 'breached', why: expect.stringContaining('computadora') });
      const given = { centre: 'CUS', kind: 'computer', description: 'Portátil', person: ana, document: 'Guía 12' };
      const replies = await Promise.all([given, { ...given, centre: 'PUN', person: undefined }].map((each) => ogauc().send('resources/740899500123/assign', each)));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await ogauc().refused('resources/740899500124/assign', { ...given, centre: 'PUN' })).toMatchObject({ status: 422, code: 'holder-not-of-centre', field: 'person' });
      const first = replies[0]!.status === 201 ? '740899500123' : '740899500125';
      if (first.endsWith('5')) await ogauc().act(`resources/${first}/assign`, given);
      for (const kind of ['workstation', 'network']) await ogauc().act(`resources/cus-${kind}/assign`, { ...given, kind, person: undefined });
      expect(await standing('DIR.5.1.2.c', 'CUS')).toMatchObject({ standing: 'kept' });
      expect(await world.at('demo-administrativo-PUN').refused(`resources/${first}/report-fault`, { fault: 'No enciende' })).toMatchObject({ status: 403, code: 'other-centre' });
      await world.at(ana).act(`resources/${first}/report-fault`, { fault: 'No enciende' });
      expect(await standing('DIR.5.1.2.c', 'CUS')).toMatchObject({ standing: 'breached' });
      await world.at(administrative).act(`resources/${first}/restore`, { detail: 'Se cambió la fuente' });
    });
    it('are asked for by the administrative coordinator alone', async () => {
      const asked = { what: 'Papel', quantity: 20, justification: 'Para la Mesa de Partes' };
      expect(await world.at(coordinator).refused('logistic-requests/CUS-papel/raise', asked)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await world.at('demo-administrativo-PUN').refused('logistic-requests/CUS-papel/raise', asked)).toMatchObject({ status: 403, code: 'other-centre' });
      expect(await world.at(administrative).refused('logistic-requests/CUS-papel/raise', { ...asked, quantity: 0 })).toMatchObject({ status: 422, field: 'quantity' });
      await world.at(administrative).act('logistic-requests/CUS-papel/raise', asked);
      const replies = await Promise.all([ogauc().send('logistic-requests/CUS-papel/fulfil', { detail: 'Enviado' }), ogauc().send('logistic-requests/CUS-papel/reject', { reason: 'Sin crédito' })]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  describe('Access (DIR.5.1.2.d)', () => {
    const asked = { aplicativo: 'siaf', scope: 'record', post: 'specialist', until: '2026-12-31' };
    it('is for who holds the post, no longer than the link, and set up by OGTI', async () => {
      expect(await ogauc().refused('accesses/nadie/grant', asked)).toMatchObject({ status: 409, code: 'no-link-in-force', provision: 'DIR.5.1.2.d' });
      expect(await ogauc().refused(`accesses/${ana}/grant`, { ...asked, until: '2027-01-01' })).toMatchObject({ status: 422, code: 'until-beyond-link', field: 'until' });
      expect(await world.at('demo-ogti').refused(`accesses/${ana}/grant`, asked)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      await ogauc().act(`accesses/${ana}/grant`, asked);
      await world.at('demo-ogti').act(`accesses/${ana}/enable`, { aplicativo: 'siaf' });
      expect(await standing('DIR.5.1.2.d', 'nation')).toMatchObject({ standing: 'kept' });
    });
    it('granted and revoked at once is in force or is not', async () => {
      const siga = { ...asked, aplicativo: 'siga' };
      await ogauc().act(`accesses/${ana}/grant`, siga);
      const [revoked, again] = await Promise.all([world.at('demo-ogti').send(`accesses/${ana}/revoke`, { aplicativo: 'siga', reason: 'Ya no lo usa' }), ogauc().send(`accesses/${ana}/grant`, siga)]);
      expect(revoked.status).toBe(200);
      const { facts } = await detail('demo-ogauc', `accesses/${ana}`);
      const grants = (facts as { grants: Record<string, unknown> }).grants;
      // Whichever came first: one history, in which the grant either found the access in force or founded it anew.
      expect('siga' in grants).toBe(again.status < 300);
      expect((await world.history(`access-${ana}`)).filter(({ type, data }) => (data as { aplicativo?: string }).aplicativo === 'siga' && type !== 'AccesoEnabled').map(({ type }) => type)).toEqual(
        again.status < 300 ? ['AccesoGranted', 'AccesoRevoked', 'AccesoGranted'] : ['AccesoGranted', 'AccesoRevoked'],
      );
    });
    it('ends with the link, and the centre is incomplete without its specialist', async () => {
      await ogauc().act(`staff-members/${ana}/end`, { on: '2026-11-26', reason: 'Renuncia' });
      await world.settle();
      expect((await detail('demo-ogauc', `accesses/${ana}`)).status).toBe('inactive');
      const ended = (await world.history(`access-${ana}`)).filter(({ type }) => type === 'AccesoEnded').map(({ data }) => data);
      expect(ended).toContainEqual({ person: ana, aplicativo: 'siaf', why: 'link-ended' });
      expect((await declared()).at(-1)).toBe('CentroDeclaredIncomplete');
      expect(await ogauc().refused(`accesses/${ana}/grant`, asked)).toMatchObject({ status: 409, code: 'no-link-in-force' });
    });
    it('ends with its term, by itself', async () => {
      await ogauc().act('staff-members/cuenta-eva/assign', { ...link, dni: '40000001', from: '2026-11-26' });
      await ogauc().act('accesses/cuenta-eva/grant', { ...asked, until: '2026-11-30' });
      await world.moveTo(lima('2026-12-01 00:00:05'));
      expect((await world.history('access-cuenta-eva')).map(({ type }) => type)).toEqual(['AccesoGranted', 'AccesoEnded']);
      await world.moveTo(lima('2027-01-01 00:00:05'));
      await world.settle();
      expect((await world.history('staff-member-cuenta-eva')).at(-1)).toMatchObject({ type: 'DependenciasEnded', data: { on: '2027-01-01', reason: 'Terminó el plazo' } });
    });
  });
});
