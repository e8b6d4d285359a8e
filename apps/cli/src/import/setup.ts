import { Refused, type Connection } from '../connect.ts';
import { ImportProblem, type Mapping } from './mapping.ts';

/**
 * Registers what the history names before it comes: the foreign centre, its groups, its trámite and its desk. What is
 * there already as the mapping says it stays as it is.
 * @throws ImportProblem if the platform refuses it, such as for a code that is taken
 */
export async function setUp(connection: Connection, mapping: Mapping): Promise<void> {
  const { centre, organs, procedure, since, source } = mapping;
  const rows: [path: string, body: object][] = [
    [`centres/${centre.code}/register`, { code: centre.code, name: centre.name, foreign: true, source, verified: false }],
    ...organs.map(({ id, siglas, name }): [string, object] => [`organs/${id}/register`, { id, siglas, name, type: 'externo', from: since, source, verified: false }]),
    [`procedures/${procedure.id}/define`, { id: procedure.id, name: procedure.name, silence: 'none', norm: source, verified: false, from: since }],
  ];
  const positions = await Promise.all(rows.map(([path, body]) => post(connection, path, body)));
  // The desk and the cases are refused until the directory knows their centre and its groups.
  await seen(connection, positions);
  await seen(connection, [await implementDesk(connection, mapping)]);
}

async function implementDesk(connection: Connection, { centre, since, source }: Mapping): Promise<number | undefined> {
  try {
    return await post(connection, `desks/${centre.code}/implement`, { hours: centre.hours, from: since, source });
  } catch (error) {
    if (error instanceof ImportProblem && error.cause instanceof Refused && error.cause.problem.code === 'desk-already-implemented') return undefined;
    throw error;
  }
}

async function post(connection: Connection, path: string, body: object): Promise<number | undefined> {
  try {
    const { position } = await connection.call<{ position?: number }>('POST', `/api/${path}`, body);
    return position;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { detail, errors = [] } = error.problem;
    throw new ImportProblem(`La plataforma no admite «${path}» como lo dice el mapeo: ${[detail, ...errors.map(({ field, message }) => `${field}: ${message}`)].join(' ')}`, { cause: error });
  }
}

/** Waits until the directory has seen these positions. */
async function seen(connection: Connection, positions: readonly (number | undefined)[]): Promise<void> {
  const last = Math.max(0, ...positions.map((position) => position ?? 0));
  await connection.call('GET', `/api/reference?at=${last}`);
}
