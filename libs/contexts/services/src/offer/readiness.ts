import { z } from 'zod';
import type { View } from '#view-store';

interface Readiness {
  readonly operational: boolean;
  /** What the centre lacks (DIR.4.3). */
  readonly missing: readonly string[];
}

/** What staffing says is missing, in words; anything else is said as it is told. */
const partNames: Readonly<Record<string, string>> = { centre: 'el centro en servicio', coordinator: 'Coordinador del Centro', administrative: 'Coordinador Administrativo', desk: 'Mesa de Partes', specialist: 'especialistas' };

export const lacking = ({ missing }: Readiness): string => missing.map((part) => partNames[part] ?? part).join(', ');

const Told = z.object({ centre: z.string(), missing: z.array(z.string()).default([]) });

/** Whether a centre is operational, as staffing declares it. Key: the centre; absent while nothing was ever declared. */
export const readinessView: View<Readiness> = {
  name: 'services-centre-readiness',
  version: 1,
  indexes: [],
  events: ['CentroDeclaredOperational', 'CentroDeclaredIncomplete'],
  keysOf: ({ data }) => [Told.parse(data).centre],
  fold: (_, { type, data }) => ({ operational: type === 'CentroDeclaredOperational', missing: Told.parse(data).missing }),
};
