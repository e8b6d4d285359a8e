import { z } from 'zod';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';

interface Link {
  readonly centre: string;
  readonly organ: string;
  readonly from: string;
  /** Last date in force, and first date no longer. */
  readonly until?: string;
  readonly on?: string;
}

interface Specialist {
  /** In order; a later word is of the last. */
  readonly links: readonly Link[];
}

const Told = z.object({ person: z.string(), centre: z.string(), organ: z.string(), from: z.string().optional(), until: z.string().optional(), on: z.string().optional() });

const begins = ['DependenciaTecnicaAssigned', 'ImplantadorIntegrated', 'EatIntegrated'];
const termChanged = 'DependenciasTermChanged';
const ends = ['DependenciasEnded', 'TeamMemberWithdrawn'];

/** The links of specialists with a centre and an organ, as staffing tells them (DIR.4.7). Key: the account; absent while nothing was ever told. */
export const linksView: View<Specialist> = {
  name: 'services-specialist-links',
  version: 1,
  indexes: [],
  events: [...begins, termChanged, ...ends],
  keysOf: ({ data }) => [Told.parse(data).person],
  fold: ({ links } = { links: [] }, event) => ({ links: linksAfter(links, event) }),
};

function linksAfter(links: readonly Link[], { type, data }: RecordedEvent): readonly Link[] {
  const { centre, organ, from = '', until, on } = Told.parse(data);
  if (begins.includes(type)) return [...links, { centre, organ, from, ...(until !== undefined && { until }) }];
  const [last, before] = [links.at(-1), links.slice(0, -1)];
  if (!last) return links;
  if (type === termChanged) return [...before, { ...last, ...(until !== undefined && { until }) }];
  return [...before, { ...last, ...(on !== undefined && { on }) }];
}

/** Whether a link with that centre and organ is in force on a date. */
export const linkedOn = ({ links }: Specialist, centre: string, organ: string, date: string): boolean =>
  links.some((link) => link.centre === centre && link.organ === organ && link.from <= date && (link.until === undefined || date <= link.until) && (link.on === undefined || date < link.on));
