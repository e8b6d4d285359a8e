import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, Instant, input, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkFile, dueIn, File, longText, ownCentres, subjectText } from '../shared.ts';

const provision = 'DIR.5.5.c';
const version = z.int().min(1).max(10_000).meta({ title: 'Versión' });

const told = events({
  ProtocoloIssued: { provision, title: 'Protocolo de comunicación entregado', data: z.strictObject({ version, subject: z.string(), changes: z.string(), file: Sha256, by: Id, centres: z.array(CentreCode), due: Instant }) },
  ProtocoloAcknowledged: { provision, title: 'Protocolo de comunicación recibido', data: z.strictObject({ version, centre: CentreCode, by: Id }) },
});

export type Protocolo =
  | { readonly status: 'not-issued' }
  | { readonly status: 'in-force'; readonly version: number; readonly subject: string; readonly changes: string; readonly file: string; readonly centres: readonly string[]; readonly due: string; readonly acknowledgedBy: readonly string[] };

const name = 'protocolo-comunicacion';

/** How centres deal with the media: one in force, by version, given to every centre. */
const definition = define<Protocolo, typeof told>({
  name,
  path: 'protocolos-comunicacion',
  title: ['Protocolo de comunicación', 'Protocolo de comunicación'],
  id: ids.only(name),
  events: told,
  initialState: { status: 'not-issued' },
  evolve: {
    ProtocoloIssued: (_, { by: _by, ...issued }) => ({ status: 'in-force', ...issued, acknowledgedBy: [] }),
    ProtocoloAcknowledged: (state, { centre }) => {
      const known = state as Extract<Protocolo, { status: 'in-force' }>;
      return { ...known, acknowledgedBy: [...known.acknowledgedBy, centre] };
    },
  },
  statuses: { 'not-issued': 'Sin entregar', 'in-force': 'Vigente' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state) => ({ title: state.status === 'in-force' ? `${state.subject}, versión ${state.version}` : '' }),
  },
});

export const protocolo = declare(definition, {
  issue: act(definition, {
    summary: 'Entregar una nueva versión del protocolo',
    provision,
    roles: ['communications'],
    from: ['not-issued', 'in-force'],
    input: input({ subject: subjectText, changes: longText('Qué cambia'), file: File }),
    async facts({ file }, scope) {
      await checkFile(scope, file, 'file');
      return { centres: ownCentres(scope), due: dueIn(scope, 'acuse-working-days') };
    },
    decide: (state, { input, facts, actor: { id: by } }) => [{ type: 'ProtocoloIssued', data: { version: state.status === 'in-force' ? state.version + 1 : 1, ...input, by, centres: [...facts.centres], due: facts.due } }],
  }),
  acknowledge: act(definition, {
    summary: 'Dar por recibido el protocolo',
    provision,
    roles: ['centre-coordinator'],
    from: ['in-force'],
    input: input({ version }),
    decide(state, { input: { version }, actor: { id: by, centre } }) {
      if (version !== state.version) throw refuse('conflict', 'protocolo-not-in-force', `La versión vigente es la ${state.version}.`, { field: 'version', provision });
      if (centre === undefined || !state.centres.includes(centre)) throw refuse('forbidden', 'not-addressed', 'Esa versión no se entregó a su centro.', { provision });
      if (state.acknowledgedBy.includes(centre)) throw refuse('conflict', 'already-acknowledged', 'Su centro ya la dio por recibida.', { provision });
      return [{ type: 'ProtocoloAcknowledged', data: { version, centre, by } }];
    },
  }),
});

/** The protocol as it is now. */
export const protocoloNow = async ({ services }: Scope): Promise<Protocolo> => (await services.executor.load(protocolo, name)).state;
