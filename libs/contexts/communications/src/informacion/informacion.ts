import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, centreOf, DepartmentCode, Id, input, Sha256, Sistema } from '#contracts';
import { refuse } from '#kernel';
import { centreOfId, checkFile, File, longText, subjectText } from '../shared.ts';

const provision = 'DIR.5.5.a';
const base = { informacion: ids.atCentre.schema.meta({ examples: ['CUS-i0001'] }), centre: CentreCode, by: Id };

const told = events({
  InformacionRemitted: {
    provision,
    title: 'Información remitida a la OGAUC',
    data: z.strictObject({ ...base, department: DepartmentCode, sistema: Sistema.exactOptional(), jurisdictional: z.boolean(), subject: z.string(), summary: z.string(), file: Sha256.exactOptional() }),
  },
  InformacionAcknowledged: { provision, title: 'Información recibida por la OGAUC', data: z.strictObject({ ...base, note: z.string().exactOptional() }) },
});

type Informacion =
  | { readonly status: 'not-remitted' }
  | { readonly status: 'remitted' | 'acknowledged'; readonly centre: string; readonly department: string; readonly sistema?: string; readonly jurisdictional: boolean; readonly subject: string; readonly summary: string; readonly file?: string; readonly by: string; readonly note?: string };

/** What a centre tells OGAUC of a sistema, or of its jurisdiction. */
const definition = define<Informacion, typeof told>({
  name: 'informacion',
  path: 'informaciones',
  title: ['Información canalizada', 'Información canalizada'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'not-remitted' },
  evolve: {
    InformacionRemitted: (_, { informacion: _id, ...data }) => ({ status: 'remitted', ...data }),
    InformacionAcknowledged: (state, { note }) => ({ ...(state as Exclude<Informacion, { status: 'not-remitted' }>), status: 'acknowledged', ...(note && { note }) }),
  },
  statuses: { 'not-remitted': 'Sin remitir', remitted: 'Remitida', acknowledged: 'Recibida' },
  record: {
    version: 1,
    summary: (state) => (state.status === 'not-remitted' ? { title: '' } : { title: state.subject, centre: state.centre }),
    waits: ({ status }) => (status === 'remitted' ? { role: 'ogauc', act: 'acknowledge' } : undefined),
  },
});

export const informacion = declare(definition, {
  remit: act(definition, {
    summary: 'Remitir información a la OGAUC',
    provision,
    roles: ['centre-coordinator'],
    from: ['not-remitted'],
    input: input({
      department: DepartmentCode.meta({ title: 'Departamento', description: 'Código INEI del departamento del centro' }),
      sistema: Sistema.exactOptional(),
      jurisdictional: z.boolean().default(false).meta({ title: 'Es información de la jurisdicción del centro' }),
      subject: subjectText,
      summary: longText('Información'),
      file: File.exactOptional(),
    }),
    async facts({ file }, scope, id) {
      await checkFile(scope, file, 'file');
      return { own: centreOf(scope.services.directory(), centreOfId(id))?.department };
    },
    decide(_, { id, input: { jurisdictional, sistema, department, ...what }, facts: { own }, actor: { id: by } }) {
      if (department !== own) throw refuse('invalid', 'other-department', 'Ese no es el departamento del centro.', { field: 'department', provision });
      if (sistema === undefined && !jurisdictional) throw refuse('invalid', 'sistema-or-jurisdiction', 'Indique el sistema, o que es información de la jurisdicción.', { field: 'sistema', provision });
      return [{ type: 'InformacionRemitted', data: { informacion: id, centre: centreOfId(id), by, department, ...(sistema && { sistema }), jurisdictional, ...what } }];
    },
  }),
  acknowledge: act(definition, {
    summary: 'Dar por recibida',
    provision,
    roles: ['ogauc'],
    from: ['remitted'],
    notBy: (state) => (state.status === 'not-remitted' ? [] : [state.by]),
    input: input({ note: longText('Qué se hará con ella').exactOptional() }),
    decide: ({ centre }, { id, input, actor: { id: by } }) => [{ type: 'InformacionAcknowledged', data: { informacion: id, centre, by, ...input } }],
  }),
});
