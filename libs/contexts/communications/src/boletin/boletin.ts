import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { limaInstant } from '#calendar';
import { CentreCode, Id, Instant, input, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkFile, File, longText, ownCentres } from '../shared.ts';
import { aporteBoletin, checkBegun, dayOf, Month, provision } from './aporte.ts';
import { dayAfter } from './months.ts';

const Contribution = z.strictObject({ centre: CentreCode, month: Month, subject: z.string() });
const edition = { month: Month, file: Sha256, by: Id };
const contents = { contributions: z.array(Contribution), missing: z.array(CentreCode) };

const told = events({
  BoletinDrafted: { provision, title: 'Boletín elaborado', data: z.strictObject({ ...edition, ...contents, due: Instant }) },
  BoletinPublished: { provision, title: 'Boletín publicado', data: z.strictObject({ ...edition, ...contents }) },
  BoletinErrataPublished: { provision, title: 'Fe de erratas publicada', data: z.strictObject({ ...edition, version: z.int().min(2), errata: z.string() }) },
});

interface Contents {
  readonly file: string;
  readonly contributions: readonly z.infer<typeof Contribution>[];
  /** Centres that sent nothing. */
  readonly missing: readonly string[];
}

type Boletin =
  | { readonly status: 'none' }
  | (Contents & { readonly status: 'drafted'; readonly due: string })
  /** Earlier files stay: an edition is not changed, it gets a new version. */
  | (Contents & { readonly status: 'published'; readonly version: number; readonly errata: readonly { readonly file: string; readonly errata: string }[] });

/** The bulletin of a month: one edition, made of what the centres contributed. */
const definition = define<Boletin, typeof told>({
  name: 'boletin',
  path: 'boletines',
  title: ['Boletín mensual', 'Boletines mensuales'],
  id: ids.month,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    BoletinDrafted: (_, { file, contributions, missing, due }) => ({ status: 'drafted', file, contributions, missing, due }),
    BoletinPublished: (_, { file, contributions, missing }) => ({ status: 'published', version: 1, file, contributions, missing, errata: [] }),
    BoletinErrataPublished: (state, { version, file, errata }) => {
      const published = state as Extract<Boletin, { status: 'published' }>;
      return { ...published, version, errata: [...published.errata, { file, errata }] };
    },
  },
  statuses: { none: 'Sin elaborar', drafted: 'Elaborado', published: 'Publicado' },
  record: {
    version: 1,
    readers: 'all',
    summary: (_, id) => ({ title: `Boletín ${id}` }),
    waits: (state) => (state.status === 'drafted' ? { role: 'communications', act: 'publish', due: state.due } : undefined),
  },
});

/** What the centres sent for an edition, as their own histories tell it. */
export async function contentsOf(scope: Scope, month: string): Promise<{ contributions: z.infer<typeof Contribution>[]; missing: string[] }> {
  const centres = ownCentres(scope);
  const loaded = await Promise.all(centres.map(async (centre) => (await scope.services.executor.load(aporteBoletin, centre)).state.aportes.filter(({ edition }) => edition === month)));
  return {
    contributions: centres.flatMap((centre, i) => loaded[i]!.map(({ month, subject }) => ({ centre, month, subject }))),
    missing: centres.filter((_, i) => loaded[i]!.length === 0),
  };
}

/** Last date on which contributions still go into the month's edition. */
export const closesOn = (scope: Scope, month: string): string => dayAfter(month, dayOf(scope, 'boletin-cutoff-day'));

const file = input({ file: File.meta({ title: 'Archivo del boletín', widget: 'file' }) });

export const boletin = declare(definition, {
  draft: act(definition, {
    summary: 'Elaborar el boletín del mes',
    provision,
    roles: ['communications'],
    from: ['none', 'drafted'],
    input: file,
    async facts({ file }, scope, month) {
      await checkFile(scope, file, 'file');
      return { ...(await contentsOf(scope, month)), due: limaInstant(dayAfter(month, dayOf(scope, 'boletin-publication-day')), '23:59:59') };
    },
    decide(_, { id: month, input: { file }, facts, actor: { id: by }, today }) {
      checkBegun(month, today, 'id');
      return [{ type: 'BoletinDrafted', data: { month, file, by, ...facts } }];
    },
  }),
  publish: act(definition, {
    summary: 'Publicar el boletín del mes',
    provision,
    roles: ['communications'],
    from: ['drafted'],
    input: file,
    async facts({ file }, scope, month) {
      await checkFile(scope, file, 'file');
      return { contents: await contentsOf(scope, month), closesOn: closesOn(scope, month) };
    },
    decide(_, { id: month, input: { file }, facts: { contents, closesOn }, actor: { id: by }, today }) {
      if (today <= closesOn) throw refuse('conflict', 'edition-still-open', `Los centros pueden enviar aportes hasta el ${closesOn}; se publica después.`, { provision });
      return [{ type: 'BoletinPublished', data: { month, file, by, ...contents } }];
    },
  }),
  'publish-errata': act(definition, {
    summary: 'Publicar una fe de erratas',
    provision,
    roles: ['communications'],
    from: ['published'],
    input: file.extend({ errata: longText('Qué se corrige') }),
    facts: ({ file }, scope) => checkFile(scope, file, 'file'),
    decide: ({ version }, { id: month, input, actor: { id: by } }) => [{ type: 'BoletinErrataPublished', data: { month, ...input, version: version + 1, by } }],
  }),
});
