import { describe, expect, it } from '@jest/globals';
import type { DocumentEvent } from '#contracts';
import { given, play } from '#testing';
import { dgpp, externo, id, imported, importer, inForce, operator, received } from '../../../test/examples.ts';
import type { DataOf, DocumentCommand } from './commands.ts';
import { document } from './index.ts';

const told = { step: 'task-1', activity: 'Revisar la solicitud', group: 'Grupo 4', resource: 'Recurso10', at: '2011-10-12T06:26:25.398Z' };
const recorded: DocumentEvent = { type: 'ForeignStepRecorded', data: { document: id, ...told } };
const step = (change: Partial<DataOf<'RecordForeignStep'>> = {}): DocumentCommand => ({ type: 'RecordForeignStep', data: { actor: importer, today: '2011-10-12', ...told, ...change } });
const routedTo = (organ: string) => step({ step: `route ${organ}`, as: { kind: 'routed', organ: externo(organ) } });
const accepted = step({ step: 'accept', as: { kind: 'accepted' } });
const archived = step({ step: 'end', as: { kind: 'archived' } });
const typesAfter = (...commands: DocumentCommand[]) => play(document, commands, [imported()]).events.slice(1).map(({ type }) => type);

describe('A step of another system', () => {
  it('is recorded in the words of that system, and changes nothing here', () => {
    given(document, imported()).when(step()).then(recorded);
    expect(play(document, [step()], [imported()]).state).toMatchObject({ status: 'received' });
  });

  it('is recorded with what that system told of it, and no more', () => {
    const { group: _group, resource: _resource, ...least } = told;
    given(document, imported())
      .when({ type: 'RecordForeignStep', data: { actor: importer, today: '2011-10-12', ...least } })
      .then({ type: 'ForeignStepRecorded', data: { document: id, ...least } });
  });

  it('told a second time is no news', () => {
    given(document, imported(), recorded).when(step()).thenNothing();
  });

  it('is not rewritten: told otherwise under the same id it is refused', () => {
    for (const change of [{ activity: 'Otra cosa' }, { at: '2011-10-13T06:26:25.398Z' }, { group: 'Grupo 5' }, { resource: 'Recurso11' }]) {
      given(document, imported(), recorded).when(step(change)).thenRefused('foreign-step-differs');
    }
  });

  it('is written by the importer alone, and into history alone', () => {
    given(document, imported()).when(step({ actor: operator })).thenRefused('imported-history');
    given(document, imported()).when(step({ actor: dgpp })).thenRefused('imported-history');
    given(document, received()).when(step()).thenRefused('importer-only-history');
  });

  it('needs the entry of the register first', () => {
    given(document).when(step()).thenRefused('document-unknown');
  });
});

describe('A step that the mapping takes for one of ours', () => {
  it('routes, reroutes, is accepted and archives, each beside the original', () => {
    expect(typesAfter(routedTo('grupo-2'), routedTo('grupo-3'), accepted, archived)).toEqual([
      'ForeignStepRecorded', 'DocumentRouted',
      'ForeignStepRecorded', 'DocumentRerouted',
      'ForeignStepRecorded', 'DocumentAcceptedByOrgan',
      'ForeignStepRecorded', 'DocumentArchived',
    ]);
  });

  it('stays a mere step where the document does not stand so that it could be one', () => {
    expect(typesAfter(accepted)).toEqual(['ForeignStepRecorded']);
    expect(typesAfter(archived, routedTo('grupo-2'), accepted, step({ step: 'again', as: { kind: 'archived' } }))).toEqual([
      'ForeignStepRecorded', 'DocumentArchived', 'ForeignStepRecorded', 'ForeignStepRecorded', 'ForeignStepRecorded',
    ]);
  });

  it('to the group that has the document already moves nothing', () => {
    expect(typesAfter(routedTo('grupo-2'), step({ step: 'again', as: { kind: 'routed', organ: externo('grupo-2') } }))).toEqual(['ForeignStepRecorded', 'DocumentRouted', 'ForeignStepRecorded']);
  });

  it('ends a case that no group took on with the one that it was addressed to', () => {
    given(document, imported()).when(archived).then(
      { type: 'ForeignStepRecorded', data: { document: id, ...told, step: 'end' } },
      { type: 'DocumentArchived', data: { document: id, organ: 'grupo-2' } },
    );
  });

  it('goes to groups of that system alone', () => {
    given(document, imported()).when(step({ as: { kind: 'routed', organ: inForce('dgpp') } })).thenRefused('organ-of-another-system');
    given(document, imported()).when(step({ as: { kind: 'routed', organ: { id: 'nadie', standing: 'unknown' } } })).thenRefused('organ-unknown');
  });

  it('repeated after all that followed still is no news', () => {
    const commands = [routedTo('grupo-2'), accepted, archived];
    expect(typesAfter(...commands, ...commands)).toEqual(typesAfter(...commands));
  });
});
