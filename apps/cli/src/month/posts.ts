import type { Post } from '../connect.ts';

/** The demonstration's own posts: whoever opens the folder afterwards can take them and finds what waits for them. */
export const ogauc: Post = { id: 'demo-ogauc', role: 'ogauc' };
export const oautda: Post = { id: 'demo-oautda', role: 'oautda' };
export const communications: Post = { id: 'demo-comunicaciones', role: 'communications' };
export const humanResources: Post = { id: 'demo-rrhh', role: 'human-resources' };
export const technology: Post = { id: 'demo-ogti', role: 'technology' };
export const operator = (centre: string): Post => ({ id: `demo-operador-${centre}`, role: 'operator', centre });
export const coordinator = (centre: string): Post => ({ id: `demo-coordinador-${centre}`, role: 'centre-coordinator', centre });
export const administrative = (centre: string): Post => ({ id: `demo-administrativo-${centre}`, role: 'administrative-coordinator', centre });
export const specialist = (centre: string, organ: string): Post => ({ id: `demo-especialista-${centre}-${organ}`, role: 'specialist', centre, organ });
export const lead = (organ: string): Post => ({ id: `demo-tecnico-${organ}`, role: 'technical-lead', organ });
export const director = (organ: string): Post => ({ id: `demo-director-${organ}`, role: 'director-general', organ });
export const documentary = (organ: string): Post => ({ id: `demo-documentario-${organ}`, role: 'document-coordinator', organ });
