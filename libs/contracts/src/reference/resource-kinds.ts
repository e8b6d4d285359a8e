// Values alone: the screens use them without carrying the schemas along.

/** What a centre works with, es-PE. */
export const resourceKindNames = {
  computer: 'Computadora',
  workstation: 'Puesto de trabajo',
  network: 'Conexión a la red',
  printer: 'Impresora',
  telephone: 'Teléfono',
  projector: 'Proyector',
  software: 'Programa o licencia',
  vehicle: 'Vehículo',
  other: 'Otro',
} as const;
