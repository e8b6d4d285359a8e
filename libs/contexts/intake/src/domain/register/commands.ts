import { z } from 'zod';
import { Channel, choice, DocumentKind, Folios, input, OrganId, ProcedureId, Sha256, text, type DocumentReceived, type OrganLookup } from '#contracts';
import type { CommandActor } from '../actor.ts';
import { Requirements } from '../document/commands.ts';

/** DNI, RUC, carné de extranjería or pasaporte; `NONE` for who shows none, whose document must be received all the same (TUO 136.1). */
const Identity = z.discriminatedUnion(
  'kind',
  [
    input({ kind: choice(['DNI', 'RUC', 'CE', 'PASSPORT']), number: z.string({ error: 'Escriba el número como texto, con sus ceros.' }).trim().min(1, { error: 'Escriba el número.' }).max(20, { error: 'El número tiene 20 caracteres como máximo.' }) }),
    input({ kind: z.literal('NONE') }),
  ],
  { error: 'Elija un tipo de documento de identidad: DNI, RUC, CE, PASSPORT o NONE.' },
);

/** What an operator types of a document. Its number, date and code are the server's. */
export const ReceiveDocumentInput = input({
  channel: choice(Channel.options),
  kind: choice(DocumentKind.options),
  procedure: ProcedureId,
  organ: OrganId,
  folios: Folios,
  about: text(1_000),
  sender: input({
    name: text(200),
    identity: Identity,
    representative: text(200).exactOptional(),
    address: text(300).exactOptional(),
    phone: text(30).exactOptional(),
    email: z.email({ error: 'El correo no es válido.' }).max(254, { error: 'El correo tiene 254 caracteres como máximo.' }).exactOptional(),
  }),
  annexes: z
    .array(input({ description: text(300), folios: z.int({ error: 'Escriba un número entero de folios.' }).min(0, { error: 'Los folios de un anexo no pueden ser negativos.' }).max(100_000, { error: 'Los folios son 100 000 como máximo.' }).default(0) }))
    .max(500, { error: 'Un documento lleva 500 anexos como máximo.' })
    .default([]),
  files: z.array(input({ sha256: Sha256, name: text(255) })).max(50, { error: 'Un documento lleva 50 archivos como máximo.' }).default([]),
  /** Requirements that are missing, to be observed in the act of reception. */
  observe: Requirements.exactOptional(),
});
export type ReceiveDocumentInput = z.infer<typeof ReceiveDocumentInput>;

type Given = Omit<DocumentReceived, 'document' | 'number' | 'organ'>;

/** Everything but the number, which is the register's to give. */
export interface ReceiveDocument {
  readonly type: 'ReceiveDocument';
  readonly data: Given & {
    readonly actor: CommandActor;
    readonly organ: OrganLookup;
    /** Whether the centre has its mesa de partes (DIR.5.1.2.b). */
    readonly deskImplemented: boolean;
    readonly procedureKnown: boolean;
    /** Whether the one who acts has supervised the desk (DIR.4.5). */
    readonly supervisor: boolean;
  };
}
