import { describe, expect, it } from '@jest/globals';
import { given, play } from '#testing';
import {
  accepted,
  answered,
  dgcp,
  dgpp,
  due,
  externo,
  heldNotPresented,
  id,
  imported,
  importer,
  inForce,
  monday,
  observed,
  ogauc,
  operator,
  otherOperator,
  received,
  receivedWithObservation,
  rejected,
  remedied,
  remedyUntil,
  routed,
  routeUntil,
  tuesday,
} from '../../../test/examples.ts';
import type { DocumentCommand } from './commands.ts';
import { document } from './index.ts';
import { holderOf } from './state.ts';

const observe: DocumentCommand = { type: 'ObserveDocument', data: { actor: operator, requirements: ['Falta la firma'], remedyBy: '2026-03-04', remedyUntil } };
const remedyAt = (now: string): DocumentCommand => ({
  type: 'RemedyDocument',
  data: { actor: operator, now, legalDate: tuesday, addedFolios: 2, routeUntil: '2026-03-04T04:59:59Z', due: { date: '2026-03-12', at: '2026-03-13T04:59:59Z' } },
});
const route = (change: Partial<Extract<DocumentCommand, { type: 'RouteDocument' }>['data']> = {}): DocumentCommand => ({
  type: 'RouteDocument',
  data: { actor: operator, organ: inForce('dgpp'), today: monday, ...change },
});
const holdAt = (now: string): DocumentCommand => ({ type: 'HoldNotPresented', data: { now, remedyUntil } });
const answer: DocumentCommand = { type: 'AnswerDocument', data: { actor: dgpp, now: '2026-03-10T15:00:00Z', kind: 'oficio', reference: 'Oficio 1-2026', folios: 2 } };
const annul: DocumentCommand = { type: 'AnnulDocument', data: { actor: operator, reason: 'Se registró dos veces' } };

describe('Observation (TUO 136)', () => {
  it('is made once, at the desk, and stops the clocks', () => {
    given(document, received()).when(observe).then(observed);
    expect(play(document, [observe], [received()]).state).not.toHaveProperty('facts.due');
  });

  it('is not made a second time, in whatever act the first was', () => {
    given(document, received(), observed).when(observe).thenRefused('already-observed');
    given(document, received(), observed, remedied).when(observe).thenRefused('already-observed');
    given(document, receivedWithObservation()).when(observe).thenRefused('already-observed');
  });

  it('is too late once the document was routed, even if it came back', () => {
    given(document, received(), routed).when(observe).thenRefused('observation-too-late');
    given(document, received(), routed, rejected).when(observe).thenRefused('observation-too-late');
  });

  it('keeps the document at the desk while it is open', () => {
    given(document, received(), observed).when(route()).thenRefused('observation-pending');
    given(document, received(), observed).when({ type: 'RemitDocument', data: { actor: operator, entity: 'Otra entidad', toldBy: 'email' } }).thenRefused('observation-pending');
  });

  it('is remedied to the last second of its term, and the clocks run again', () => {
    given(document, received(), observed).when(remedyAt('2026-03-04T21:30:00.999Z')).then(remedied);
    given(document, receivedWithObservation()).when(remedyAt('2026-03-04T21:30:00.000Z')).then(remedied);
    expect(play(document, [], [received(), observed, remedied]).state).toMatchObject({ status: 'received', since: tuesday, facts: { folios: 14, due: { date: '2026-03-12' } } });
  });

  it('is not remedied after it, whether or not the timer has fired', () => {
    given(document, received(), observed).when(remedyAt('2026-03-04T21:30:01Z')).thenRefused('remedy-too-late');
    given(document, received(), observed, heldNotPresented).when(remedyAt('2026-03-04T21:00:00Z')).thenRefused('remedy-too-late');
  });

  it('must be there to be remedied', () => {
    given(document, received()).when(remedyAt('2026-03-03T15:00:00Z')).thenRefused('not-observed');
  });

  it('not remedied makes the document not presented, once', () => {
    given(document, received(), observed).when(holdAt('2026-03-04T21:30:01Z')).then(heldNotPresented);
    given(document, received(), observed, heldNotPresented).when(holdAt('2026-03-05T00:00:00Z')).thenNothing();
  });

  it('runs its term out: no timer ends it early', () => {
    given(document, received(), observed).when(holdAt(remedyUntil)).thenRefused('deadline-not-reached');
  });

  it('remedied in time leaves its timer nothing to do', () => {
    given(document, received(), observed, remedied).when(holdAt('2026-03-05T00:00:00Z')).thenNothing();
  });

  it('ignores the timer of another term', () => {
    given(document, received(), observed).when({ type: 'HoldNotPresented', data: { now: '2026-03-09T00:00:00Z', remedyUntil: '2026-03-03T21:30:00Z' } }).thenNothing();
  });

  it('not remedied lets the person take the document back, and only then', () => {
    const giveBack: DocumentCommand = { type: 'ReturnDocument', data: { actor: operator, to: 'sender' } };
    given(document, received(), observed, heldNotPresented).when(giveBack).then({ type: 'DocumentReturned', data: { document: id, to: 'sender' } });
    given(document, received()).when(giveBack).thenRefused('not-held-not-presented');
  });
});

