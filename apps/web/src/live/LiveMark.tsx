import { ago, timeOfDay } from '../app/format.ts';
import { useNow } from '../app/useNow.ts';
import { useLiveState } from './LiveFeed.tsx';

/** How the live connection is, in words and not by colour alone. */
export function LiveMark() {
  const state = useLiveState();
  const now = useNow(10_000);
  switch (state.kind) {
    case 'live':
      return (
        <div className="live-band">
          <span className="live-mark live">Conectado en vivo</span>
        </div>
      );
    case 'connecting':
      return (
        <div className="live-band">
          <span className="live-mark">Conectando…</span>
        </div>
      );
    case 'denied':
      return (
        <div className="live-band">
          <span className="live-mark">Sin cambios en vivo para este puesto: los datos son los de la última consulta</span>
        </div>
      );
    case 'expired':
      return null;
    case 'reconnecting':
      return (
        <div className="live-band" role="status">
          <span className="live-mark lost">
            Sin conexión en vivo desde las {timeOfDay(state.since)} ({ago(new Date(state.since).toISOString(), now)}). Reconectando; lo que ve puede haber cambiado.
          </span>
        </div>
      );
  }
}
