import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, Instant, input, publicText, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import { centreOfId, centreStaff, checkFile, dueIn, File, longText, Medium, subjectText } from '../shared.ts';
import { protocoloNow } from './protocolo.ts';

const provision = 'DIR.5.5.c';
const base = { pedido: ids.atCentre.schema.meta({ examples: ['CUS-p0001'] }), centre: CentreCode, by: Id };
const protocol = z.int().min(1);

const told = events({
  PedidoMedioReceived: { provision, title: 'Pedido de un medio recibido', data: z.strictObject({ ...base, medium: Medium, outlet: z.string(), subject: z.string(), request: z.string(), due: Instant }) },
  PedidoMedioChanneled: { provision, title: 'Pedido canalizado a la Oficina de Comunicaciones', data: z.strictObject({ ...base, protocol, note: z.string().exactOptional(), due: Instant }) },
  PedidoMedioAnswered: { provision, title: 'Pedido de un medio respondido', data: z.strictObject({ ...base, protocol, answer: z.string(), file: Sha256.exactOptional() }) },
});

interface Pedido {
  readonly centre: string;
  readonly medium: string;
  readonly outlet: string;
  readonly subject: string;
  readonly request: string;
  readonly due: string;
  /** Those who received and channelled it: none of them answers. */
  readonly handledBy: readonly string[];
  /** Version of the protocol that it followed. */
  readonly protocol?: number;
  readonly note?: string;
  readonly answer?: string;
  readonly file?: string;
}

type State = { readonly status: 'not-received' } | (Pedido & { readonly status: 'received' | 'channeled' | 'answered' });

/** What the media ask of a centre: channelled by the protocol in force, answered by the Oficina de Comunicaciones. */
const definition = define<State, typeof told>({
  name: 'pedido-medio',
  path: 'pedidos-medios',
  title: ['Pedido de un medio de comunicación', 'Pedidos de los medios de comunicación'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'not-received' },
  evolve: {
    PedidoMedioReceived: (_, { pedido: _id, by, ...data }) => ({ status: 'received', ...data, handledBy: [by] }),
    PedidoMedioChanneled: (state, { protocol, note, due, by }) => ({ ...(state as Pedido), status: 'channeled', protocol, due, ...(note && { note }), handledBy: [...(state as Pedido).handledBy, by] }),
    PedidoMedioAnswered: (state, { answer, file }) => ({ ...(state as Pedido), status: 'answered', answer, ...(file && { file }) }),
  },
  statuses: { 'not-received': 'Sin recibir', received: 'Por canalizar', channeled: 'Por responder', answered: 'Respondido' },
  record: {
    version: 1,
    summary: (state) => (state.status === 'not-received' ? { title: '' } : { title: state.subject, centre: state.centre }),
    waits(state) {
      if (state.status === 'received') return { role: 'centre-coordinator', centre: state.centre, act: 'channel', due: state.due };
      return state.status === 'channeled' ? { role: 'communications', act: 'answer', due: state.due } : undefined;
    },
  },
});

export const pedidoMedio = declare(definition, {
  receive: act(definition, {
    summary: 'Registrar el pedido de un medio',
    provision,
    roles: centreStaff,
    from: ['not-received'],
    input: input({ medium: Medium, outlet: publicText(120, 2).meta({ title: 'Nombre del medio', description: 'El medio, no la persona' }), subject: subjectText, request: longText('Qué pide') }),
    facts: (_, scope, id) => dueIn(scope, 'pedido-medio-working-days', centreOfId(id)),
    decide: (_, { id, input, facts: due, actor: { id: by } }) => [{ type: 'PedidoMedioReceived', data: { pedido: id, centre: centreOfId(id), by, ...input, due } }],
  }),
  channel: act(definition, {
    summary: 'Canalizar a la Oficina de Comunicaciones',
    provision,
    roles: ['centre-coordinator'],
    from: ['received'],
    input: input({ note: longText('Observación').exactOptional() }),
    facts: async (_, scope) => ({ protocol: await protocoloNow(scope), due: dueIn(scope, 'pedido-medio-working-days') }),
    decide({ centre }, { id, input, facts: { protocol, due }, actor: { id: by } }) {
      if (protocol.status !== 'in-force') throw refuse('conflict', 'protocolo-missing', 'La Oficina de Comunicaciones todavía no entregó el protocolo que hay que seguir.', { provision });
      if (!protocol.acknowledgedBy.includes(centre)) throw refuse('conflict', 'protocolo-not-acknowledged', `Su centro debe dar por recibida primero la versión ${protocol.version} del protocolo.`, { provision });
      return [{ type: 'PedidoMedioChanneled', data: { pedido: id, centre, by, protocol: protocol.version, ...input, due } }];
    },
  }),
  answer: act(definition, {
    summary: 'Responder al medio',
    provision,
    roles: ['communications'],
    from: ['channeled'],
    notBy: (state) => (state.status === 'not-received' ? [] : state.handledBy),
    input: input({ answer: longText('Respuesta'), file: File.exactOptional() }),
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide: ({ centre, protocol }, { id, input, actor: { id: by } }) => [{ type: 'PedidoMedioAnswered', data: { pedido: id, centre, by, protocol: protocol!, ...input } }],
  }),
});