describe('Routing (TUO 143.1)', () => {
  it('puts the document into the tray of the organ on the same day, with its term', () => {
    given(document, received()).when(route()).then(routed);
  });

  it('is allowed on a later day, and the delay is on record', () => {
    given(document, received()).when(route({ today: tuesday })).then({ type: 'DocumentRouted', data: { document: id, organ: 'dgpp', sameDay: false, dueDate: due.date, dueAt: due.at } });
  });

  it('counts the day from the remedy, or from the return by an organ', () => {
    given(document, received(), observed, remedied).when(route({ today: tuesday })).then({ type: 'DocumentRouted', data: { document: id, organ: 'dgpp', sameDay: true, dueDate: '2026-03-12', dueAt: '2026-03-13T04:59:59Z' } });
    given(document, received(), routed, rejected).when(route({ today: tuesday, organ: inForce('dgcp') })).then({ type: 'DocumentRouted', data: { document: id, organ: 'dgcp', sameDay: true, dueDate: due.date, dueAt: due.at } });
  });

  it('never makes a second holder', () => {
    given(document, received(), routed).when(route({ organ: inForce('dgcp') })).thenRefused('already-routed');
    given(document, received(), routed, accepted).when(route()).thenRefused('held-by-organ');
  });

  it('is for the own centre alone', () => {
    given(document, received()).when(route({ actor: otherOperator })).thenRefused('other-centre');
    given(document, received()).when(route({ actor: dgpp })).thenRefused('other-centre');
  });

  it('is refused to an organ that is not in force', () => {
    given(document, received()).when(route({ organ: { id: 'dgetp', standing: 'not-in-force', type: 'linea' } })).thenRefused('organ-not-in-force');
  });

  it('of a document that nobody registered is refused', () => {
    given(document).when(route()).thenRefused('document-unknown');
  });
});

