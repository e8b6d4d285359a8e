import type { Post } from '../connect.ts';

/** Whoever acts in the simulation: the log knows them by their ids, and the board marks what they touch as fictitious. */
const name = (of: string): string => `simulation-${of}`;

export const operatorOf = (centre: string): Post => ({ id: name(`operador-${centre}`), role: 'operator', centre });
export const coordinatorOf = (organ: string): Post => ({ id: name(`documentario-${organ}`), role: 'document-coordinator', organ });
export const ogauc: Post = { id: name('ogauc'), role: 'ogauc' };
export const oautda: Post = { id: name('oautda'), role: 'oautda' };
