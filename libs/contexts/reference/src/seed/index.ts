import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CentreRegistered, DepartmentRegistered, OrganRegistered, PolicySet, ProcedureDefined } from '#contracts';

/** The rows that a new platform starts with. Each says where it comes from and whether that was read; all can be amended. */
export interface Seed {
  readonly departments: readonly DepartmentRegistered[];
  readonly centres: readonly CentreRegistered[];
  readonly organs: readonly OrganRegistered[];
  readonly procedures: readonly ProcedureDefined[];
  readonly policies: readonly PolicySet[];
}

const read = <R>(file: string, row: z.ZodType<R>): readonly R[] => z.array(row).parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));

/** @throws ZodError if a seed file is damaged */
export const readSeed = (): Seed => ({
  departments: read('departments.json', DepartmentRegistered),
  centres: read('centres.json', CentreRegistered),
  organs: read('organs.json', OrganRegistered),
  procedures: read('procedures.json', ProcedureDefined),
  policies: read('policies.json', PolicySet),
});
