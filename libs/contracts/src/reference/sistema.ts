import { z } from 'zod';

/** Sistemas administrativos of the ministry's competence, and its applications, in which centres serve and ask. */
const names = {
  presupuesto: 'Presupuesto público',
  tesoreria: 'Tesorería',
  endeudamiento: 'Endeudamiento público',
  contabilidad: 'Contabilidad',
  'inversion-publica': 'Inversión pública',
  abastecimiento: 'Abastecimiento',
  'recursos-humanos': 'Gestión fiscal de los recursos humanos',
  'ingresos-publicos': 'Política de ingresos públicos',
  descentralizacion: 'Descentralización fiscal',
  siaf: 'Aplicativo SIAF',
  siga: 'Aplicativo SIGA',
  otros: 'Otros temas',
} as const;

export type Sistema = keyof typeof names;
export const Sistema = z.enum(Object.keys(names) as [Sistema, ...Sistema[]], { error: 'Elija el sistema administrativo o el aplicativo de la lista.' }).meta({ title: 'Sistema o aplicativo', names });
