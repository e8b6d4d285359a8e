import { limaDate, NATIONAL_HOLIDAYS } from '#calendar';
import { randomUUID } from 'node:crypto';
import type { Actor, Aggregate, Command, DomainEvent } from '#kernel';
import type { Services } from '#platform';
import { centre } from './domain/centre/index.ts';
import { department } from './domain/department/index.ts';
import { holiday } from './domain/holiday/index.ts';
import { organ } from './domain/organ/index.ts';
import { norm } from './norm/norm.ts';
import { policy } from './domain/policy/index.ts';
import { procedure } from './domain/procedure/index.ts';
import { readSeed } from './seed/index.ts';

const source = 'RM 288-2012-EF/45, del 13 de abril de 2012';
/** The Directive’s number was printed in two ways: both are kept. */
const norms = [
  { id: 'rm-288-2012', name: 'Resolución Ministerial que modifica el Marco Organizativo y Conceptual de los CONECTAMEF', number: '288-2012-EF/45', aliases: [], adoptedOn: '2012-04-13', source },
  { id: 'dir-02-2012', name: 'Directiva: disposiciones para el funcionamiento y supervisión de los CONECTAMEF', number: '02-2012-EF/45.01', aliases: ['02 -2012/45.01'], adoptedOn: '2012-04-13', source: `${source}, art. 3` },
];

const actor: Actor = { kind: 'system', id: 'seed', role: 'system' };

/** Gives a new platform its reference data, and an older one the policies that came since. Rows that are there already are left as they are; a start in between goes on. */
export async function seed({ executor, directory, caughtUp, clock }: Services): Promise<void> {
  const correlationId = randomUUID();
  const run = <S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C) => executor.execute(aggregate, id, command, { actor, correlationId });
  const { departments, centres, organs, procedures, policies } = readSeed();
  const unset = policies.filter(({ name }) => !directory().policies.has(name));
  if (unset.length === 0) return;
  if (directory().policies.size === 0) {
    await Promise.all([
      ...departments.map((data) => run(department, data.code, { type: 'RegisterDepartment', data })),
      ...centres.map((data) => run(centre, data.code, { type: 'RegisterCentre', data: { ...data, departmentKnown: true } })),
      ...organs.map((data) => run(organ, data.id, { type: 'RegisterOrgan', data })),
      ...procedures.map((data) => run(procedure, data.id, { type: 'DefineProcedure', data })),
      ...norms.map(({ id, ...input }) => run(norm, id, { type: 'adopt', data: { id, input, facts: undefined, actor, now: clock().toISOString(), today: limaDate(clock().toISOString()) } })),
      ...NATIONAL_HOLIDAYS.map((row) => run(holiday, row.id, { type: 'DeclareHoliday', data: { row } })),
    ]);
  }
  // Last: their presence says that the rest is there.
  for (const data of unset) await run(policy, data.name, { type: 'SetPolicy', data });
  await caughtUp();
}
