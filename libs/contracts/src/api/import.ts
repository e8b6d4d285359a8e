import { z } from 'zod';
import { choice, Folios, input, OrganId, ProcedureId, publicText, text } from '../fields.ts';
import { Channel, DocumentKind } from '../intake/document-events.ts';

/** Within every calendar's range, whatever the offset. */
const inRange = (instant: string): boolean => instant >= '1901' && instant < '2199';

/** An instant with the offset of the system that it comes from: its first ten characters are the date there. */
export const ForeignInstant = z.iso
  .datetime({ offset: true, error: 'Debe ser un instante ISO 8601 con su desfase, como 2011-10-11T13:42:22.688+02:00.' })
  .refine(inRange, { error: 'La fecha debe estar entre los años 1901 y 2198.' });

/** An id of another system's. It is stored in clear. */
const ForeignId = text(120);

/**
 * Who did something, by a pseudonym of that system's. What has the form of a name (words, an address of e-mail) is
 * refused; whether a word such as `jperez` is a name only the one who writes the mapping can tell.
 */
const Pseudonym = z.string().regex(/^[\w.-]{1,40}$/, { error: 'Debe ser un seudónimo de 1 a 40 letras sin tilde, dígitos, puntos o guiones: los nombres de personas no se importan.' });

/** What a step would be here. */
export const Equivalent = z.discriminatedUnion('kind', [input({ kind: z.literal('routed'), organ: OrganId }), input({ kind: z.literal(['accepted', 'archived']) })], {
  error: 'Elija uno de: routed, accepted, archived.',
});

export const ForeignStep = input({ id: ForeignId, at: ForeignInstant, activity: publicText(200), group: publicText(120).exactOptional(), resource: Pseudonym.exactOptional(), as: Equivalent.exactOptional() });
export type ForeignStep = z.infer<typeof ForeignStep>;

/** A case of another system: what founds its document here, and (a part of) its steps in their order. */
export const ForeignCase = input({
  id: ForeignId,
  receivedAt: ForeignInstant,
  channel: choice(Channel.options),
  kind: choice(DocumentKind.options),
  procedure: ProcedureId,
  organ: OrganId,
  /** Absent where the source does not tell. */
  folios: Folios.exactOptional(),
  about: text(1_000),
  steps: z.array(ForeignStep).max(500, { error: 'Envíe 500 actuaciones de un caso como máximo en cada pedido.' }),
});
export type ForeignCase = z.infer<typeof ForeignCase>;

export const ImportInput = input({
  /** Name of the other system, the same in every request. */
  system: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, { error: 'El sistema tiene de 2 a 60 letras minúsculas, dígitos o guiones.' }),
  /** Where the history comes from. */
  source: publicText(300, 3),
  cases: z.array(ForeignCase).min(1, { error: 'Envíe al menos un caso.' }).max(100, { error: 'Envíe 100 casos como máximo en cada pedido.' }),
});
export type ImportInput = z.infer<typeof ImportInput>;

const Outcome = z.union([z.enum(['recorded', 'present']), z.object({ code: z.string(), message: z.string() })]);
/** Recorded now, there already, or refused with its reason. */
export type ImportOutcome = z.infer<typeof Outcome>;

export const ImportedCase = z.object({
  id: z.string(),
  document: z.string().optional().describe('Ausente si se rechazó'),
  outcome: Outcome,
  steps: z.array(Outcome).describe('En el orden en que se enviaron; vacío si el caso se rechazó'),
});
export type ImportedCase = z.infer<typeof ImportedCase>;

export const ImportAnswer = z.object({ cases: z.array(ImportedCase), position: z.int() });
export type ImportAnswer = z.infer<typeof ImportAnswer>;
