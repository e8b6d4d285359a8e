import { z } from 'zod';
import { limaDate } from '#calendar';
import { CentreCode, Freshness } from '#contracts';
import { freshness, notFound, query } from '#platform';
import { lookUpCentre } from '../centres.ts';
import { inForceOn, type Term } from '../dates.ts';
import { centreTeams, missingOn, parts } from './team-view.ts';

const Held = z.object({ person: z.string(), from: z.string(), end: z.string().optional() });
const Team = Freshness.extend({
  centre: z.string(),
  operational: z.boolean(),
  missing: z.array(z.enum(parts)).describe('Lo que falta: centro en funcionamiento, Coordinador, Coordinador Administrativo, Mesa de Partes, especialista'),
  coordinator: Held.optional(),
  administrative: Held.optional(),
  desk: z.string().optional().describe('Desde cuándo hay Mesa de Partes'),
  members: z.array(Held.extend({ kind: z.enum(['specialist', 'implantador', 'eat']), organ: z.string() })),
});

/** Who works at a centre today, by account: names are told by each one's own record. */
export const centreTeam = query({
  path: 'staffing/teams/:centre',
  roles: 'any',
  summary: 'El equipo de un centro hoy, y lo que le falta para ser operativo',
  provision: 'DIR.4.3',
  params: z.object({ centre: CentreCode }),
  answer: Team,
  async handle({ centre }, scope) {
    const { services, now } = scope;
    if (!lookUpCentre(scope, centre).known) throw notFound('ese centro');
    const fresh = await freshness(services);
    const team = await services.views.get(centreTeams, centre);
    const today = limaDate(now.toISOString());
    const missing = missingOn(team, today);
    const present = <T extends Term>(terms: readonly T[] = []): readonly T[] => terms.filter((term) => inForceOn(term, today));
    const [coordinator] = present(team?.coordinator);
    const [administrative] = present(team?.administrative);
    const members = present(team?.members);
    return { ...fresh, centre, operational: missing.length === 0, missing, ...(coordinator && { coordinator }), ...(administrative && { administrative }), ...(team?.desk && { desk: team.desk.from }), members };
  },
});
