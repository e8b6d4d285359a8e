import type { HolidayRow, HolidayRule } from './holiday.ts';

const LIST = 'D.Leg. 713, art. 6';

/**
 * National holidays: the list of 2012 (12 days) and those added since (16 today), each from its first date.
 * Bridge days, regional days and suspensions are not here: they come in as further rows, each with its own norm.
 */
export const NATIONAL_HOLIDAYS: readonly HolidayRow[] = [
  national('new-year', 'Año Nuevo', fixed(1, 1)),
  national('maundy-thursday', 'Jueves Santo', { type: 'easter', offset: -3 }),
  national('good-friday', 'Viernes Santo', { type: 'easter', offset: -2 }),
  national('labour-day', 'Día del Trabajo', fixed(5, 1)),
  national('peter-and-paul', 'San Pedro y San Pablo', fixed(6, 29)),
  national('independence-day', 'Fiestas Patrias', fixed(7, 28)),
  national('independence-second-day', 'Fiestas Patrias', fixed(7, 29)),
  national('rose-of-lima', 'Santa Rosa de Lima', fixed(8, 30)),
  national('battle-of-angamos', 'Combate de Angamos', fixed(10, 8)),
  national('all-saints', 'Todos los Santos', fixed(11, 1)),
  national('immaculate-conception', 'Inmaculada Concepción', fixed(12, 8)),
  national('christmas', 'Navidad del Señor', fixed(12, 25)),
  // Published on 31 December 2021: the first is that of 2022.
  national('battle-of-ayacucho', 'Batalla de Ayacucho', fixed(12, 9), { norm: 'Ley 31381', validFrom: '2022-12-09' }),
  national('battle-of-junin', 'Batalla de Junín', fixed(8, 6), { norm: 'Ley 31530', validFrom: '2022-08-06' }),
  // Said to have been published on 15 June 2023, after that year's date: the first is that of 2024.
  national('battle-of-arica', 'Batalla de Arica y Día de la Bandera', fixed(6, 7), { norm: 'Ley 31788', validFrom: '2024-06-07', verified: false }),
  // 23 July 2023 was a Sunday, so no term depends on whether that year already counted.
  national('air-force-day', 'Día de la Fuerza Aérea del Perú', fixed(7, 23), { norm: 'Ley 31822', validFrom: '2023-07-23', verified: false }),
];

function fixed(month: number, day: number): HolidayRule {
  return { type: 'fixed', month, day };
}

function national(id: string, name: string, rule: HolidayRule, added: { norm?: string; validFrom?: string; verified?: boolean } = {}): HolidayRow {
  const { norm, ...rest } = added;
  return {
    id: `pe-${id}`,
    name,
    rule,
    scope: { level: 'national' },
    kind: 'holiday',
    norm: norm === undefined ? LIST : `${LIST}, modificado por la ${norm}`,
    verified: true,
    ...rest,
  };
}
