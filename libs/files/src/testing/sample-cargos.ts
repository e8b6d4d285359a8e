import type { CargoData } from '../cargo/cargo-data.ts';

/** Fictitious, as everything in it says. */
export const plainCargo: CargoData = {
  centre: 'Junín',
  number: 'JUN-2026-000017',
  receivedAt: '2026-11-24T14:05:30.000Z',
  place: 'Huancayo, Junín',
  legalDate: { date: '2026-11-24', norm: 'Presentado dentro del horario de atención (TUO de la Ley N.° 27444, artículo 149)' },
  addressee: 'Dirección General de Presupuesto Público (DGPP)',
  sender: { name: 'Municipalidad Distrital de Peñablanca — Ñusta Güemes Ibáñez', identity: 'DNI 00000017' },
  document: 'Oficio N.° 045-2026-MDP/A',
  subject: 'Solicita asistencia técnica para la programación multianual y consulta sobre modificaciones presupuestarias: ¿habrá transferencias?',
  folios: 12,
  annexes: [
    { description: 'Copia del presupuesto institucional de apertura', folios: 8 },
    { description: 'Acta de sesión de concejo', folios: 1 },
    { description: 'Disco compacto' },
  ],
  operator: 'Operador de Mesa de Partes 2',
  verificationCode: '7K3M-9QXD',
  trackingUrl: 'https://tramite.example.pe/seguimiento/JUN-2026-000017?codigo=7K3M-9QXD',
  banner: 'DATOS FICTICIOS — DEMOSTRACIÓN',
};

export const observedCargo: CargoData = {
  ...plainCargo,
  observation: {
    requirements: ['Firma del solicitante', 'Vigencia del poder del representante legal'],
    due: '2026-11-26',
    allegations: 'Indica que presentará el poder mañana.',
  },
};

const words = 'La transferencia de partidas a favor del pliego se sustenta en los informes técnicos que se adjuntan. ';

/** Long in every way that a real one may be. */
export const longCargo: CargoData = {
  ...observedCargo,
  subject: words.repeat(60) + 'X'.repeat(300),
  annexes: Array.from({ length: 100 }, (_, i) => ({
    description: i % 10 === 0 ? `Informe técnico extenso ${i + 1}: ${words.repeat(3)}` : `Informe técnico ${i + 1}`,
    folios: i + 1,
  })),
};