describe('The organ that holds a document', () => {
  const accept: DocumentCommand = { type: 'AcceptDocument', data: { actor: dgpp } };
  const reject: DocumentCommand = { type: 'RejectDocument', data: { actor: dgpp, reason: 'No es de su materia', today: tuesday } };
  const reroute = (actor = dgpp, organ = inForce('dgcp')): DocumentCommand => ({ type: 'RerouteDocument', data: { actor, organ, reason: 'Materia contable' } });
  const archive: DocumentCommand = { type: 'ArchiveDocument', data: { actor: dgpp } };
  const rerouted = { type: 'DocumentRerouted', data: { document: id, from: 'dgpp', to: 'dgcp', reason: 'Materia contable', dueDate: due.date, dueAt: due.at } } as const;

  it('accepts it', () => given(document, received(), routed).when(accept).then(accepted));
  it('gives it back to the desk before accepting it', () => {
    given(document, received(), routed).when(reject).then(rejected);
    given(document, received(), routed, accepted).when(reject).thenRefused('held-by-organ');
  });
  it('answers it after accepting it, and in time or not is on record', () => {
    given(document, received(), routed, accepted).when(answer).then(answered);
    given(document, received(), routed).when(answer).thenRefused('not-accepted');
    given(document, received(), routed, accepted)
      .when({ ...answer, data: { ...answer.data, now: '2026-03-12T05:00:00Z' } })
      .then({ type: 'DocumentAnswered', data: { document: id, organ: 'dgpp', kind: 'oficio', reference: 'Oficio 1-2026', folios: 2, onTime: false } });
  });
  it('says by which document it answered, unless it took note', () => {
    const silent = (kind: 'oficio' | 'conocimiento'): DocumentCommand => ({ type: 'AnswerDocument', data: { actor: dgpp, now: '2026-03-10T15:00:00Z', kind, folios: 0 } });
    given(document, received(), routed, accepted).when(silent('oficio')).thenRefused('answer-without-reference');
    given(document, received(), routed, accepted).when(silent('conocimiento')).thenTypes('DocumentAnswered');
  });
  it('archives it after answering it', () => {
    given(document, received(), routed, accepted, answered).when(archive).then({ type: 'DocumentArchived', data: { document: id, organ: 'dgpp' } });
    given(document, received(), routed, accepted).when(archive).thenRefused('not-answered');
  });
  it('passes it on to another organ, as OGAUC may', () => {
    given(document, received(), routed, accepted).when(reroute()).then(rerouted);
    given(document, received(), routed).when(reroute(ogauc)).then(rerouted);
    given(document, received(), routed).when(reroute(dgpp, inForce('dgpp'))).thenRefused('same-organ');
  });
  it('is the only one to act on it', () => {
    for (const command of [accept, reject, { ...answer }]) {
      given(document, received(), routed, ...(command.type === 'AnswerDocument' ? [accepted] : []))
        .when({ ...command, data: { ...command.data, actor: dgcp } } as DocumentCommand)
        .thenRefused('other-organ');
    }
    given(document, received(), routed).when(reroute(dgcp)).thenRefused('other-organ');
    given(document, received(), routed, accepted, answered).when({ type: 'ArchiveDocument', data: { actor: dgcp } }).thenRefused('other-organ');
  });
  it('loses it to the organ to which it passed it on', () => {
    given(document, received(), routed, accepted, rerouted).when({ type: 'AcceptDocument', data: { actor: dgpp } }).thenRefused('other-organ');
  });
});

describe('Foreign competence (TUO 141)', () => {
  const remit = (actor = operator): DocumentCommand => ({ type: 'RemitDocument', data: { actor, entity: 'Gobierno Regional', toldBy: 'in-person' } });
  it('is remitted by whoever holds the document, and the person is told', () => {
    given(document, received()).when(remit()).then({ type: 'DocumentRemitted', data: { document: id, entity: 'Gobierno Regional', toldBy: 'in-person' } });
    given(document, received(), routed, accepted).when(remit(dgpp)).then({ type: 'DocumentRemitted', data: { document: id, organ: 'dgpp', entity: 'Gobierno Regional', toldBy: 'in-person' } });
  });
  it('is not remitted by anybody else', () => {
    given(document, received(), routed).when(remit()).thenRefused('other-organ');
    given(document, received()).when(remit(dgpp)).thenRefused('other-centre');
  });
});

describe('Folios and files', () => {
  const correct = (folios: number): DocumentCommand => ({ type: 'CorrectFolios', data: { actor: operator, folios, reason: 'Un folio sin numerar' } });
  const file = { sha256: 'a'.repeat(64), bytes: 10, mediaType: 'application/pdf' };
  it('are corrected upward', () => given(document, received()).when(correct(13)).then({ type: 'FoliosCorrected', data: { document: id, before: 12, folios: 13, reason: 'Un folio sin numerar' } }));
  it('never shrink', () => void given(document, received()).when(correct(11)).thenRefused('folios-shrink'));
  it('corrected to what they are change nothing', () => given(document, received()).when(correct(12)).thenNothing());
  it('stay as they are once they are numbered in an expediente', () => {
    given(document, received(), { type: 'DocumentAddedToExpediente', data: { document: id, expediente: 'TES-2026-000001' } }).when(correct(13)).thenRefused('folios-fixed');
  });
  it('of the same content are attached once', () => {
    const attach: DocumentCommand = { type: 'AttachFile', data: { actor: operator, file } };
    given(document, received()).when(attach).then({ type: 'FileAttached', data: { document: id, file } });
    given(document, received({ files: [file] })).when(attach).thenNothing();
  });
  it('are limited to 200 files', () => {
    const files = Array.from({ length: 200 }, (_, i) => ({ ...file, sha256: String(i).padStart(64, '0') }));
    given(document, received({ files })).when({ type: 'AttachFile', data: { actor: operator, file } }).thenRefused('too-many-files');
  });
});

