import { limaDate } from '#calendar';
import type { Board, SessionOptions } from '#contracts';
import type { Connection } from '../connect.ts';
import { Refused } from '../connect.ts';
import { Sentence } from '../jobs/run-command.ts';
import { busyness, unownedOf } from './plan.ts';
import { coordinatorOf, operatorOf } from './posts.ts';
import type { Scene } from './scene.ts';

interface Reference {
  readonly organs: readonly { readonly id: string; readonly type: string; readonly inForce: boolean; readonly owner?: string }[];
  readonly centres: readonly { readonly code: string; readonly foreign: boolean }[];
  readonly procedures: readonly { readonly id: string; readonly norm: string }[];
}

const takesCoordinator = ['linea', 'apoyo', 'asesoramiento'];
const weekdays = [1, 2, 3, 4, 5];
const hours = weekdays.map((weekday) => ({ weekday, open: '08:30', close: '17:00' }));
const knownProcedures = ['oficio', 'tupa-generica', 'mero-tramite', 'informe', 'conocimiento'];

/** A platform with accounts of its own is no place for invented people. @throws Sentence */
export async function checkDemo(platform: Connection): Promise<void> {
  const { mode } = await platform.call<SessionOptions>('GET', '/api/session/options');
  if (mode !== 'demo') throw new Sentence('Esta plataforma usa cuentas institucionales (OIDC): la simulación solo se hace en una instalación de demostración. No se registró nada.');
}

/** Gives every centre that lacks one its desk, its simulated operator, and most organs their coordinator. */
export async function setStage(ogauc: Connection, most: number | undefined): Promise<Scene> {
  const reference = await ogauc.call<Reference>('GET', '/api/reference');
  const own = reference.centres.filter(({ foreign }) => !foreign).map(({ code }) => code);
  const centres = own.toSorted((a, b) => busyness(b) - busyness(a) || (a < b ? -1 : 1)).slice(0, most);
  const organs = reference.organs.filter(({ type, inForce }) => inForce && takesCoordinator.includes(type));
  const ids = organs.map(({ id }) => id);
  if (centres.length === 0 || ids.length < 2) throw new Sentence('Faltan datos de referencia: registre primero centros y órganos.');
  const without = unownedOf(ids);
  const vacant = organs.filter(({ id, owner }) => !owner && !without.includes(id)).map(({ id }) => id);
  await staff(ogauc, centres);
  await designate(ogauc, vacant);
  const owned = organs.filter(({ id, owner }) => owner || vacant.includes(id)).map(({ id }) => id);
  const procedures = reference.procedures.map(({ id }) => id).filter((id) => knownProcedures.includes(id));
  if (procedures.length === 0) throw new Sentence('Faltan datos de referencia: ninguno de los tipos de trámite que la simulación conoce está definido.');
  return { centres, organs: ids, owned, procedures };
}

async function staff(ogauc: Connection, centres: readonly string[]): Promise<void> {
  const board = await ogauc.call<Board>('GET', '/api/board');
  const implemented = new Set(board.centres.filter(({ desk }) => desk.implemented).map(({ centre }) => centre));
  const from = limaDate(new Date().toISOString());
  for (const centre of centres) {
    if (!implemented.has(centre)) await unlessDone(ogauc.call('POST', `/api/desks/${centre}/implement`, { hours, from, source: 'Supuesto de la simulación; sin fuente' }));
    await ogauc.call('POST', `/api/desks/${centre}/assign-operator`, { operator: operatorOf(centre).id });
  }
}

async function designate(ogauc: Connection, organs: readonly string[]): Promise<void> {
  const from = limaDate(new Date().toISOString());
  for (const organ of organs) {
    await unlessDone(ogauc.call('POST', `/api/document-coordinators/${organ}/designate`, { person: coordinatorOf(organ).id, from, act: 'Simulación: sin documento de designación' }));
  }
}

/** Somebody else may have done the same meanwhile. */
async function unlessDone(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused && error.status === 409)) throw error;
  });
}
