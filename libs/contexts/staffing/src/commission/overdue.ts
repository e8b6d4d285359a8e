import { systemAsks } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import type { Timer } from '#platform';
import { commission } from './commission.ts';

interface Data {
  readonly person: string;
  readonly comision: string;
  readonly due?: string;
}

const sets = ['ComisionCancelled', 'ViaticoGranted', 'PasajeGranted', 'ComisionPerformed', 'RendicionObserved'];
const clears = ['RendicionSubmitted', 'RendicionOverdue'];

/** The term to render accounts of a commission; when it passes, nothing new is granted until they are rendered (DIR.5.3). */
export const rendicionTimer: Timer = {
  name: 'rendicion',
  events: [...sets, ...clears],
  changes({ type, data }: RecordedEvent) {
    const { person, comision, due } = data as Data;
    const key = `${person} ${comision}`;
    if (clears.includes(type)) return [{ key, cleared: true }];
    return due === undefined ? [] : [{ key, dueAt: due }];
  },
  fire(key, due, now) {
    const [id = '', comision = ''] = key.split(' ');
    return { run: (execute) => execute(commission, id, systemAsks('pass-due', { id, now, input: { comision, due } })) };
  },
};
