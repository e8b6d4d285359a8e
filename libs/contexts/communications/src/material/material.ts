import { z } from 'zod';
import { act, declare, define, events, ids, type IdKind } from '#aggregates';
import { CentreCode, choice, Id, Instant, input, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkFile, dueIn, File, ownCentres, reasonText, subjectText } from '../shared.ts';

const provision = 'DIR.5.5.c';
const kindNames = { afiche: 'Afiche', triptico: 'Tríptico', brochure: 'Brochure', cartilla: 'Cartilla informativa', video: 'Video institucional', otro: 'Otro material' } as const;
const Kind = choice(Object.keys(kindNames) as (keyof typeof kindNames)[]).meta({ title: 'Tipo de material', names: kindNames });

/** What a stock of it at a centre is called by: `CUS-<material>`. */
export const MaterialId = z.string().regex(/^[a-z0-9]{4,36}$/, { error: 'El código tiene de 4 a 36 letras minúsculas o dígitos.' }).meta({ title: 'Código del material', examples: ['triptico2026'] });
const id: IdKind = { ...ids.national, schema: MaterialId };
const base = { material: MaterialId, by: Id };

const told = events({
  MaterialApproved: { provision, title: 'Material aprobado', data: z.strictObject({ ...base, kind: Kind, subject: z.string(), file: Sha256 }) },
  MaterialWithdrawn: { provision, title: 'Material retirado de circulación', data: z.strictObject({ ...base, reason: z.string(), centres: z.array(CentreCode), due: Instant }) },
  MaterialRemovalConfirmed: { provision, title: 'Retiro del material confirmado por un centro', data: z.strictObject({ ...base, centre: CentreCode }) },
});

interface Approved {
  readonly kind: string;
  readonly subject: string;
  readonly file: string;
}

export type Material =
  | { readonly status: 'not-approved' }
  | (Approved & { readonly status: 'approved' })
  | (Approved & { readonly status: 'withdrawn'; readonly reason: string; readonly due: string; /** Centres that have not confirmed its removal. */ readonly pending: readonly string[] });

/** What may be shown and given to users and media: approved by the Oficina de Comunicaciones, and nothing else. */
const definition = define<Material, typeof told>({
  name: 'material',
  path: 'materiales',
  title: ['Material de difusión', 'Materiales de difusión'],
  id,
  events: told,
  initialState: { status: 'not-approved' },
  evolve: {
    MaterialApproved: (_, { kind, subject, file }) => ({ status: 'approved', kind, subject, file }),
    MaterialWithdrawn: (state, { reason, centres, due }) => ({ ...(state as Approved), status: 'withdrawn', reason, due, pending: centres }),
    MaterialRemovalConfirmed: (state, { centre }) => {
      const withdrawn = state as Extract<Material, { status: 'withdrawn' }>;
      return { ...withdrawn, pending: withdrawn.pending.filter((each) => each !== centre) };
    },
  },
  statuses: { 'not-approved': 'Sin aprobar', approved: 'Aprobado', withdrawn: 'Retirado' },
  record: { version: 1, readers: 'all', summary: (state) => ({ title: state.status === 'not-approved' ? '' : state.subject }) },
});

export const material = declare(definition, {
  approve: act(definition, {
    summary: 'Aprobar un material',
    provision,
    roles: ['communications'],
    from: ['not-approved'],
    input: input({ kind: Kind, subject: subjectText, file: File }),
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide: (_, { id, input, actor: { id: by } }) => [{ type: 'MaterialApproved', data: { material: id, by, ...input } }],
  }),
  withdraw: act(definition, {
    summary: 'Retirar de circulación',
    provision,
    roles: ['communications'],
    from: ['approved'],
    input: input({ reason: reasonText }),
    facts: (_, scope) => ({ centres: [...ownCentres(scope)], due: dueIn(scope, 'acuse-working-days') }),
    decide: (_, { id, input, facts, actor: { id: by } }) => [{ type: 'MaterialWithdrawn', data: { material: id, by, ...input, ...facts } }],
  }),
  'confirm-removal': act(definition, {
    summary: 'Confirmar que el centro lo retiró',
    provision,
    roles: ['centre-coordinator'],
    from: ['withdrawn'],
    input: input({}),
    decide({ pending }, { id, actor: { id: by, centre } }) {
      if (centre === undefined || !pending.includes(centre)) throw refuse('conflict', 'removal-not-pending', 'De su centro no falta esa confirmación.', { provision });
      return [{ type: 'MaterialRemovalConfirmed', data: { material: id, by, centre } }];
    },
  }),
});

export const materialNow = async ({ services }: Scope, id: string): Promise<Material> => (await services.executor.load(material, id)).state;
