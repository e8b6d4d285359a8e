import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, centreOf, DepartmentCode, Id, input, policyAt, Sha256, type DaysPolicy } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkFile, File, longText, subjectText, todayOf } from '../shared.ts';
import { editionFor } from './months.ts';

export const provision = 'DIR.5.5.g';
export const Month = ids.month.schema.meta({ title: 'Mes', description: 'AAAA-MM', examples: ['2026-03'] });

const told = events({
  AporteBoletinSubmitted: {
    provision,
    title: 'Aporte al boletín enviado',
    data: z.strictObject({
      centre: CentreCode,
      department: DepartmentCode,
      /** What it tells of, and the edition that it goes into. */
      month: Month,
      edition: Month,
      late: z.boolean(),
      subject: z.string(),
      text: z.string(),
      file: Sha256.exactOptional(),
      by: Id,
    }),
  },
});

export interface Aporte {
  readonly month: string;
  readonly edition: string;
  readonly subject: string;
  readonly text: string;
  readonly file?: string;
  readonly by: string;
}

/** The status says whether the last one was in time. */
export interface Aportes {
  readonly status: 'none' | 'in-time' | 'late';
  readonly aportes: readonly Aporte[];
}

/** What a centre tells the bulletin of its own department, month by month. */
const definition = define<Aportes, typeof told>({
  name: 'aporte-boletin',
  path: 'aportes-boletin',
  title: ['Aportes al boletín', 'Aportes al boletín'],
  id: ids.centre,
  events: told,
  initialState: { status: 'none', aportes: [] },
  evolve: {
    AporteBoletinSubmitted: ({ aportes }, { late, centre: _c, department: _d, ...aporte }) => ({ status: late ? 'late' : 'in-time', aportes: [...aportes, aporte] }),
  },
  statuses: { none: 'Sin aportes', 'in-time': 'El último, a tiempo', late: 'El último, tardío: pasa a la edición siguiente' },
  record: { version: 1, summary: (_, id) => ({ title: `Aportes al boletín: ${id}`, centre: id }) },
});

/** Value of a policy today. @throws DomainError `policy-missing` */
export function dayOf(scope: Scope, policy: DaysPolicy): number {
  const day = policyAt(scope.services.directory(), policy, todayOf(scope))?.value;
  if (day === undefined) throw refuse('conflict', 'policy-missing', 'Ninguna política vigente fija el plazo de este acto.', { provision });
  return day;
}

/** @throws DomainError `month-not-begun` */
export function checkBegun(month: string, today: string, field: string): void {
  if (month > today.slice(0, 7)) throw refuse('invalid', 'month-not-begun', 'Ese mes todavía no empieza.', { field, provision });
}

export const aporteBoletin = declare(definition, {
  submit: act(definition, {
    summary: 'Enviar un aporte al boletín',
    provision,
    roles: ['centre-coordinator'],
    from: ['none', 'in-time', 'late'],
    input: input({
      month: Month,
      department: DepartmentCode.meta({ title: 'Departamento', description: 'Código INEI del departamento del centro' }),
      subject: subjectText,
      text: longText('Aporte', 'Lo relevante del departamento. Sin nombres ni datos de personas'),
      file: File.exactOptional(),
    }),
    async facts({ file }, scope, id) {
      await checkFile(scope, file, 'file');
      return { own: centreOf(scope.services.directory(), id)?.department, cutoffDay: dayOf(scope, 'boletin-cutoff-day') };
    },
    decide(_, { id, input: { month, department, ...what }, facts: { own, cutoffDay }, actor: { id: by }, today }) {
      if (department !== own) throw refuse('invalid', 'other-department', 'Ese no es el departamento del centro.', { field: 'department', provision });
      checkBegun(month, today, 'month');
      const edition = editionFor(month, today, cutoffDay);
      return [{ type: 'AporteBoletinSubmitted', data: { centre: id, department, month, edition, late: edition !== month, ...what, by } }];
    },
  }),
});
