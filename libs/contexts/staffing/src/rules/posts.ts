import { rule, taskDuty, type Assessment, type Rule } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import { addDays, inForceOn, type Term } from '../dates.ts';
import { partNames, type Part } from '../team/team-view.ts';
import { atCentre, heldDuty, inForce, told, without, type Terms } from './held.ts';

interface Life {
  readonly status?: 'open' | 'out' | 'closed';
  readonly since?: string;
}

const statusAfter: Readonly<Record<string, NonNullable<Life['status']>>> = { CentroImplemented: 'open', CentroResumed: 'open', CentroSuspended: 'out', CentroClosed: 'closed' };

const implemented = rule<Life>({
  id: 'DIR.4.2',
  provision: 'DIR.4.2',
  title: 'La OGAUC implementó el centro y lo mantiene en funcionamiento',
  of: 'centre',
  version: 1,
  events: Object.keys(statusAfter),
  initial: {},
  fold: (_, event) => ({ status: statusAfter[event.type]!, since: told(event).on }),
  assess({ status, since }, { boundSince }): Assessment {
    if (status === 'open') return { standing: 'kept', since: since! };
    if (status === 'closed') return { standing: 'not-applicable', why: 'El centro está cerrado.' };
    return { standing: 'breached', since: since ?? boundSince, why: status === 'out' ? 'El centro está suspendido' : 'No consta su implementación' };
  },
});

interface Proof {
  readonly kept: number;
  readonly against?: string;
}

/** Each event of a kind must be as the provision says; the platform refuses all others, and here it is seen. */
const proof = (named: Pick<Rule, 'id' | 'provision' | 'title' | 'of' | 'organs'>, events: readonly string[], holds: (event: RecordedEvent) => boolean, words: { readonly none: string; readonly against: string }): Rule =>
  rule<Proof>({
    ...named,
    version: 1,
    events,
    initial: { kept: 0 },
    fold: (state, event) => (holds(event) ? { ...state, kept: state.kept + 1 } : { ...state, against: state.against ?? event.meta.occurredAt }),
    assess({ kept, against }): Assessment {
      if (against !== undefined) return { standing: 'breached', since: against, why: words.against };
      return kept > 0 ? { standing: 'kept' } : { standing: 'not-applicable', why: words.none };
    },
  });

interface Declared {
  readonly missing?: readonly Part[];
  readonly at?: string;
}

const operational = rule<Declared>({
  id: 'DIR.4.3',
  provision: 'DIR.4.3',
  title: 'El centro cuenta con sus dos coordinadores, Mesa de Partes y especialistas',
  of: 'centre',
  version: 1,
  events: ['CentroDeclaredOperational', 'CentroDeclaredIncomplete'],
  initial: {},
  fold({ missing, at }, { data, meta }) {
    const now = (data as { readonly missing?: readonly Part[] }).missing ?? [];
    // Incomplete before and now: since it first was.
    return { missing: now, at: missing && missing.length > 0 && now.length > 0 ? at! : meta.occurredAt };
  },
  assess({ missing, at }, { boundSince }): Assessment {
    if (!missing) return { standing: 'breached', since: boundSince, why: 'No consta nada de lo que debe tener' };
    if (missing.length === 0) return { standing: 'kept', since: at! };
    return { standing: 'breached', since: at!, why: `Falta: ${missing.map((part) => partNames[part]).join(', ')}` };
  },
});

interface Dependencies {
  readonly technical: Terms;
  readonly administrative: Terms;
}

const changed = (terms: Terms, person: string, end: string): Terms => (terms[person] ? { ...terms, [person]: { ...terms[person], end } } : terms);

