import { recurringDuty, rule, standingDuty, type Rule } from '#aggregates';

const one = () => 'one';

interface Routing {
  /** Documents whose term to be routed has passed, with the end of the term. */
  readonly late: Readonly<Record<string, string>>;
}

const without = (late: Routing['late'], document: string): Routing['late'] => Object.fromEntries(Object.entries(late).filter(([each]) => each !== document));

/** What is obliged to at the Mesa de Partes, and how it is seen. */
export const rules: readonly Rule[] = [
  standingDuty({
    id: 'DIR.4.5',
    provision: 'DIR.4.5',
    title: 'El centro recibe documentos en una Mesa de Partes habilitada por la OGAUC',
    of: 'centre',
    version: 1,
    begins: { MesaDePartesImplemented: one },
    ends: {},
    missing: 'No tiene Mesa de Partes',
  }),
  recurringDuty({
    id: 'DIR.4.5-supervision',
    provision: 'DIR.4.5',
    title: 'La OAUTDA supervisa la Mesa de Partes',
    of: 'centre',
    version: 1,
    fulfilledBy: ['MesaDePartesSupervised'],
    everyDays: 'desk-supervision-days',
    missing: 'No consta una supervisión dentro del plazo',
  }),
  standingDuty({
    id: 'DIR.5.1.1.b',
    provision: 'DIR.5.1.1.b',
    title: 'El órgano tiene designado a su coordinador documentario',
    of: 'organ',
    organs: ['linea', 'apoyo', 'asesoramiento'],
    version: 1,
    begins: { DocumentCoordinatorDesignated: one, DocumentCoordinatorReplaced: one },
    ends: { DocumentCoordinatorWithdrawn: one },
    missing: 'No hay coordinador documentario designado',
  }),
  recurringDuty({
    id: 'DIR.5.1.2.b',
    provision: 'DIR.5.1.2.b',
    title: 'La Mesa de Partes implementada atiende al público',
    of: 'centre',
    version: 1,
    fulfilledBy: ['DeskOpened'],
    everyDays: 'desk-open-days',
    missing: 'La Mesa de Partes no abre',
  }),
  rule<Routing>({
    id: 'DIR.5.4',
    provision: 'DIR.5.4',
    title: 'El centro deriva el mismo día lo que recibe',
    of: 'centre',
    version: 2,
    events: ['DeskOpened', 'RoutingDeadlinePassed', 'DocumentObserved', 'DocumentRouted', 'DocumentRemitted', 'DocumentAnnulled'],
    initial: { late: {} },
    fold(state, { type, data }) {
      const { document, routeUntil } = data as { readonly document: string; readonly routeUntil?: string };
      if (type === 'DeskOpened') return { ...state };
      if (type === 'RoutingDeadlinePassed') return { late: { ...state.late, [document]: routeUntil! } };
      return document in state.late ? { late: without(state.late, document) } : state;
    },
    assess({ late }) {
      const [since] = Object.values(late).sort();
      return since ? { standing: 'breached', since, why: 'Hay documentos sin derivar, vencido el plazo' } : { standing: 'kept' };
    },
  }),
];
