import { z } from 'zod';
import { act, declare, define, events, ids, systemAsks, type Ask } from '#aggregates';
import { input, publicText } from '#contracts';
import { refuse } from '#kernel';
import { isSubjectId, subjectOf } from '#personal-data';
import { action, type Services } from '#platform';
import type { View } from '#view-store';
import { eraseKey } from './hold.ts';

const provision = 'LEY.29733';
const subject = z.string().regex(/^s_[0-9a-f]{32}$/, { error: 'El código del texto empieza con s_ y tiene 32 dígitos.' }).meta({ examples: ['s_0123456789abcdef0123456789abcdef'] });

export const textEvents = events({ TextoErased: { provision, title: 'Texto anónimo suprimido', data: z.strictObject({ subject, reason: z.string() }) } });

interface Text {
  readonly status: 'kept' | 'erased';
}

const definition = define<Text, typeof textEvents>({
  name: 'anonymous-text',
  title: ['Texto anónimo', 'Textos anónimos'],
  id: ids.national,
  events: textEvents,
  initialState: { status: 'kept' },
  evolve: { TextoErased: () => ({ status: 'erased' }) },
  statuses: { kept: 'Guardado', erased: 'Suprimido' },
  record: { version: 1, summary: (_, id) => ({ title: id }) },
});

const Erase = z.strictObject({ reason: z.string() });

/** Words of somebody unknown, sealed under a key of their own: erased once, for good. */
export const anonymousText = declare(definition, {
  erase: act(definition, {
    summary: 'Suprimir un texto anónimo',
    provision,
    roles: [],
    from: ['kept', 'erased'],
    input: Erase,
    decide: ({ status }, { id, input: { reason } }: Ask<z.infer<typeof Erase>>) => (status === 'kept' ? [{ type: 'TextoErased', data: { subject: id, reason } }] : []),
  }),
});

interface TextRecord {
  readonly subject: string;
  readonly erased: boolean;
}

interface Sealed {
  readonly sealed?: string;
  readonly texts?: readonly { readonly sealed: string }[];
  readonly subject?: string;
}

const subjectsOf = ({ sealed, texts = [], subject: erased }: Sealed): readonly string[] => (erased ? [erased] : [...(sealed ? [sealed] : []), ...texts.map((each) => each.sealed)].map(subjectOf));

/** The texts that there are, by the subjects of their keys. */
export const textsView: View<TextRecord> = {
  name: 'anonymous-texts',
  version: 1,
  indexes: [{ fields: ['erased'] }],
  events: ['SugerenciaDropped', 'RespuestaEncuestaReceived', 'TextoErased'],
  keysOf: ({ data }) => subjectsOf(data as Sealed),
  fold: (_, { type }, id) => ({ subject: id, erased: type === 'TextoErased' }),
};

/** Erases words in which somebody is named: the decision goes into the log, then the key is destroyed. */
export const eraseText = action({
  path: 'anonymous-texts/erase',
  roles: ['data-officer'],
  summary: 'Suprime el texto de una sugerencia o de una respuesta: destruye su clave',
  provision,
  input: input({ subject: subject.meta({ title: 'Código del texto' }), reason: publicText(500, 5).meta({ title: 'Motivo' }) }),
  answer: z.object({ subject: z.string(), erased: z.literal(true), position: z.int().optional() }),
  async handle({ subject: id, reason }, { caller, services, now, requestId }) {
    if (!(await services.views.get(textsView, id))) throw refuse('not-found', 'text-unknown', 'No hay un texto con ese código.', { field: 'subject', provision });
    const { kind, name: _, ...actor } = caller;
    const { events: recorded } = await services.executor.execute(anonymousText, id, systemAsks('erase', { id, input: { reason }, now }), { actor: { kind, ...actor }, correlationId: requestId });
    await eraseKey(id, services.keys);
    return { subject: id, erased: true, position: recorded.at(-1)?.position };
  },
});

/** Applies the erasures of the log to the key store: a crash in between, or an old key store, brings no text back. */
export async function applyTextErasures({ views, keys }: Pick<Services, 'views' | 'keys'>): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await views.find(textsView, { where: { erased: true }, limit: 1_000, ...(cursor && { cursor }) });
    for (const { subject: id } of page.documents) if (isSubjectId(id)) await keys.erase(id);
    cursor = page.next;
  } while (cursor);
}
