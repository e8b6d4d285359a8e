import { recurringDuty, standingDuty, taskDuty, type Rule } from '#aggregates';

const one = () => 'one';
const text = (data: Readonly<Record<string, unknown>>, field: string): string => data[field] as string;
const dueBy = (data: Readonly<Record<string, unknown>>, key: string, due: string) => ({ key: text(data, key), due: text(data, due) });

/** OGAUC applies a survey, and another within the term of the policy. */
const survey = (id: string): Rule =>
  recurringDuty({ id, provision: id, title: 'La OGAUC aplica encuestas de percepción de los servicios', of: 'nation', version: 1, fulfilledBy: ['EncuestaLaunched'], everyDays: 'survey-interval-days', missing: 'No se ha aplicado una encuesta dentro del plazo' });

/** What the Directive obliges to in surveys and suggestions, and how it is seen. */
export const rules: readonly Rule[] = [
  survey('DIR.5.1.2.e'),
  survey('RM.1.II.e'),
  taskDuty({
    id: 'DIR.5.1.2.e-plan',
    provision: 'DIR.5.1.2.e',
    title: 'El centro con puntaje bajo cumple un plan para mejorar la calidad',
    of: 'centre',
    version: 1,
    opens: { PlanMejoraOpened: (data) => dueBy(data, 'plan', 'due') },
    closes: { PlanMejoraClosed: (data) => text(data, 'plan') },
    overdue: 'Hay un plan de mejora sin cerrar y fuera de plazo',
  }),
  standingDuty({
    id: 'DIR.5.5.e',
    provision: 'DIR.5.5.e',
    title: 'El centro tiene colocado su buzón de sugerencias',
    of: 'centre',
    version: 1,
    begins: { BuzonInstalled: one },
    ends: { BuzonWithdrawn: one },
    missing: 'No hay buzón de sugerencias',
  }),
  taskDuty({
    id: 'DIR.5.5.e-opening',
    provision: 'DIR.5.5.e',
    title: 'El buzón de sugerencias se abre con acta, dentro de cada plazo',
    of: 'centre',
    version: 1,
    opens: { BuzonInstalled: (data) => ({ key: 'opening', due: text(data, 'openBy') }), BuzonOpened: (data) => ({ key: 'opening', due: text(data, 'openBy') }) },
    closes: { BuzonOpened: () => 'opening', BuzonWithdrawn: () => 'opening' },
    overdue: 'El buzón de sugerencias no se ha abierto dentro del plazo',
  }),
  taskDuty({
    id: 'DIR.5.5.e-action',
    provision: 'DIR.5.5.e',
    title: 'Cada sugerencia se atiende dentro de su plazo',
    of: 'centre',
    version: 1,
    opens: { SugerenciaDropped: (data) => dueBy(data, 'suggestion', 'due') },
    closes: {
      SugerenciaActioned: (data) => text(data, 'suggestion'),
      SugerenciaModerated: (data) => (data.shown === false ? text(data, 'suggestion') : undefined),
    },
    overdue: 'Hay sugerencias sin atender fuera de plazo',
  }),
];
