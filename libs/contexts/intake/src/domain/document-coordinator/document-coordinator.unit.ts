import { describe, it } from '@jest/globals';
import type { DocumentCoordinatorEvent } from '#contracts';
import { given } from '#testing';
import { dgcp, dgpp, inForce, ogauc, operator } from '../../../test/examples.ts';
import type { DocumentCoordinatorCommand } from './commands.ts';
import { documentCoordinator } from './index.ts';

const organ = inForce('dgpp');
const designated: DocumentCoordinatorEvent = { type: 'DocumentCoordinatorDesignated', data: { organ: 'dgpp', person: 'p1', from: '2026-01-05', act: 'Memorando 3' } };
const withdrawn: DocumentCoordinatorEvent = { type: 'DocumentCoordinatorWithdrawn', data: { organ: 'dgpp', person: 'p1', on: '2026-06-01', reason: 'Cambio' } };
const designate = (change: object = {}): DocumentCoordinatorCommand => ({ type: 'DesignateDocumentCoordinator', data: { actor: ogauc, organ, person: 'p1', from: '2026-01-05', act: 'Memorando 3', ...change } });
const replace = (person = 'p2', from = '2026-06-01'): DocumentCoordinatorCommand => ({ type: 'ReplaceDocumentCoordinator', data: { actor: dgpp, organ, person, from, act: 'Memorando 4' } });
const withdraw = (on = '2026-06-01'): DocumentCoordinatorCommand => ({ type: 'WithdrawDocumentCoordinator', data: { actor: ogauc, organ, on, reason: 'Cambio' } });

describe('The document coordinator of an organ (DIR.5.1.1.b)', () => {
  it('is designated by OGAUC or by the organ itself', () => {
    given(documentCoordinator).when(designate()).then(designated);
    given(documentCoordinator).when(designate({ actor: dgpp })).then(designated);
    given(documentCoordinator).when(designate({ actor: dgcp })).thenRefused('other-organ');
    given(documentCoordinator).when(designate({ actor: operator })).thenRefused('other-organ');
  });
  it('is of línea, apoyo or asesoramiento', () => {
    given(documentCoordinator).when(designate({ organ: { ...organ, type: 'asesoramiento' } })).thenTypes('DocumentCoordinatorDesignated');
    given(documentCoordinator).when(designate({ organ: { ...organ, type: 'alta-direccion' } })).thenRefused('organ-takes-no-coordinator');
    given(documentCoordinator).when(designate({ organ: { ...organ, type: 'externo' } })).thenRefused('organ-takes-no-coordinator');
  });
  it('is of an organ in force', () => {
    given(documentCoordinator).when(designate({ organ: { id: 'dgetp', standing: 'not-in-force' } })).thenRefused('organ-not-in-force');
    given(documentCoordinator).when(designate({ organ: { id: 'nadie', standing: 'unknown' } })).thenRefused('organ-unknown');
  });
  it('is one', () => void given(documentCoordinator, designated).when(designate({ person: 'p2' })).thenRefused('coordinator-in-charge'));
  it('is replaced by another from a later date', () => {
    given(documentCoordinator, designated).when(replace()).then({ type: 'DocumentCoordinatorReplaced', data: { organ: 'dgpp', previous: 'p1', person: 'p2', from: '2026-06-01', act: 'Memorando 4' } });
    given(documentCoordinator, designated).when(replace('p2', '2026-01-05')).thenRefused('charge-overlaps');
    given(documentCoordinator, designated).when(replace('p1')).thenRefused('same-coordinator');
  });
  it('is withdrawn, and followed by another with no overlap', () => {
    given(documentCoordinator, designated).when(withdraw()).then(withdrawn);
    given(documentCoordinator, designated).when(withdraw('2026-01-05')).thenRefused('charge-overlaps');
    given(documentCoordinator, designated, withdrawn).when(designate({ from: '2026-05-31' })).thenRefused('charge-overlaps');
    given(documentCoordinator, designated, withdrawn).when(designate({ from: '2026-06-01' })).thenTypes('DocumentCoordinatorDesignated');
  });
  it('must be there to be replaced or withdrawn', () => {
    given(documentCoordinator).when(replace()).thenRefused('no-coordinator');
    given(documentCoordinator, designated, withdrawn).when(withdraw('2026-07-01')).thenRefused('no-coordinator');
  });
});
