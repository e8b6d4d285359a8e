import { z } from 'zod';
import { act, declare, define, events, ids, type Declared } from '#aggregates';
import { Id, input, LocalDate, lookUpOrgan, OrganId, publicText, type OrganLookup } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { newService } from '../new-service/new-service.ts';
import { checkServing, todayOf } from '../terms.ts';

const provision = 'DIR.4.1';

export const EntryId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{3,35}$/, { error: 'El código del catálogo tiene de 4 a 36 letras minúsculas, dígitos o guiones.' })
  .meta({ examples: ['presupuesto'] });

/** An entry is dated, and says where it comes from and whether that was read there. */
const row = { entry: EntryId, name: z.string(), from: LocalDate, source: z.string(), verified: z.boolean() };

const told = events({
  ServicioDefined: { provision, title: 'Servicio definido en el catálogo', data: z.strictObject({ ...row, newService: EntryId.exactOptional() }) },
  SistemaDefined: { provision, title: 'Sistema administrativo definido en el catálogo', data: z.strictObject({ ...row, organ: OrganId }) },
  AplicativoDefined: { provision, title: 'Aplicativo definido en el catálogo', data: z.strictObject({ ...row, organ: OrganId }) },
  TemaDefined: { provision, title: 'Tema definido en el catálogo', data: z.strictObject({ ...row, parent: EntryId }) },
  CatalogoEntryAmended: { provision, title: 'Entrada del catálogo modificada', data: z.strictObject({ ...row, organ: OrganId.exactOptional() }) },
  CatalogoEntryRetired: { provision, title: 'Entrada del catálogo retirada', data: z.strictObject({ entry: EntryId, on: LocalDate, reason: z.string() }) },
});

export type EntryKind = 'servicio' | 'sistema' | 'aplicativo' | 'tema';

interface Version {
  readonly from: string;
  readonly name: string;
  /** Who is competent in it. */
  readonly organ?: string;
  readonly source: string;
  readonly verified: boolean;
}

interface Defined {
  readonly kind: EntryKind;
  /** By first date; never empty. */
  readonly versions: readonly Version[];
  /** What a tema belongs to. */
  readonly parent?: string;
  readonly newService?: string;
}

export type Entry = { readonly status: 'never-defined' } | (Defined & { readonly status: 'in-force' }) | (Defined & { readonly status: 'retired'; readonly on: string });

const versionOf = ({ from, name, organ, source, verified }: Version): Version => ({ from, name, ...(organ && { organ }), source, verified });
const defined = (kind: EntryKind, data: Version, more: { readonly parent?: string; readonly newService?: string | undefined } = {}): Entry => ({
  status: 'in-force',
  kind,
  versions: [versionOf(data)],
  ...(more.parent && { parent: more.parent }),
  ...(more.newService && { newService: more.newService }),
});

/** The entry as it is called on a date; `undefined` before its first and once it is retired. */
export function entryOn(state: Entry, date: string): Version | undefined {
  if (state.status === 'never-defined' || (state.status === 'retired' && state.on <= date)) return undefined;
  return state.versions.findLast(({ from }) => from <= date);
}

const kindNames: Readonly<Record<EntryKind, string>> = { servicio: 'Servicio', sistema: 'Sistema administrativo', aplicativo: 'Aplicativo', tema: 'Tema' };

const definition = define<Entry, typeof told>({
  name: 'catalogue-entry',
  path: 'catalogue-entries',
  title: ['Entrada del catálogo', 'Catálogo de servicios'],
  id: ids.national,
  events: told,
  initialState: { status: 'never-defined' },
  evolve: {
    ServicioDefined: (_, data) => defined('servicio', data, data),
    SistemaDefined: (_, data) => defined('sistema', data),
    AplicativoDefined: (_, data) => defined('aplicativo', data),
    TemaDefined: (_, data) => defined('tema', data, data),
    CatalogoEntryAmended: (state, data) => (state.status === 'in-force' ? { ...state, versions: [...state.versions, versionOf(data)] } : state),
    CatalogoEntryRetired: (state, { on }) => (state.status === 'in-force' ? { ...state, status: 'retired', on } : state),
  },
  statuses: { 'never-defined': 'Sin definir', 'in-force': 'Vigente', retired: 'Retirada' },
  record: {
    version: 1,
    labels: { kind: 'Clase', versions: 'Cómo se llamó', newService: 'Nuevo servicio', on: 'Retirada desde' },
    readers: 'all',
    summary: (state, id) => (state.status === 'never-defined' ? { title: id } : { title: `${kindNames[state.kind]}: ${state.versions.at(-1)!.name}` }),
  },
});

const name = publicText(120, 3).meta({ title: 'Nombre' });
const from = LocalDate.meta({ title: 'Rige desde' });
const source = publicText(300, 3).meta({ title: 'Fuente', description: 'Norma o documento que lo dice' });
const verified = z.boolean().default(false).meta({ title: 'Cotejado con la fuente' });
const organ = OrganId.meta({ title: 'Órgano competente', widget: 'organ' });
const sourced = { name, from, source, verified };

const organOf = ({ organ: id }: { readonly organ: string }, scope: Scope): OrganLookup => lookUpOrgan(scope.services.directory(), id, todayOf(scope));

const checkOrgan = (found: OrganLookup): void => checkServing(found, { field: 'organ', provision });

