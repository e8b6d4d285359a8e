import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pdfSample } from './samples.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, tokenFor, type World } from './world.ts';

interface Detail {
  readonly record: { readonly status: string; readonly title: string; readonly facts: Record<string, unknown> & { participants: { participant: string; name: string }[] }; readonly acts: readonly string[]; readonly history: readonly { readonly title: string }[] };
}
interface Counts {
  readonly rows: readonly { readonly centre: string; readonly month: string; readonly attentions: number; readonly byMatter: readonly object[] }[];
  readonly total: { readonly attentions: number; readonly attendees: number; readonly consultas: object };
}

const attention = { kind: 'consulta', matter: 'presupuesto', entity: 'Municipalidad Distrital de Urcos' };

describe('Services', () => {
  let world: World;
  beforeAll(async () => {
    // A Tuesday.
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['services', 'staffing'] });
  });
  afterAll(() => world.end());

  const at = async () => `at=${await world.head()}`;
  const ogauc = () => world.at('demo-ogauc');
  const lead = () => world.at('demo-tecnico-dgpp');
  const director = () => world.at('demo-director-dgpp');
  const centre = (code = 'CUS') => world.at(`demo-coordinador-${code}`);
  const specialist = (code = 'CUS', organ = 'dgpp') => world.at(`demo-especialista-${code}-${organ}`);
  const inbox = async (post: string) => (await world.at(post).see<{ waiting: { id: string; actTitle: string; overdue: boolean }[] }>(`services/inbox?${await at()}`)).waiting;
  const counts = async (query: string) => world.at('demo-ogauc').see<Counts>(`attention-counts?${query}&${await at()}`);
  const standing = async (rule: string, place: string) => (await ogauc().see<{ cell: { standing: string } }>(`directive/${rule}/${place}?${await at()}`)).cell.standing;
  const file = async (text: string) => (await world.operator('CUS').upload(pdfSample(text), 'application/pdf')).body.sha256;

  describe('the catalogue (DIR.4.1)', () => {
    it('starts with what the Directive names, each with its source', async () => {
      const { record } = await specialist().see<Detail>(`catalogue-entries/consulta?${await at()}`);
      expect(record).toMatchObject({ status: 'in-force', title: 'Servicio: Consultas', facts: { versions: [{ verified: true, source: 'Directiva 02-2012-EF/45.01, numeral 4.4' }] } });
      expect((await ogauc().see<Detail>('catalogue-entries/presupuesto')).record.facts).toMatchObject({ versions: [{ organ: 'dgpp', verified: false }] });
      const { records } = await ogauc().see<{ records: object[] }>('catalogue-entries');
      await world.restart();
      expect((await ogauc().see<{ records: object[] }>('catalogue-entries')).records).toHaveLength(records.length);
      expect(await standing('DIR.4.1-catalogue', 'nation')).toBe('kept');
    });

    it('is defined by OGAUC alone', async () => {
      const topic = { name: 'Certificación presupuestal', from: '2026-01-01', source: 'Informe 12', parent: 'presupuesto' };
      expect(await director().refused('catalogue-entries/certificacion/define-topic', topic)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await ogauc().refused('catalogue-entries/certificacion/define-topic', { ...topic, parent: 'no-existe' })).toMatchObject({ status: 422, code: 'matter-unknown', field: 'parent', provision: 'DIR.4.1' });
      await ogauc().act('catalogue-entries/certificacion/define-topic', topic);
      expect(await ogauc().refused('catalogue-entries/certificacion/define-topic', topic)).toMatchObject({ status: 409, code: 'catalogue-entry-already-exists' });
      expect(await ogauc().refused('catalogue-entries/otro-sistema/define-system', { name: 'Otro sistema', from: '2026-01-01', source: 'Informe 13', organ: 'ogaj' })).toMatchObject({ code: 'organ-gives-no-services', field: 'organ' });
    });

    it('takes no new service that was not approved (DIR.4.6, DIR.4.11)', async () => {
      const service = { name: 'Orientación tributaria', from: '2026-12-01', source: 'Informe 14', newService: 'orientacion' };
      expect(await ogauc().refused('catalogue-entries/orientacion-tributaria/define-service', service)).toMatchObject({ status: 409, code: 'new-service-not-approved', field: 'newService', provision: 'DIR.4.11' });
      expect((await ogauc().look('catalogue-entries/orientacion-tributaria')).status).toBe(404);
    });
  });

  describe('attentions (DIR.4.1, DIR.4.4, DIR.4.10)', () => {
    it('are recorded in one step with three fields, and closed by it', async () => {
      expect(await specialist().send('attentions/CUS-a001/record', attention)).toMatchObject({ status: 201, body: { status: 'closed' } });
      const { record } = await centre().see<Detail>(`attentions/CUS-a001?${await at()}`);
      expect(record).toMatchObject({ title: 'Consulta – Municipalidad Distrital de Urcos', facts: { date: '2026-11-24', sistema: 'presupuesto', organ: 'dgpp', specialist: 'demo-especialista-CUS-dgpp', attendees: 1 }, history: [{ title: 'Atención registrada' }, { title: 'Atención cerrada' }] });
      expect((await centre('PUN').look('attentions/CUS-a001')).status).toBe(404);
      expect(await standing('DIR.4.4', 'CUS')).toBe('kept');
    });

    const wrong: readonly [string, object, object][] = [
      ['an unknown matter', { matter: 'no-existe' }, { status: 422, code: 'matter-unknown', field: 'matter', provision: 'DIR.4.1' }],
      ['a service for a matter', { matter: 'consulta' }, { status: 422, code: 'matter-is-a-service' }],
      ['a future date', { date: '2026-11-25' }, { status: 422, code: 'date-in-the-future', field: 'date' }],
      ['a date after its cut-off', { date: '2026-11-16' }, { status: 409, code: 'cutoff-passed', field: 'date' }],
      ['a date before the Directive', { date: '2010-05-03' }, { status: 409, code: 'cutoff-unknown', field: 'date' }],
      ['a date out of all range', { date: '9999-12-31' }, { status: 422, field: 'date' }],
      ['nobody who attended', { attendees: 0 }, { status: 422, code: 'attendees-zero', field: 'attendees' }],
      ['negative attendees', { attendees: -1 }, { status: 422, field: 'attendees' }],
      ['nobody at all', { entity: undefined }, { status: 422, code: 'attended-missing', field: 'entity' }],
      ['a DNI of seven digits', { person: 'Rosa Quispe', documentNumber: '1234567' }, { status: 422, code: 'invalid-dni', field: 'documentNumber' }],
      ['a person without a document', { person: 'Rosa Quispe' }, { status: 422, code: 'document-missing', field: 'documentNumber' }],
      ['a DNI in the name of the entity', { entity: 'Rosa Quispe 45678912' }, { status: 422, field: 'entity' }],
      ['a kind that there is not', { kind: 'otra' }, { status: 422, field: 'kind' }],
      ['a meta that the organ has not', { meta: 'AOI-99' }, { status: 422, code: 'meta-unknown', field: 'meta', provision: 'DIR.4.10' }],
      ['another specialist’s name', { specialist: 'demo-especialista-CUS-dgcp' }, { status: 422 }],
    ];
    it.each(wrong)('are refused for %s, and nothing is written', async (_, changed, problem) => {
      const before = await world.head();
      expect(await specialist().refused('attentions/CUS-wrong/record', { ...attention, ...changed })).toMatchObject(problem);
      expect(await world.head()).toBe(before);
    });

    it('are of the specialist’s own centre', async () => {
      expect(await specialist().refused('attentions/PUN-a001/record', attention)).toMatchObject({ status: 403, code: 'other-centre' });
      expect(await centre().refused('attentions/CUS-a009/record', attention)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    });

    it('of another organ’s matter are warned of, and recorded with a reason', async () => {
      const other = { ...attention, matter: 'contabilidad' };
      expect(await specialist().refused('attentions/CUS-a002/record', other)).toMatchObject({ status: 422, code: 'matter-of-another-organ', field: 'otherOrganReason', provision: 'DIR.4.4' });
      await specialist().act('attentions/CUS-a002/record', { ...other, otherOrganReason: 'El especialista de contabilidad está de comisión' });
      expect((await centre().see<Detail>(`attentions/CUS-a002?${await at()}`)).record.facts).toMatchObject({ sistema: 'contabilidad', otherOrgan: { organ: 'dgcp' } });
    });

    it('never tell a person in clear, and show one at the centre alone', async () => {
      await specialist().act('attentions/CUS-a003/record', { kind: 'informacion', matter: 'certificacion', person: 'Rosa Quispe Huamán', documentNumber: '45678912' });
      expect(JSON.stringify(await world.history('attention-CUS-a003'))).not.toMatch(/Rosa|45678912/);
      const factsFor = async (post: string) => (await world.at(post).see<Detail>(`attentions/CUS-a003?${await at()}`)).record.facts;
      expect(await factsFor('demo-coordinador-CUS')).toMatchObject({ attended: 'Rosa Quispe Huamán, DNI 45678912', tema: 'certificacion', sistema: 'presupuesto' });
      const elsewhere = await factsFor('demo-ogauc');
      expect(elsewhere).toMatchObject({ attended: 'R. Q. H., DNI *****912' });
      expect(JSON.stringify(elsewhere)).not.toMatch(/45678912|v1\.s_/);
      await world.at('demo-datos').act('subjects/erase', { kind: 'DNI', number: '45678912', reason: 'Lo pidió el titular' });
      expect(await factsFor('demo-coordinador-CUS')).toMatchObject({ attended: '[datos suprimidos]' });
    });

    it('that are left open wait for their specialist until the cut-off, are passed on, closed, annulled', async () => {
      for (const id of ['CUS-b001', 'CUS-b002', 'CUS-b003']) await specialist().act(`attentions/${id}/record`, { ...attention, pending: true });
      expect((await inbox('demo-especialista-CUS-dgpp')).map(({ id }) => id)).toEqual(['CUS-b001', 'CUS-b002', 'CUS-b003']);
      expect(await inbox('demo-especialista-PUN-dgpp')).toEqual([]);
      await specialist().act('attentions/CUS-b001/escalate', { to: 'dgpp', reason: 'Es un caso que no está en la norma' });
      await specialist().act('attentions/CUS-b002/escalate', { to: 'dgpp', reason: 'Es un caso que no está en la norma' });
      await specialist().act('attentions/CUS-b002/close', { answer: 'El órgano respondió' });
      expect(await centre().refused('attentions/CUS-b003/annul', {})).toMatchObject({ status: 422, field: 'reason' });
      await centre().act('attentions/CUS-b003/annul', { reason: 'Se registró dos veces' });
      expect(await centre().refused('attentions/CUS-b003/close')).toMatchObject({ status: 409, code: 'status-not-allowed' });
      expect(await centre().refused('attentions/CUS-b009/annul', { reason: 'Se registró dos veces' })).toMatchObject({ status: 404, code: 'attention-unknown' });
    });

    it('are counted by centre, month, matter and service, without those annulled; consultas by who resolved them', async () => {
      const { rows, total } = await counts('from=2026-11&to=2026-11');
      expect(rows).toMatchObject([{ centre: 'CUS', month: '2026-11', attentions: 5 }]);
      expect(rows[0]!.byMatter).toEqual(expect.arrayContaining([{ matter: 'presupuesto', kind: 'consulta', attentions: 3 }, { matter: 'contabilidad', kind: 'consulta', attentions: 1 }, { matter: 'presupuesto', kind: 'informacion', attentions: 1 }]));
      expect(total).toEqual({ attentions: 5, attendees: 5, consultas: { resolved: 2, answered: 1, escalated: 1, open: 0 } });
      expect((await counts('centre=PUN&from=2026-01&to=2026-12')).rows).toEqual([]);
      expect((await ogauc().look('attention-counts?from=2026-12&to=2026-01')).status).toBe(422);
      expect((await ogauc().look('attention-counts?from=2020-01&to=2026-01')).status).toBe(422);
    });

    it('may be recorded later where OGAUC extends the cut-off of the centre', async () => {
      const extension = { from: '2026-11-09', to: '2026-11-16', until: '2026-11-30', reason: 'Hubo un corte de internet' };
      expect(await centre().refused('attention-cutoffs/CUS/extend', extension)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await ogauc().refused('attention-cutoffs/CUS/extend', { ...extension, to: '2026-11-01' })).toMatchObject({ code: 'dates-reversed', field: 'to' });
      await ogauc().act('attention-cutoffs/CUS/extend', extension);
      await specialist().act('attentions/CUS-a004/record', { ...attention, date: '2026-11-16' });
      expect(await specialist('PUN').refused('attentions/PUN-a004/record', { ...attention, date: '2026-11-16' })).toMatchObject({ code: 'cutoff-passed' });
    });

    it('are one, however many record them at once', async () => {
      const answers = await Promise.all([specialist().send('attentions/CUS-c001/record', attention), specialist().send('attentions/CUS-c001/record', { ...attention, kind: 'informacion' })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe('the metas of the POI (DIR.4.10)', () => {
    const meta = { meta: 'AOI-01', name: 'Absolver consultas de presupuesto', unit: 'consulta', counts: 'attentions', target: 4, kind: 'consulta', document: 'RD 12-2026' };

    it('are set by the organ, for a year that runs', async () => {
      expect(await standing('DIR.4.10', 'dgpp')).toBe('breached');
      expect(await ogauc().refused('poi-targets/dgpp.2026/set-target', meta)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await lead().refused('poi-targets/dgcp.2026/set-target', meta)).toMatchObject({ status: 403, code: 'other-organ' });
      expect(await lead().refused('poi-targets/dgpp.2025/set-target', meta)).toMatchObject({ status: 409, code: 'poi-year-over' });
      expect(await lead().refused('poi-targets/dgpp.2026/set-target', { ...meta, target: -4 })).toMatchObject({ status: 422, field: 'target' });
      await lead().act('poi-targets/dgpp.2026/set-target', meta);
      expect(await director().refused('poi-targets/dgpp.2026/set-target', meta)).toMatchObject({ status: 409, code: 'meta-already-set' });
      expect(await standing('DIR.4.10', 'dgpp')).toBe('kept');
    });

    it('advance with the attentions that name them, and with nothing else', async () => {
      const progress = async () => (await specialist().see<{ metas: object[] }>(`poi-targets/dgpp.2026/progress?${await at()}`)).metas;
      expect(await progress()).toMatchObject([{ meta: 'AOI-01', target: 4, done: 0, percent: 0 }]);
      await specialist().act('attentions/CUS-m001/record', attention);
      await specialist('PUN').act('attentions/PUN-m001/record', { ...attention, meta: 'AOI-01' });
      expect(await progress()).toMatchObject([{ done: 2, percent: 50 }]);
      await specialist('PUN').act('attentions/PUN-m001/annul', { reason: 'No se dio' });
      expect(await progress()).toMatchObject([{ done: 1, percent: 25 }]);
      expect(await specialist('CUS', 'dgpi').refused('attentions/CUS-m002/record', { ...attention, matter: 'inversion-publica', meta: 'AOI-01' })).toMatchObject({ code: 'meta-unknown' });
      expect(await lead().refused('poi-targets/dgpp.2026/set-progress', { done: 4 })).toMatchObject({ status: 404 });
    });
  });

  describe('events for users (DIR.5.1.1.f)', () => {
    const event = { name: 'Cierre del ejercicio presupuestal', kind: 'capacitacion', matter: 'presupuesto', date: '2026-12-02', start: '09:00', end: '11:00', room: 'Auditorio', specialists: ['demo-especialista-CUS-dgpp'], capacity: 2 };
    const person = (n: number) => ({ name: `Persona Ficticia ${n}`, documentNumber: String(40_000_000 + n), entity: 'Municipalidad de Urcos' });

    it('are proposed by an organ with what is right', async () => {
      const refused = (changed: object) => lead().refused('training-events/CUS-e000/propose', { ...event, ...changed });
      expect(await refused({ end: '09:00' })).toMatchObject({ status: 422, code: 'end-not-after-start', field: 'end', provision: 'DIR.5.1.1.f' });
      expect(await refused({ capacity: 0 })).toMatchObject({ status: 422, field: 'capacity' });
      expect(await refused({ date: '2026-12-08' })).toMatchObject({ status: 422, code: 'non-working-day', field: 'nonWorkingReason' });
      expect(await refused({ date: '2026-11-23' })).toMatchObject({ code: 'date-in-the-past' });
      expect(await refused({ matter: 'no-existe' })).toMatchObject({ code: 'matter-unknown' });
      expect(await ogauc().refused('training-events/CUS-e000/propose', event)).toMatchObject({ status: 403 });
      await lead().act('training-events/CUS-e001/propose', event);
    });

    it('are coordinated with the centre and with OGAUC, then scheduled', async () => {
      expect(await lead().refused('training-events/CUS-e001/schedule')).toMatchObject({ status: 409, code: 'not-coordinated' });
      expect(await centre('PUN').refused('training-events/CUS-e001/coordinate-centre')).toMatchObject({ status: 403, code: 'other-centre' });
      expect(await inbox('demo-coordinador-CUS')).toMatchObject([{ id: 'CUS-e001' }]);
      await centre().act('training-events/CUS-e001/coordinate-centre');
      expect(await inbox('demo-ogauc')).toMatchObject([{ id: 'CUS-e001', actTitle: 'Coordinar por la OGAUC' }]);
      await ogauc().act('training-events/CUS-e001/coordinate-ogauc');
      const key = 'programar-e001';
      expect(await lead().send('training-events/CUS-e001/schedule', {}, { key })).toMatchObject({ body: { status: 'scheduled' } });
      expect(await lead().send('training-events/CUS-e001/schedule', {}, { key })).toMatchObject({ status: 200, body: { repeated: true } });
    });

    it('never clash in a centre: of two that are coordinated at once, one stays', async () => {
      await director().act('training-events/CUS-e002/propose', { ...event, start: '10:00', end: '12:00' });
      expect(await centre().refused('training-events/CUS-e002/coordinate-centre')).toMatchObject({ status: 409, code: 'agenda-clash' });
      const afternoon = { ...event, start: '15:00', end: '17:00' };
      for (const id of ['CUS-e003', 'CUS-e004']) await lead().act(`training-events/${id}/propose`, afternoon);
      const answers = await Promise.all(['CUS-e003', 'CUS-e004'].map((id) => centre().send(`training-events/${id}/coordinate-centre`)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [kept, lost] = answers[0]!.status === 200 ? ['CUS-e003', 'CUS-e004'] : ['CUS-e004', 'CUS-e003'];
      expect((await centre().see<Detail>(`centre-agendas/CUS?${await at()}`)).record.facts).toMatchObject({ slots: { [kept!]: { start: '15:00' }, 'CUS-e001': { start: '09:00' } } });
      await lead().act(`training-events/${kept}/cancel`, { reason: 'No habrá expositor' });
      await centre().act(`training-events/${lost}/coordinate-centre`);
      expect(Object.keys((await centre().see<Detail>(`centre-agendas/CUS?${await at()}`)).record.facts.slots as object).sort()).toEqual(['CUS-e001', lost]);
    });

    it('take people up to their capacity, each once, sealed', async () => {
      const enrol = (n: number) => world.operator('CUS').send('training-events/CUS-e001/enrol', person(n));
      const answers = await Promise.all([enrol(1), enrol(2), enrol(3)]);
      expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 200, 'event-full']);
      expect((await enrol(answers[0]!.status === 200 ? 1 : 2)).body).toMatchObject({ code: 'already-enrolled', field: 'documentNumber' });
      expect(JSON.stringify(await world.history('training-event-CUS-e001'))).not.toMatch(/Ficticia|4000000/);
      expect((await centre().see<Detail>(`training-events/CUS-e001?${await at()}`)).record.facts).toMatchObject({ enrolled: 2, participants: [{ entity: 'Municipalidad de Urcos' }, {}] });
      expect((await ogauc().see<Detail>('training-events/CUS-e001')).record.facts.participants[0]!.name).toMatch(/^P\. F\. \d\.$/);
    });

    it('are held, and only then it is told who attended', async () => {
      expect(await centre().refused('training-events/CUS-e001/record-held')).toMatchObject({ status: 409, code: 'event-not-over' });
      const participants = (await centre().see<Detail>(`training-events/CUS-e001?${await at()}`)).record.facts.participants.map(({ participant }) => participant);
      expect(await centre().refused('training-events/CUS-e001/register-attendance', { attended: participants })).toMatchObject({ status: 409, code: 'status-not-allowed' });
      await world.moveTo(lima('2026-12-02 11:30'));
      await centre().act('training-events/CUS-e001/record-held');
      expect(await centre().refused('training-events/CUS-e001/register-attendance', { attended: ['nadie'] })).toMatchObject({ status: 422, code: 'participant-unknown', field: 'attended.0' });
      await centre().act('training-events/CUS-e001/register-attendance', { attended: participants.slice(0, 1) });
      expect((await centre().see<Detail>(`training-events/CUS-e001?${await at()}`)).record).toMatchObject({ status: 'registered', facts: { participants: [{ attended: true }, { attended: false }] } });
      expect(await standing('DIR.5.1.1.f', 'dgpp')).toBe('kept');
    });

    it('that are cancelled give a reason, and those enrolled are told', async () => {
      const day = { ...event, date: '2026-12-10' };
      await lead().act('training-events/CUS-e005/propose', day);
      await centre().act('training-events/CUS-e005/coordinate-centre');
      await ogauc().act('training-events/CUS-e005/coordinate-ogauc');
      await lead().act('training-events/CUS-e005/schedule');
      await world.operator('CUS').act('training-events/CUS-e005/enrol', person(7));
      expect(await world.at('demo-tecnico-dgcp').refused('training-events/CUS-e005/cancel', { reason: 'Cambio de planes' })).toMatchObject({ status: 403, code: 'event-of-another-organ' });
      const [moved, cancelled] = await Promise.all([lead().send('training-events/CUS-e005/reschedule', { date: '2026-12-11', start: '09:00', end: '11:00', room: 'Auditorio', specialists: event.specialists, reason: 'Pedido del centro' }), director().send('training-events/CUS-e005/cancel', { reason: 'Cambio de planes' })]);
      expect([moved.status === 200 || moved.body.code === 'status-not-allowed', cancelled.status]).toEqual([true, 200]);
      expect(await inbox('demo-coordinador-CUS')).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'CUS-e005', actTitle: 'Registrar el aviso a los inscritos' })]));
      await centre().act('training-events/CUS-e005/notify-cancellation', { means: 'telefono' });
      expect((await centre().see<Detail>(`training-events/CUS-e005?${await at()}`)).record.status).toBe('notified');
    });
  });

  describe('improvements and new services (DIR.4.6, DIR.4.11)', () => {
    const proposal = { name: 'Orientación tributaria municipal', need: 'Los municipios la piden en los centros cada semana', organs: ['dgpp', 'dgcp'] };

    it('a new service is approved with every report, by who wrote none of them', async () => {
      await lead().act('mejoras/dgpp.orienta/propose', { name: 'Orientar en tributos', proposal: 'Dar orientación tributaria en los centros', newService: true });
      expect(await ogauc().refused('mejoras/dgpp.orienta/adopt', { decision: 'Se adopta' })).toMatchObject({ status: 422, code: 'new-service-required', provision: 'DIR.4.11' });
      expect(await ogauc().refused('mejoras/dgpp.orienta/adopt', { decision: 'Se adopta', newService: 'orientacion' })).toMatchObject({ status: 409, code: 'new-service-not-approved' });
      await lead().act('new-services/orientacion/propose', proposal);
      const report = async (text: string) => ({ date: '2026-12-01', file: await file(text) });
      const approval = { objectives: 'Dar en un solo lugar los servicios del MEF', document: 'Memorando 40', on: '2026-12-02' };
      const head = world.at('demo-director-ogauc');
      expect(await ogauc().refused('new-services/orientacion/submit-ogauc-report', { date: '2026-12-01', file: 'f'.repeat(64) })).toMatchObject({ status: 404, code: 'file-not-found', field: 'file' });
      await ogauc().act('new-services/orientacion/submit-ogauc-report', await report('OGAUC'));
      expect(await head.refused('new-services/orientacion/approve', approval)).toMatchObject({ status: 409, code: 'reports-missing', provision: 'DIR.4.11' });
      expect(await world.at('demo-director-dgpi').refused('new-services/orientacion/submit-organ-report', await report('DGPI'))).toMatchObject({ status: 403, code: 'organ-not-concerned' });
      await director().act('new-services/orientacion/submit-organ-report', await report('DGPP'));
      expect(await head.refused('new-services/orientacion/approve', approval)).toMatchObject({ code: 'reports-missing' });
      await world.at('demo-director-dgcp').act('new-services/orientacion/submit-organ-report', await report('DGCP'));
      expect(await ogauc().refused('new-services/orientacion/approve', approval)).toMatchObject({ status: 403, code: 'own-act' });
      expect(await head.refused('new-services/orientacion/approve', { ...approval, on: '2026-11-30' })).toMatchObject({ status: 422, code: 'approval-before-report' });
      await head.act('new-services/orientacion/approve', approval);
      expect((await world.history('new-service-orientacion')).map(({ type }) => type)).toEqual(['NuevoServicioProposed', 'InformeSustentatorioSubmittedByOgauc', 'InformeSustentatorioSubmittedByOrgano', 'InformeSustentatorioSubmittedByOrgano', 'NuevoServicioApproved']);
    });

    it('of approving and declining at once, one stands', async () => {
      await lead().act('new-services/videoconsulta/propose', { ...proposal, organs: ['dgpp'] });
      const report = { date: '2026-12-01', file: await file('videoconsulta') };
      await ogauc().act('new-services/videoconsulta/submit-ogauc-report', report);
      await director().act('new-services/videoconsulta/submit-organ-report', report);
      const other = world.with(await tokenFor(world, { id: 'otra-ogauc', name: 'Otra persona', role: 'ogauc' }));
      const approval = { objectives: 'Dar en un solo lugar los servicios del MEF', document: 'Memorando 41', on: '2026-12-02' };
      const answers = await Promise.all([world.at('demo-director-ogauc').send('new-services/videoconsulta/approve', approval), other.send('new-services/videoconsulta/decline', { reason: 'No corresponde a los centros' })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('enters the catalogue and the centres once it is approved', async () => {
      const service = { name: 'Orientación tributaria', from: '2026-12-03', source: 'Memorando 40', newService: 'orientacion' };
      const integration = { centre: 'CUS', from: '2026-12-03' };
      await ogauc().act('catalogue-entries/orientacion-tributaria/define-service', service);
      expect(await ogauc().refused('new-services/orientacion/integrate', integration)).toMatchObject({ code: 'specialist-or-reason' });
      await ogauc().act('new-services/orientacion/integrate', { ...integration, withoutSpecialist: 'Lo da el especialista de presupuesto' });
      await ogauc().act('mejoras/dgpp.orienta/adopt', { decision: 'Se adopta', newService: 'orientacion' });
      expect((await world.history('mejora-dgpp.orienta')).map(({ type }) => type)).toEqual(['MejoraProposed', 'MejoraAdopted', 'NuevoServicioDetermined']);
      expect(await standing('DIR.4.6', 'dgpp')).toBe('kept');
      expect(await standing('DIR.4.11', 'dgcp')).toBe('kept');
    });
  });

  describe('the offer of a centre (DIR.5.1.2.a)', () => {
    const declared = async () => {
      await world.settle();
      return (await world.history('centre-readiness-CUS')).map(({ type }) => type);
    };

    /** Both coordinators and a specialist: the staffing context says that the centre is operational (DIR.4.3). */
    const makeOperational = async () => {
      const post = { from: '2026-11-02', act: 'Resolución Directoral 12' };
      await ogauc().act('coordinations/CUS/appoint-coordinator', { ...post, person: 'demo-coordinador-CUS' });
      await ogauc().act('coordinations/CUS/appoint-administrative', { ...post, person: 'demo-administrativo-CUS' });
      await ogauc().act('staff-members/demo-especialista-CUS-dgpp/assign', { centre: 'CUS', organ: 'dgpp', systems: ['presupuesto'], from: '2026-11-02', until: '2026-12-31', contract: 'CAS 12-2026', name: 'Ana Quispe Huamán', dni: '45678912' });
      // A timer whose engine is busy tries again after a while.
      for (let waited = 0; waited < 45_000 && !(await declared()).includes('CentroDeclaredOperational'); waited += 250) await delay(250);
      await world.settle();
    };

    it('is opened and suspended by OGAUC; attentions follow it', async () => {
      expect(await standing('DIR.5.1.2.a', 'CUS')).toBe('breached');
      expect(await centre().refused('service-offers/CUS/open', { service: 'consulta', from: '2026-12-01' })).toMatchObject({ status: 403, code: 'role-not-allowed' });
      expect(await ogauc().refused('service-offers/CUS/open', { service: 'presupuesto', from: '2026-12-01' })).toMatchObject({ status: 422, code: 'service-unknown' });
      expect(await ogauc().refused('service-offers/XXX/open', { service: 'consulta', from: '2026-12-01' })).toMatchObject({ code: 'centre-unknown' });
      expect(await ogauc().refused('service-offers/CUS/open', { service: 'consulta', from: '2026-12-01' })).toMatchObject({ status: 409, code: 'centre-not-operational', provision: 'DIR.4.3' });
      await makeOperational();
      for (const service of ['consulta', 'capacitacion']) await ogauc().act('service-offers/CUS/open', { service, from: '2026-12-01' });
      expect(await standing('DIR.5.1.2.a', 'CUS')).toBe('kept');
      await ogauc().act('service-offers/CUS/suspend', { service: 'consulta', from: '2026-12-02', reason: 'No hay especialista' });
      expect(await specialist().refused('attentions/CUS-s001/record', attention)).toMatchObject({ status: 409, code: 'service-suspended', provision: 'DIR.5.1.2.a' });
      await specialist().act('attentions/CUS-s001/record', { ...attention, date: '2026-12-01' });
    });

    it('is either open or suspended, whoever asks at once for both', async () => {
      const other = world.with(await tokenFor(world, { id: 'otra-ogauc', name: 'Otra persona', role: 'ogauc' }));
      const answers = await Promise.all([ogauc().send('service-offers/CUS/suspend', { service: 'capacitacion', from: '2026-12-02', reason: 'No hay sala' }), other.send('service-offers/CUS/suspend', { service: 'capacitacion', from: '2026-12-03', reason: 'No hay proyector' })]);
      expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'service-not-open']);
    });

    it('is supervised as planned', async () => {
      expect(await ogauc().refused('offer-supervisions/CUS-s001/plan', { on: '2026-12-01', scope: 'Toda la oferta' })).toMatchObject({ code: 'date-in-the-past', field: 'on' });
      await ogauc().act('offer-supervisions/CUS-s001/plan', { on: '2026-12-03', scope: 'Toda la oferta' });
      expect(await standing('DIR.5.1.2.a-supervision', 'CUS')).toBe('due');
      await world.moveTo(lima('2026-12-04 09:00'));
      expect(await standing('DIR.5.1.2.a-supervision', 'CUS')).toBe('breached');
      expect(await inbox('demo-ogauc')).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'CUS-s001', overdue: true })]));
      await ogauc().act('offer-supervisions/CUS-s001/perform', { on: '2026-12-03', findings: 'Se atiende con normalidad', report: await file('supervisión') });
      expect(await standing('DIR.5.1.2.a-supervision', 'CUS')).toBe('kept');
    });
  });
});
