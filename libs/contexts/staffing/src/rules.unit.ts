import { describe, expect, it } from '@jest/globals';
import type { Judged } from '#aggregates';
import { createCalendar } from '#calendar';
import { emptyDirectory, foldDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const policy = (name: string, value: unknown) => ({ type: 'PolicySet', data: { name, value, from: '2012-04-13', norm: 'x', verified: false } });
const directory = [policy('internal-training-days', 180), policy('specialist-kit', ['computer', 'network']), policy('access-working-days', 5)].reduce(foldDirectory, emptyDirectory);
const judged = (today: string): Judged => ({ now: `${today}T15:00:00.000Z`, today, place: 'CUS', boundSince: '2012-04-13', calendar: createCalendar([]), directory });
const event = (type: string, data: object, day = '2026-01-05', meta: object = {}) => ({ type, data, meta: { occurredAt: `${day}T15:00:00.000Z`, actor: { role: 'ogauc' }, ...meta } }) as unknown as RecordedEvent;

/** How a rule stands on a date, after these events. */
function stands(id: string, today: string, ...events: RecordedEvent[]) {
  const found = rules.find((rule) => rule.id === id)!;
  return found.assess(events.filter(({ type }) => found.events.includes(type)).reduce((state, each) => found.fold(state, each, 'CUS'), found.initial), judged(today));
}

const technical = event('DependenciaTecnicaAssigned', { person: 'ana', centre: 'CUS', organ: 'dgpp', from: '2026-01-05', until: '2026-12-31' });
const administrative = event('DependenciaAdministrativaAssigned', { person: 'ana', centre: 'CUS', organ: 'ogauc', from: '2026-01-05', until: '2026-12-31' });
const ended = event('DependenciasEnded', { person: 'ana', centre: 'CUS', organ: 'dgpp', on: '2026-06-01' }, '2026-06-01');

describe('The rules of posts', () => {
  it('a centre is implemented, suspended or closed (DIR.4.2)', () => {
    const implemented = event('CentroImplemented', { centre: 'CUS', on: '2026-01-05' });
    expect(stands('DIR.4.2', '2026-03-02')).toMatchObject({ standing: 'breached', since: '2012-04-13' });
    expect(stands('DIR.4.2', '2026-03-02', implemented)).toEqual({ standing: 'kept', since: '2026-01-05' });
    expect(stands('DIR.4.2', '2026-03-02', implemented, event('CentroSuspended', { centre: 'CUS', on: '2026-02-01' }))).toMatchObject({ standing: 'breached', since: '2026-02-01' });
    expect(stands('DIR.4.2', '2026-03-02', implemented, event('CentroClosed', { centre: 'CUS', on: '2026-02-01' })).standing).toBe('not-applicable');
  });
  it('expenses are of the Pliego MEF (DIR.4.2)', () => {
    expect(stands('DIR.4.2-gastos', '2026-03-02').standing).toBe('not-applicable');
    expect(stands('DIR.4.2-gastos', '2026-03-02', event('GastoCharged', { pliego: '009' })).standing).toBe('kept');
    expect(stands('DIR.4.2-gastos', '2026-03-02', event('GastoCharged', { pliego: '010' })).standing).toBe('breached');
  });
  it('a centre is operational or says what it lacks, since when (DIR.4.3)', () => {
    const incomplete = (day: string, missing: string[]) => event('CentroDeclaredIncomplete', { centre: 'CUS', missing }, day);
    expect(stands('DIR.4.3', '2026-03-02').standing).toBe('breached');
    expect(stands('DIR.4.3', '2026-03-02', event('CentroDeclaredOperational', { centre: 'CUS' }))).toEqual({ standing: 'kept', since: '2026-01-05T15:00:00.000Z' });
    expect(stands('DIR.4.3', '2026-03-02', incomplete('2026-01-06', ['desk', 'specialist']), incomplete('2026-01-09', ['desk']))).toEqual({ standing: 'breached', since: '2026-01-06T15:00:00.000Z', why: 'Falta: Mesa de Partes' });
  });
  it.each([
    ['RM.2.b', 'CoordinadorCentroAppointed', 'CoordinadorCentroRelieved'],
    ['RM.2.c', 'CoordinadorAdministrativoAppointed', 'CoordinadorAdministrativoRelieved'],
    ['RM.2.e', 'ImplantadorIntegrated', 'TeamMemberWithdrawn'],
    ['RM.2.e-eat', 'EatIntegrated', 'TeamMemberWithdrawn'],
  ])('somebody holds the post on the day (%s)', (id, begins, ends) => {
    const begun = event(begins, { centre: 'CUS', person: 'p1', from: '2026-02-01' });
    expect(stands(id, '2026-01-31', begun)).toMatchObject({ standing: 'breached', since: '2012-04-13' });
    expect(stands(id, '2026-02-01', begun)).toEqual({ standing: 'kept', since: '2026-02-01' });
    expect(stands(id, '2026-04-02', begun, event(ends, { centre: 'CUS', person: 'p1', on: '2026-04-01' }))).toMatchObject({ standing: 'breached', since: '2026-04-01' });
    expect(stands(id, '2026-04-02', begun, event(ends, { centre: 'CUS', person: 'another', on: '2026-04-01' })).standing).toBe('kept');
  });
  it.each(['RM.2.d', 'DIR.4.7'])('specialists have both dependencies (%s)', (id) => {
    expect(stands(id, '2026-03-02').standing).toBe('not-applicable');
    expect(stands(id, '2026-03-02', technical, administrative).standing).toBe('kept');
    expect(stands(id, '2026-03-02', technical)).toMatchObject({ standing: 'breached', since: '2026-01-05' });
    expect(stands(id, '2026-06-02', technical, administrative, ended).standing).toBe('not-applicable');
    expect(stands(id, '2027-01-02', technical, administrative).standing).toBe('not-applicable');
  });
  it('OGAUC decides what is administrative, the organ what is technical (DIR.4.8, DIR.4.9)', () => {
    expect(stands('DIR.4.8', '2026-03-02', event('ActoAdministrativoRecorded', {})).standing).toBe('kept');
    expect(stands('DIR.4.8', '2026-03-02', event('ActoAdministrativoRecorded', {}, '2026-01-05', { actor: { role: 'director-general' } })).standing).toBe('breached');
    expect(stands('DIR.4.9', '2026-03-02', event('CriterioTecnicoIssued', {}, '2026-01-05', { actor: { organ: 'dgpp' }, organ: 'dgpp' })).standing).toBe('kept');
    expect(stands('DIR.4.9', '2026-03-02', event('CriterioTecnicoIssued', {}, '2026-01-05', { actor: { organ: 'dgcp' }, organ: 'dgpp' })).standing).toBe('breached');
  });
});

describe('The rules of what specialists need', () => {
  it('each is trained again and again (DIR.5.1.1.c)', () => {
    const attended = event('AsistenciaInternaRegistered', { organ: 'dgpp', attendees: ['ana'], nextBy: '2026-09-01' }, '2026-03-05');
    expect(stands('DIR.5.1.1.c', '2026-03-02').standing).toBe('not-applicable');
    expect(stands('DIR.5.1.1.c', '2026-03-02', technical)).toEqual({ standing: 'due', due: '2026-07-04' });
    expect(stands('DIR.5.1.1.c', '2026-07-05', technical)).toMatchObject({ standing: 'breached', since: '2026-07-05' });
    expect(stands('DIR.5.1.1.c', '2026-07-05', technical, attended).standing).toBe('kept');
    expect(stands('DIR.5.1.1.c', '2026-09-02', technical, attended)).toMatchObject({ standing: 'breached', since: '2026-09-02' });
    expect(stands('DIR.5.1.1.c', '2026-09-02', technical, attended, ended).standing).toBe('not-applicable');
  });
  it('each has the kit, their own or shared, and it works; the gap ages (DIR.5.1.2.c)', () => {
    const computer = event('RecursoAssigned', { resource: 'pc1', centre: 'CUS', kind: 'computer', person: 'ana' }, '2026-01-06');
    const network = event('RecursoAssigned', { resource: 'net', centre: 'CUS', kind: 'network' }, '2026-01-07');
    const fault = event('RecursoFaultReported', { resource: 'pc1', centre: 'CUS', due: '2026-02-10T04:59:59Z' }, '2026-02-03');
    expect(stands('DIR.5.1.2.c', '2026-03-02', technical)).toMatchObject({ standing: 'breached', since: '2026-01-05T15:00:00.000Z', why: 'Falta: computadora, conexión a la red (2 en total)' });
    expect(stands('DIR.5.1.2.c', '2026-03-02', technical, computer, network).standing).toBe('kept');
    expect(stands('DIR.5.1.2.c', '2026-03-02', technical, computer, network, fault)).toMatchObject({ standing: 'breached', since: '2026-02-03T15:00:00.000Z', why: 'Falta: computadora (1 en total)' });
    expect(stands('DIR.5.1.2.c', '2026-03-02', technical, computer, network, event('RecursoHandedOver', { resource: 'pc1', centre: 'CUS', person: 'luis' })).standing).toBe('breached');
    expect(stands('DIR.5.1.2.c', '2026-03-02', technical, computer, network, fault, event('RecursoRestored', { resource: 'pc1', centre: 'CUS' })).standing).toBe('kept');
    expect(stands('DIR.5.1.2.c-fallas', '2026-03-02', fault).standing).toBe('breached');
  });
  it('each has an access that is set up, in time (DIR.5.1.2.d)', () => {
    const enabled = event('AccesoEnabled', { person: 'ana', aplicativo: 'siaf' });
    expect(stands('DIR.5.1.2.d', '2026-01-06', technical)).toEqual({ standing: 'due', due: '2026-01-12' });
    expect(stands('DIR.5.1.2.d', '2026-01-13', technical)).toMatchObject({ standing: 'breached', since: '2026-01-13' });
    expect(stands('DIR.5.1.2.d', '2026-01-13', technical, enabled).standing).toBe('kept');
    expect(stands('DIR.5.1.2.d', '2026-01-13', technical, enabled, event('AccesoRevoked', { person: 'ana', aplicativo: 'siaf' })).standing).toBe('breached');
    const granted = event('AccesoGranted', { person: 'ana', aplicativo: 'siaf', reviewBy: '2026-02-01' });
    expect(stands('DIR.5.1.2.d-revision', '2026-02-02', granted).standing).toBe('breached');
    expect(stands('DIR.5.1.2.d-revision', '2026-02-02', granted, event('AccesoReviewed', { person: 'ana', aplicativo: 'siaf', reviewBy: '2026-08-01' })).standing).toBe('due');
  });
});