describe('Annulment', () => {
  it('ends a document that no organ has accepted', () => {
    given(document, received()).when(annul).then({ type: 'DocumentAnnulled', data: { document: id, reason: 'Se registró dos veces' } });
    given(document, received(), routed).when(annul).thenTypes('DocumentAnnulled');
  });
  it('is too late for a document that an organ has accepted, also once it passed it on', () => {
    given(document, received(), routed, accepted).when(annul).thenRefused('held-by-organ');
    given(document, received(), routed, accepted, { type: 'DocumentRerouted', data: { document: id, from: 'dgpp', to: 'dgcp', reason: 'x' } }).when(annul).thenRefused('annulled-too-late');
  });
  it('leaves nothing to do', () => {
    given(document, received(), { type: 'DocumentAnnulled', data: { document: id, reason: 'x' } }).when(route()).thenRefused('document-finished');
  });
});

describe('Deadlines', () => {
  const answerAt = (now: string, dueAt = due.at): DocumentCommand => ({ type: 'PassAnswerDeadline', data: { now, dueAt } });
  const routingAt = (now: string): DocumentCommand => ({ type: 'PassRoutingDeadline', data: { now, routeUntil } });
  const passed = { type: 'AnswerDeadlinePassed', data: { document: id, dueDate: due.date, dueAt: due.at } } as const;
  it('pass once', () => {
    given(document, received(), routed).when(answerAt('2026-03-12T05:00:00Z')).then(passed);
    given(document, received(), routed, passed).when(answerAt('2026-03-12T05:00:01Z')).thenNothing();
  });
  it('do not pass early', () => void given(document, received(), routed).when(answerAt(due.at)).thenRefused('deadline-not-reached'));
  it('of a term that no longer runs are no news', () => {
    given(document, received(), observed, remedied).when(answerAt('2026-04-01T00:00:00Z')).thenNothing();
    given(document, received(), observed).when(answerAt('2026-04-01T00:00:00Z')).thenNothing();
    given(document, received(), routed, accepted, answered).when(answerAt('2026-04-01T00:00:00Z')).thenNothing();
  });
  it('of the day of routing pass while the desk has the document', () => {
    given(document, received()).when(routingAt('2026-03-03T05:00:00Z')).then({ type: 'RoutingDeadlinePassed', data: { document: id, routeUntil } });
    given(document, received(), routed).when(routingAt('2026-03-03T05:00:00Z')).thenNothing();
  });
});

describe("Another system's history", () => {
  it('is continued by the importer, with the organs of that system', () => {
    given(document, imported()).when(route({ actor: importer, organ: externo('grupo-2') })).thenTypes('DocumentRouted');
  });
  it('is changed by nobody else', () => {
    given(document, imported()).when(route()).thenRefused('imported-history');
    given(document, received()).when(route({ actor: importer })).thenRefused('importer-only-history');
  });
});

describe('Where a document is', () => {
  it('is founded by its register', () => {
    expect(document.origin?.('TES-2026-000007')).toEqual({ stream: 'register-TES-2026', revision: 6 });
    expect(() => document.origin?.('TES-2026-7')).toThrow('document-unknown');
  });
  it('is one place at a time', () => {
    const holder = (...events: Parameters<typeof document.evolve>[1][]) => {
      const { state } = play(document, [], [received(), ...events]);
      return state.status === 'unknown' ? undefined : holderOf(state);
    };
    expect(holder()).toEqual({ kind: 'desk', id: 'TES' });
    expect(holder(routed, accepted)).toEqual({ kind: 'organ', id: 'dgpp' });
    expect(holder(observed, heldNotPresented, { type: 'DocumentReturned', data: { document: id, to: 'sender' } })).toEqual({ kind: 'sender' });
  });
});