/** The Directive's own services, and what a new platform starts with. Everything else is defined by OGAUC. */
export const Founding = input({ kind: z.enum(['servicio', 'sistema', 'aplicativo']), ...sourced, verified: z.boolean(), organ: organ.optional() });

const roles = ['ogauc'] as const;

/** What the centres serve in (DIR.4.1): servicios, sistemas administrativos, aplicativos and temas, each called by its code for good. */
export const catalogueEntry: Declared<Entry, typeof told> = declare(definition, {
  found: act(definition, {
    summary: 'Definir lo que la Directiva nombra',
    provision,
    roles: [],
    from: ['never-defined'],
    input: Founding,
    decide(_, { id, input: { kind, organ, ...data } }) {
      if (kind === 'servicio') return [{ type: 'ServicioDefined', data: { entry: id, ...data } }];
      return [{ type: kind === 'sistema' ? 'SistemaDefined' : 'AplicativoDefined', data: { entry: id, ...data, organ: organ! } }];
    },
  }),
  'define-service': act(definition, {
    summary: 'Incorporar un nuevo servicio aprobado',
    provision: 'DIR.4.6',
    roles,
    from: ['never-defined'],
    input: input({ ...sourced, newService: Id.meta({ title: 'Código del nuevo servicio aprobado', description: 'Un servicio nuevo entra al catálogo solo con sus informes sustentatorios (4.11)', widget: 'record', of: 'new-services' }) }),
    facts: async ({ newService: id }, { services }) => (await services.executor.load(newService, id)).state.status,
    decide(_, { id, input, facts }) {
      if (facts !== 'approved') throw refuse('conflict', 'new-service-not-approved', 'Un servicio nuevo entra al catálogo solo cuando está aprobado con todos sus informes sustentatorios.', { field: 'newService', provision: 'DIR.4.11' });
      return [{ type: 'ServicioDefined', data: { entry: id, ...input } }];
    },
  }),
  'define-system': act(definition, {
    summary: 'Definir un sistema administrativo',
    provision,
    roles,
    from: ['never-defined'],
    input: input({ ...sourced, organ }),
    facts: organOf,
    decide(_, { id, input, facts }) {
      checkOrgan(facts);
      return [{ type: 'SistemaDefined', data: { entry: id, ...input } }];
    },
  }),
  'define-application': act(definition, {
    summary: 'Definir un aplicativo',
    provision,
    roles,
    from: ['never-defined'],
    input: input({ ...sourced, organ }),
    facts: organOf,
    decide(_, { id, input, facts }) {
      checkOrgan(facts);
      return [{ type: 'AplicativoDefined', data: { entry: id, ...input } }];
    },
  }),
  'define-topic': act(definition, {
    summary: 'Definir un tema',
    provision,
    roles,
    from: ['never-defined'],
    input: input({ ...sourced, parent: EntryId.meta({ title: 'Sistema o aplicativo al que pertenece', widget: 'record', of: 'catalogue-entries' }) }),
    facts: async ({ parent }, { services }): Promise<Entry> => (await services.executor.load(catalogueEntry, parent)).state,
    decide(_, { id, input, facts }) {
      if (facts.status === 'never-defined') throw refuse('invalid', 'matter-unknown', 'No existe un sistema o aplicativo con ese código en el catálogo.', { field: 'parent', provision });
      if (facts.kind !== 'sistema' && facts.kind !== 'aplicativo') throw refuse('invalid', 'topic-needs-a-system', 'Un tema pertenece a un sistema administrativo o a un aplicativo.', { field: 'parent', provision });
      if (!entryOn(facts, input.from)) throw refuse('conflict', 'matter-not-in-force', 'El sistema o aplicativo no está vigente en esa fecha.', { field: 'parent', provision });
      return [{ type: 'TemaDefined', data: { entry: id, ...input } }];
    },
  }),
  amend: act(definition, {
    summary: 'Modificar desde una fecha',
    provision,
    roles,
    from: ['in-force'],
    input: input({ ...sourced, organ: organ.optional() }),
    facts: (given, scope) => (given.organ === undefined ? undefined : organOf({ organ: given.organ }, scope)),
    decide({ kind, versions }, { id, input: { organ: given, ...rest }, facts }) {
      const last = versions.at(-1)!;
      if (rest.from <= last.from) throw refuse('invalid', 'amendment-in-the-past', `Debe regir después del ${last.from}, fecha de lo anterior.`, { field: 'from', provision });
      const takesOrgan = kind === 'sistema' || kind === 'aplicativo';
      if (given !== undefined && !takesOrgan) throw refuse('invalid', 'entry-takes-no-organ', 'Solo los sistemas y los aplicativos tienen un órgano competente.', { field: 'organ', provision });
      if (facts) checkOrgan(facts);
      const competent = given ?? last.organ;
      return [{ type: 'CatalogoEntryAmended', data: { entry: id, ...rest, ...(competent && { organ: competent }) } }];
    },
  }),
  retire: act(definition, {
    summary: 'Retirar del catálogo',
    provision,
    roles,
    from: ['in-force'],
    input: input({ on: LocalDate.meta({ title: 'Primer día sin vigencia' }), reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide({ versions }, { id, input: { on, reason } }) {
      const last = versions.at(-1)!;
      if (on <= last.from) throw refuse('invalid', 'retired-before-it-began', `Debe ser posterior al ${last.from}, desde cuando rige.`, { field: 'on', provision });
      return [{ type: 'CatalogoEntryRetired', data: { entry: id, on, reason } }];
    },
  }),
});
