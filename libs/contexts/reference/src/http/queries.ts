import { z } from 'zod';
import { limaDate } from '#calendar';
import { coordinatorOn, Freshness, organInForce, type Directory } from '#contracts';
import { freshness, query } from '#platform';

const Sourced = z.object({ source: z.string(), verified: z.boolean() });

const Reference = Freshness.extend({
  organs: z.array(Sourced.extend({ id: z.string(), siglas: z.string(), name: z.string(), type: z.string(), code: z.string().optional(), from: z.string(), inForce: z.boolean(), successor: z.string().optional(), closedOn: z.string().optional(), owner: z.string().optional() })),
  departments: z.array(Sourced.extend({ code: z.string(), name: z.string() })),
  centres: z.array(Sourced.extend({ code: z.string(), name: z.string(), department: z.string().optional(), city: z.string().optional(), foreign: z.boolean() })),
  procedures: z.array(z.object({ id: z.string(), name: z.string(), answerWorkingDays: z.int().optional(), silence: z.string(), norm: z.string(), verified: z.boolean(), from: z.string() })),
  holidays: z.array(z.looseObject({ id: z.string(), name: z.string(), norm: z.string(), verified: z.boolean() })),
  policies: z.array(z.object({ name: z.string(), value: z.json(), from: z.string(), norm: z.string(), verified: z.boolean() })),
});

const organsOf = (directory: Directory, date: string) =>
  [...directory.organs.values()].map(({ id, siglas, name, type, code, from, source, verified, closedOn, successor }) => {
    const owner = coordinatorOn(directory, id, date);
    return { id, siglas, name, type, from, ...(code && { code }), source, verified, inForce: organInForce(directory, id, date) !== undefined, ...(closedOn && { closedOn }), ...(successor && { successor }), ...(owner && { owner }) };
  });

export const referenceData = query({
  path: 'reference',
  roles: 'any',
  summary: 'Órganos, departamentos, centros, tipos de trámite, días no laborables y políticas, con su fuente',
  answer: Reference,
  async handle(_, { services, now }) {
    const fresh = await freshness(services);
    const directory = services.directory();
    return {
      ...fresh,
      organs: organsOf(directory, limaDate(now.toISOString())),
      departments: [...directory.departments.values()],
      centres: [...directory.centres.values()],
      procedures: [...directory.procedures.values()].flatMap((rows) => rows.slice(-1)),
      holidays: [...directory.holidays.values()],
      policies: [...directory.policies.values()].flat(),
    };
  },
});
