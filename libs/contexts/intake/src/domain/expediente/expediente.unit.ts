import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expedienteEvents, type ExpedienteEvent } from '#contracts';
import { given, play } from '#testing';
import { dgpp, operator, otherOperator } from '../../../test/examples.ts';
import type { ExpedienteCommand } from './commands.ts';
import { expediente } from './index.ts';
import { bodiesOf, isJoinable } from './state.ts';

const [a, b, c] = ['TES-2026-000001', 'TES-2026-000002', 'TES-2026-000003'];
const by = { actor: operator, holder: { kind: 'desk', id: 'TES' }, foreign: false } as const;
const sheet = (id: string, folios = 5, of?: string) => ({ id, folios, ...(of !== undefined && { expediente: of }) });

const opened = (id = a): ExpedienteEvent => ({ type: 'ExpedienteOpened', data: { expediente: id, folios: 12 } });
const foliated: ExpedienteEvent = { type: 'DocumentFoliated', data: { expediente: a, document: b, firstFolio: 13, folios: 5 } };
const severed: ExpedienteEvent = { type: 'FoliosSevered', data: { expediente: a, document: b, firstFolio: 13, folios: 5, reason: 'Por error' } };
const absorbed: ExpedienteEvent = { type: 'ExpedienteAbsorbed', data: { expediente: a, other: c, folios: 40 } };
const joined: ExpedienteEvent = { type: 'ExpedienteJoinedTo', data: { expediente: a, other: c, folios: 12 } };
const closed: ExpedienteEvent = { type: 'ExpedienteClosed', data: { expediente: a, folios: 12, reason: 'Se atendió' } };

const foliate = (document = sheet(b)): ExpedienteCommand => ({ type: 'FoliateDocument', data: { ...by, document } });
const absorb = (other = c, joinable = true): ExpedienteCommand => ({ type: 'AbsorbExpediente', data: { ...by, other: { id: other, folios: 40, joinable } } });
const join = (other = c): ExpedienteCommand => ({ type: 'JoinExpediente', data: { ...by, other } });

describe('An expediente (TUO 161, 163)', () => {
  it('is opened by its first document, once', () => {
    given(expediente).when({ type: 'OpenExpediente', data: { ...by, document: sheet(a, 12) } }).then(opened());
    given(expediente, opened()).when({ type: 'OpenExpediente', data: { ...by, document: sheet(a, 12) } }).thenRefused('expediente-already-open');
    given(expediente).when({ type: 'OpenExpediente', data: { ...by, document: sheet(a, 12, b) } }).thenRefused('in-another-expediente');
  });
  it('numbers the folios of a document after its last, once', () => {
    given(expediente, opened()).when(foliate()).then(foliated);
    given(expediente, opened(), foliated).when(foliate()).thenNothing();
  });
  it('takes no document of another expediente', () => void given(expediente, opened()).when(foliate(sheet(b, 5, c))).thenRefused('in-another-expediente'));
  it('keeps the numbers of folios that were taken out', () => {
    given(expediente, opened(), foliated).when({ type: 'SeverFolios', data: { ...by, document: b, reason: 'Por error' } }).then(severed);
    given(expediente, opened(), foliated, severed).when(foliate(sheet(c))).then({ type: 'DocumentFoliated', data: { expediente: a, document: c, firstFolio: 18, folios: 5 } });
  });
  it('does not lose the document that opened it', () => void given(expediente, opened()).when({ type: 'SeverFolios', data: { ...by, document: a, reason: 'x' } }).thenRefused('founding-document'));
  it('that is closed or has joined another takes no more documents', () => {
    given(expediente, opened(), closed).when(foliate()).thenRefused('expediente-closed');
    given(expediente, opened(), joined).when(foliate()).thenRefused('expediente-joined');
  });
  it('is that of whoever holds its first document', () => {
    given(expediente, opened()).when({ type: 'CloseExpediente', data: { ...by, actor: otherOperator, reason: 'x' } }).thenRefused('other-centre');
    given(expediente, opened()).when({ type: 'CloseExpediente', data: { ...by, actor: dgpp, holder: { kind: 'organ', id: 'dgpp' }, reason: 'Se atendió' } }).then(closed);
  });
  it('must be there', () => void given(expediente).when(foliate()).thenRefused('expediente-unknown'));
  it('has bodies of 200 folios at most', () => expect([1, 200, 201, 400, 401].map(bodiesOf)).toEqual([1, 1, 2, 2, 3]));
});

describe('Expedientes that join', () => {
  it('keep their own foliation, which both note', () => {
    given(expediente, opened()).when(absorb()).then(absorbed);
    given(expediente, opened()).when(join()).then(joined);
  });
  it('are neither closed nor joined', () => {
    given(expediente, opened(), joined).when(absorb()).thenRefused('expediente-joined');
    given(expediente, opened(), closed).when(join()).thenRefused('expediente-closed');
    given(expediente, opened()).when(absorb(c, false)).thenRefused('expediente-not-joinable');
  });
  it('have received none themselves, so that no circle can close', () => {
    given(expediente, opened(), absorbed).when(join(b)).thenRefused('expediente-not-joinable');
    expect(isJoinable(play(expediente, [], [opened(), absorbed]).state)).toBe(false);
  });
  it('are two', () => {
    given(expediente, opened()).when(join(a)).thenRefused('expediente-itself');
    given(expediente, opened()).when(absorb(a)).thenRefused('expediente-itself');
  });
  it('may be told so twice', () => {
    given(expediente, opened(), joined).when(join()).thenNothing();
    given(expediente, opened(), absorbed).when(absorb()).thenNothing();
  });
});

describe('Whatever is asked of an expediente:', () => {
  const commands = fc.array(
    fc.oneof(
      fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 300 })).map(([n, folios]) => foliate(sheet(`TES-2026-00000${n}`, folios))),
      fc.integer({ min: 1, max: 9 }).map((n): ExpedienteCommand => ({ type: 'SeverFolios', data: { ...by, document: `TES-2026-00000${n}`, reason: 'x' } })),
      fc.constantFrom(absorb(), join(), { type: 'CloseExpediente', data: { ...by, reason: 'x' } } as const),
    ),
    { maxLength: 30 },
  );
  it('every folio number is given once, in order, and what is recorded has its shape', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const { events } = play(expediente, all, [opened()]);
        let last = 12;
        for (const { type, data } of events) {
          expect(expedienteEvents[type].parse(data)).toEqual(data);
          if (type !== 'DocumentFoliated') continue;
          expect(data.firstFolio).toBe(last + 1);
          last += data.folios;
        }
      }),
    );
  });
  it('it does not both join and receive others after', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const types = play(expediente, all, [opened()]).events.map(({ type }) => type);
        expect(types.includes('ExpedienteJoinedTo') && types.includes('ExpedienteAbsorbed')).toBe(false);
      }),
    );
  });
});