const doubleDependency = (id: string): Rule =>
  rule<Dependencies>({
    id,
    provision: id,
    title: 'Cada especialista depende técnicamente de su órgano y administrativamente de la OGAUC',
    of: 'centre',
    version: 1,
    events: ['DependenciaTecnicaAssigned', 'DependenciaAdministrativaAssigned', 'DependenciasTermChanged', 'DependenciasEnded'],
    placesOf: atCentre,
    initial: { technical: {}, administrative: {} },
    fold(state, event) {
      const { person, from, until } = told(event);
      const term = (): Term => ({ from, end: addDays(until!, 1) });
      switch (event.type) {
        case 'DependenciaTecnicaAssigned':
          return { ...state, technical: { ...state.technical, [person]: term() } };
        case 'DependenciaAdministrativaAssigned':
          return { ...state, administrative: { ...state.administrative, [person]: term() } };
        case 'DependenciasTermChanged':
          return { technical: changed(state.technical, person, addDays(until!, 1)), administrative: changed(state.administrative, person, addDays(until!, 1)) };
        default:
          return { technical: without(state.technical, person), administrative: without(state.administrative, person) };
      }
    },
    assess({ technical, administrative }, { today }): Assessment {
      const present = inForce(technical, today);
      if (present.length === 0) return { standing: 'not-applicable', why: 'El centro no tiene especialistas.' };
      const single = present.filter(([person]) => !administrative[person] || !inForceOn(administrative[person], today));
      const [since] = single.map(([, { from }]) => from).sort();
      return since === undefined ? { standing: 'kept' } : { standing: 'breached', since, why: `Especialistas sin dependencia administrativa: ${single.length}` };
    },
  });

const from = ({ from, until }: { readonly from: string; readonly until?: string }): Term => ({ from, ...(until !== undefined && { end: addDays(until, 1) }) });

/** What the Directive obliges to in posts and people. */
export const postRules: readonly Rule[] = [
  implemented,
  proof({ id: 'DIR.4.2-gastos', provision: 'DIR.4.2', title: 'Los gastos del centro se financian con cargo al Pliego MEF', of: 'centre' }, ['GastoCharged'], ({ data }) => (data as { readonly pliego: string }).pliego === '009', {
    none: 'Todavía no consta ningún gasto.',
    against: 'Un gasto se cargó a otro pliego',
  }),
  operational,
  heldDuty({ id: 'RM.2.b', provision: 'RM.2.b', title: 'El centro tiene Coordinador, que depende de la OGAUC', begins: { CoordinadorCentroAppointed: from }, ends: ['CoordinadorCentroRelieved'], missing: 'No hay Coordinador del Centro' }),
  heldDuty({ id: 'RM.2.c', provision: 'RM.2.c', title: 'El centro tiene Coordinador Administrativo, que depende de la OGAUC', begins: { CoordinadorAdministrativoAppointed: from }, ends: ['CoordinadorAdministrativoRelieved'], missing: 'No hay Coordinador Administrativo' }),
  taskDuty({
    id: 'RM.2.c-requerimientos',
    provision: 'RM.2.c',
    title: 'Los requerimientos logísticos del centro se atienden o se rechazan en su plazo',
    of: 'centre',
    version: 1,
    opens: { RequerimientoRaised: ({ request, due }) => ({ key: String(request), due: String(due) }) },
    closes: { RequerimientoFulfilled: ({ request }) => String(request), RequerimientoRejected: ({ request }) => String(request) },
    overdue: 'Hay requerimientos logísticos sin atender',
  }),
  doubleDependency('RM.2.d'),
  doubleDependency('DIR.4.7'),
  heldDuty({ id: 'RM.2.e', provision: 'RM.2.e', title: 'Los implantadores SIAF-SIGA están integrados al equipo del centro', begins: { ImplantadorIntegrated: from }, ends: ['TeamMemberWithdrawn'], missing: 'Ningún implantador integrado' }),
  heldDuty({ id: 'RM.2.e-eat', provision: 'RM.2.e', title: 'Los especialistas de asistencia técnica (EAT) están integrados al equipo del centro', begins: { EatIntegrated: from }, ends: ['TeamMemberWithdrawn'], missing: 'Ningún EAT integrado' }),
  proof({ id: 'DIR.4.8', provision: 'DIR.4.8', title: 'Lo administrativo del personal lo decide la OGAUC', of: 'nation' }, ['ActoAdministrativoRecorded', 'DependenciasTermChanged'], ({ meta }) => meta.actor.role === 'ogauc', {
    none: 'Todavía no consta ningún acto administrativo.',
    against: 'Otro órgano decidió un acto administrativo',
  }),
  proof({ id: 'DIR.4.9', provision: 'DIR.4.9', title: 'Lo técnico lo decide el órgano del que se depende técnicamente', of: 'organ' }, ['CriterioTecnicoIssued', 'CriterioTecnicoWithdrawn'], ({ meta }) => meta.actor.organ === meta.organ, {
    none: 'El órgano todavía no emitió ningún criterio técnico.',
    against: 'Un criterio técnico no es del órgano',
  }),
];
