import { describe, expect, it } from '@jest/globals';
import { by, given } from '#testing';
import { catalogueEntry, entryOn } from './entry.ts';
import { foundingEntries } from './seed.ts';

const inForce = { id: 'dgpp', standing: 'in-force', type: 'linea' };
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'presupuesto', facts: inForce });
const row = { name: 'Presupuesto público', from: '2026-01-01', source: 'Informe 3', verified: false };
const defined = { type: 'SistemaDefined', data: { entry: 'presupuesto', ...row, organ: 'dgpp' } } as const;
const stateAfter = (...events: Parameters<typeof catalogueEntry.evolve>[1][]) => events.reduce((before, event) => catalogueEntry.evolve(before, event), catalogueEntry.initialState);
const topic = { name: 'Certificación', from: '2026-02-01', source: 'Informe 4', verified: false, parent: 'presupuesto' };

describe('An entry of the catalogue (DIR.4.1)', () => {
  it('is defined by OGAUC, with its organ, date and source', () => {
    given(catalogueEntry).when(ogauc.asks('define-system', { ...row, organ: 'dgpp' })).then(defined);
    given(catalogueEntry).when(ogauc.asks('define-application', { ...row, organ: 'dgpp' })).thenTypes('AplicativoDefined');
    given(catalogueEntry, defined).when(ogauc.asks('define-system', { ...row, organ: 'dgpp' })).thenRefused('catalogue-entry-already-exists');
  });
  it('is of an organ of línea or apoyo, in force', () => {
    given(catalogueEntry).when(ogauc.asks('define-system', { ...row, organ: 'ogaj' }, { facts: { standing: 'in-force', type: 'asesoramiento' } })).thenRefused('organ-gives-no-services');
    given(catalogueEntry).when(ogauc.asks('define-system', { ...row, organ: 'x1' }, { facts: { standing: 'unknown' } })).thenRefused('organ-unknown');
    given(catalogueEntry).when(ogauc.asks('define-system', { ...row, organ: 'x1' }, { facts: { standing: 'not-in-force', type: 'linea' } })).thenRefused('organ-not-in-force');
  });
  it('of a tema belongs to a system or application in force', () => {
    given(catalogueEntry).when(ogauc.asks('define-topic', topic, { facts: stateAfter(defined) })).thenTypes('TemaDefined');
    given(catalogueEntry).when(ogauc.asks('define-topic', topic, { facts: { status: 'never-defined' } })).thenRefused('matter-unknown');
    given(catalogueEntry).when(ogauc.asks('define-topic', { ...topic, from: '2025-12-31' }, { facts: stateAfter(defined) })).thenRefused('matter-not-in-force');
    given(catalogueEntry).when(ogauc.asks('define-topic', topic, { facts: stateAfter({ type: 'TemaDefined', data: { entry: 'tema', ...topic } }) })).thenRefused('topic-needs-a-system');
  });
  it('of a new service needs that it was approved with all its reports (DIR.4.6, DIR.4.11)', () => {
    const service = { ...row, newService: 'nuevo-1' };
    given(catalogueEntry).when(ogauc.asks('define-service', service, { facts: 'supported' })).thenRefused('new-service-not-approved');
    given(catalogueEntry).when(ogauc.asks('define-service', service, { facts: 'approved' })).thenTypes('ServicioDefined');
  });
  it('is amended from a later date, and is on each date as it was then', () => {
    const change = { name: 'Presupuesto del sector público', from: '2026-03-01', source: 'Informe 5', verified: false };
    const amended = { type: 'CatalogoEntryAmended', data: { entry: 'presupuesto', ...change, organ: 'dgpp' } } as const;
    given(catalogueEntry, defined).when(ogauc.asks('amend', change, { facts: undefined })).then(amended);
    given(catalogueEntry, defined).when(ogauc.asks('amend', { ...change, from: '2026-01-01' }, { facts: undefined })).thenRefused('amendment-in-the-past');
    given(catalogueEntry, { type: 'TemaDefined', data: { entry: 'presupuesto', ...topic } }).when(ogauc.asks('amend', { ...change, organ: 'dgpp' })).thenRefused('entry-takes-no-organ');
    const state = stateAfter(defined, amended);
    expect([entryOn(state, '2025-12-31'), entryOn(state, '2026-02-28')?.name, entryOn(state, '2026-03-01')?.name]).toEqual([undefined, row.name, change.name]);
  });
  it('is retired from a date on, for good', () => {
    const retired = { type: 'CatalogoEntryRetired', data: { entry: 'presupuesto', on: '2026-06-01', reason: 'Cambio de norma' } } as const;
    given(catalogueEntry, defined).when(ogauc.asks('retire', { on: '2026-06-01', reason: 'Cambio de norma' })).then(retired);
    given(catalogueEntry, defined).when(ogauc.asks('retire', { on: '2026-01-01', reason: 'Cambio de norma' })).thenRefused('retired-before-it-began');
    given(catalogueEntry, defined, retired).when(ogauc.asks('retire', { on: '2026-07-01', reason: 'Otra vez' })).thenRefused('status-not-allowed');
    expect([entryOn(stateAfter(defined, retired), '2026-05-31')?.name, entryOn(stateAfter(defined, retired), '2026-06-01')]).toEqual([row.name, undefined]);
  });
});

describe('The catalogue that a platform starts with', () => {
  it('is sound, and is verified only where it cites the Directive or the Resolution', () => {
    for (const { id, ...input } of foundingEntries) {
      given(catalogueEntry).when(ogauc.asks('found', input, { id })).thenTypes(input.kind === 'servicio' ? 'ServicioDefined' : input.kind === 'sistema' ? 'SistemaDefined' : 'AplicativoDefined');
      if (input.verified) expect(input.source).toMatch(/numeral 4\.\d|art\. 2, literal e/);
      expect(catalogueEntry.definition.id.schema.safeParse(id).success).toBe(true);
    }
  });
});
