import { standingDuty, type Rule } from '#aggregates';
import { meansRules } from './rules/means.ts';
import { postRules } from './rules/posts.ts';
import { contractRules } from './rules/contracts.ts';

const one = () => 'one';

/** What the Directive obliges to in staffing, and how it is seen. */
export const rules: readonly Rule[] = [
  standingDuty({
    id: 'DIR.5.1.1.a',
    provision: 'DIR.5.1.1.a',
    title: 'Cada órgano de línea o de apoyo tiene designado a su responsable técnico',
    of: 'organ',
    version: 1,
    begins: { ResponsableTecnicoDesignated: one, ResponsableTecnicoReplaced: one },
    ends: { ResponsableTecnicoWithdrawn: one },
    missing: 'No hay responsable técnico designado',
  }),
  ...postRules,
  ...meansRules,
  ...contractRules,
];
