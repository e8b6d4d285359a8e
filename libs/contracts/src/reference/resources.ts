import { z } from 'zod';
import { resourceKindNames } from './resource-kinds.ts';

/** What a centre works with. */
export type ResourceKind = keyof typeof resourceKindNames;
export const ResourceKind = z.enum(Object.keys(resourceKindNames) as [ResourceKind, ...ResourceKind[]], { error: 'Elija la clase de recurso de la lista.' }).meta({ title: 'Clase de recurso', names: resourceKindNames });

const aplicativos = { siaf: 'SIAF-SP', siga: 'SIGA', 'banco-inversiones': 'Banco de Inversiones', conectamef: 'Plataforma CONECTAMEF', otro: 'Otro' } as const;

/** Aplicativos informáticos to which access is given. */
export type Aplicativo = keyof typeof aplicativos;
export const Aplicativo = z.enum(Object.keys(aplicativos) as [Aplicativo, ...Aplicativo[]], { error: 'Elija el aplicativo de la lista.' }).meta({ title: 'Aplicativo', names: aplicativos });
