import fc from 'fast-check';
import type { DocumentCommand } from '../src/domain/document/commands.ts';
import { dgcp, dgpp, due as term, externo, importer, inForce, oautda, ogauc, operator, otherOperator, remedyUntil, routeUntil } from './examples.ts';

const organ = fc.constantFrom(inForce('dgpp'), inForce('dgcp'), { id: 'dgetp', standing: 'not-in-force' as const });
const reason = fc.constant('Por un motivo');
/** Few, so that terms, timers and dates meet. */
const instant = fc.constantFrom(remedyUntil, routeUntil, term.at, ...['02', '04', '05', '13'].map((day) => `2026-03-${day}T12:00:00Z`));
const date = instant.map((at) => at.slice(0, 10));
const due = fc.record({ date, at: instant });

const ours = [operator, dgpp, dgcp, ogauc];
const acts = (actor: fc.Arbitrary<(typeof ours)[number]>): fc.Arbitrary<DocumentCommand> => {
  const made = (type: DocumentCommand['type'], data: object): fc.Arbitrary<DocumentCommand> =>
    fc.record(data as Record<string, fc.Arbitrary<unknown>>).map((values): unknown => ({ type, data: values })).map((command) => command as DocumentCommand);
  const by = (type: DocumentCommand['type'], data: object = {}) => made(type, { actor, ...data });
  const timed = (type: DocumentCommand['type'], data: object) => made(type, { now: instant, ...data });
  return fc.oneof(
    by('ObserveDocument', { requirements: fc.constant(['Falta la firma']), remedyBy: date, remedyUntil: instant }),
    by('RemedyDocument', { now: instant, legalDate: date, addedFolios: fc.nat(5), routeUntil: instant, due }),
    timed('HoldNotPresented', { remedyUntil: instant }),
    by('ReturnDocument', { to: fc.constant('sender') }),
    { weight: 3, arbitrary: by('RouteDocument', { organ, today: date, due }) },
    by('RerouteDocument', { organ, reason }),
    { weight: 2, arbitrary: by('AcceptDocument') },
    by('RejectDocument', { reason, today: date, routeUntil: instant }),
    by('AnswerDocument', { now: instant, kind: fc.constantFrom('oficio', 'conocimiento'), reference: fc.constant('Oficio 1-2026'), folios: fc.nat(3) }),
    by('ArchiveDocument'),
    by('RemitDocument', { entity: fc.constant('Gobierno Regional'), toldBy: fc.constant('post') }),
    by('CorrectFolios', { folios: fc.integer({ min: 1, max: 30 }), reason }),
    by('AnnulDocument', { reason }),
    by('AttachFile', { file: fc.record({ sha256: fc.constantFrom('a', 'b').map((c) => c.repeat(64)), bytes: fc.constant(1), mediaType: fc.constant('image/png') }) }),
    by('AddToExpediente', { expediente: fc.constantFrom('TES-2026-000001', 'TES-2026-000002') }),
    by('LeaveExpediente', { reason }),
    timed('PassAnswerDeadline', { dueAt: instant }),
    timed('PassRoutingDeadline', { routeUntil: instant }),
  );
};

/** The importer's: steps of another system, a few ids so that they meet. */
const foreignSteps: fc.Arbitrary<DocumentCommand> = fc
  .record({
    step: fc.constantFrom('a', 'b', 'c', 'd'),
    activity: fc.constantFrom('Revisar', 'Cerrar'),
    at: instant,
    today: date,
    as: fc.constantFrom(undefined, { kind: 'routed' as const, organ: externo('grupo-3') }, { kind: 'routed' as const, organ: externo('grupo-2') }, { kind: 'accepted' as const }, { kind: 'archived' as const }),
  })
  .map(({ as, ...data }) => ({ type: 'RecordForeignStep', data: { actor: importer, ...data, ...(as && { as }) } }));

/** Any history of commands: mostly by those who may, at times by anybody. */
export const documentCommands = fc.array(fc.oneof({ weight: 6, arbitrary: acts(fc.constantFrom(...ours)) }, acts(fc.constantFrom(otherOperator, importer, oautda)), foreignSteps), { maxLength: 60, size: 'max' });
