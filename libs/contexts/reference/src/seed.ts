import { NATIONAL_HOLIDAYS } from '#calendar';
import { randomUUID } from 'node:crypto';
import type { Actor, Aggregate, Command, DomainEvent } from '#kernel';
import type { Services } from '#platform';
import { centre } from './domain/centre/index.ts';
import { department } from './domain/department/index.ts';
import { holiday } from './domain/holiday/index.ts';
import { organ } from './domain/organ/index.ts';
import { policy } from './domain/policy/index.ts';
import { procedure } from './domain/procedure/index.ts';
import { readSeed } from './seed/index.ts';

const actor: Actor = { kind: 'system', id: 'seed', role: 'system' };

/** Gives a new platform its reference data. Rows that are there already are left as they are; a start in between goes on. */
export async function seed({ executor, directory, settled, store }: Services): Promise<void> {
  if (directory().policies.size > 0) return;
  const correlationId = randomUUID();
  const run = <S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C) => executor.execute(aggregate, id, command, { actor, correlationId });
  const { departments, centres, organs, procedures, policies } = readSeed();
  await Promise.all([
    ...departments.map((data) => run(department, data.code, { type: 'RegisterDepartment', data })),
    ...centres.map((data) => run(centre, data.code, { type: 'RegisterCentre', data: { ...data, departmentKnown: true } })),
    ...organs.map((data) => run(organ, data.id, { type: 'RegisterOrgan', data })),
    ...procedures.map((data) => run(procedure, data.id, { type: 'DefineProcedure', data })),
    ...NATIONAL_HOLIDAYS.map((row) => run(holiday, row.id, { type: 'DeclareHoliday', data: { row } })),
  ]);
  // Last: their presence says that the rest is there.
  for (const data of policies) await run(policy, data.name, { type: 'SetPolicy', data });
  await settled(await store.head());
}
