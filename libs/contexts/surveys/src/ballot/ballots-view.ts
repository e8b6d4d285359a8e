import type { Services } from '#platform';
import type { View } from '#view-store';

/** Where a survey was answered, and whether it has been counted there. */
export interface BallotRecord {
  readonly survey: string;
  readonly version: number;
  readonly centre: string;
  readonly issued: number;
  readonly counted?: number;
  readonly discarded?: number;
}

interface Issued {
  readonly survey: string;
  readonly version: number;
  readonly centre: string;
  readonly hashes: readonly string[];
}

interface Counted {
  readonly counted: number;
  readonly discarded: number;
}

export const ballotsView: View<BallotRecord> = {
  name: 'survey-ballots',
  version: 1,
  indexes: [{ fields: ['survey'] }],
  events: ['FichasIssued', 'RecuentoClosed'],
  keysOf: ({ data }) => [(data as { readonly ballot: string }).ballot],
  fold(before, { type, data }) {
    if (type === 'RecuentoClosed') return before && { ...before, counted: (data as Counted).counted, discarded: (data as Counted).discarded };
    const { survey, version, centre, hashes } = data as Issued;
    return { survey, version, centre, issued: (before?.issued ?? 0) + hashes.length };
  },
};

/** All ballots of a survey; of all surveys unless told. */
export async function allBallots({ views }: Pick<Services, 'views'>, survey?: string): Promise<readonly BallotRecord[]> {
  const found: BallotRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await views.find(ballotsView, { ...(survey !== undefined && { where: { survey } }), limit: 1_000, ...(cursor && { cursor }) });
    found.push(...page.documents);
    cursor = page.next;
  } while (cursor);
  return found;
}

/** Centres whose ballots of a survey are not counted yet, those whose tokens were issued a moment ago included. */
export async function centresOf(survey: string, services: Services): Promise<string[]> {
  await services.settled(await services.store.head());
  return (await allBallots(services, survey)).filter(({ counted }) => counted === undefined).map(({ centre }) => centre).sort();
}
