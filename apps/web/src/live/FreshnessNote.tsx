import type { Freshness } from '#contracts';
import { count, counted, timeOfDay } from '../app/format.ts';

/** How fresh an answer is, as the server says: its hour, and what it does not show yet. */
export function FreshnessNote({ at, lag, position }: Partial<Freshness>) {
  if (at === undefined) return null;
  return (
    <p className={`small ${lag ? 'freshness late' : 'soft'}`}>
      Datos de las {timeOfDay(at)}
      {lag ? ` · faltan reflejar ${counted(lag, 'hecho registrado', 'hechos registrados')}` : ' · al día'}
      {position !== undefined && <span className="soft"> (posición {count(position)})</span>}
    </p>
  );
}
