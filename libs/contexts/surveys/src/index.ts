import type { EventSpecs } from '#aggregates';
import type { Context } from '#platform';
import { declareContext } from '#serving';
import { anonymousText, applyTextErasures, eraseText, textEvents, textsView } from './anonymous/texts.ts';
import { ballotAggregate, ballotEvents } from './ballot/ballot.ts';
import { ballotsView } from './ballot/ballots-view.ts';
import { issueTokens } from './ballot/issue-tokens.ts';
import { answerKiosk, openKiosk } from './ballot/kiosk.ts';
import { dailyTally, eraseSpentKeys, finalTally } from './ballot/tally.ts';
import { improvementPlan, openPlans } from './improvement-plan/improvement-plan.ts';
import { commentsView, perceptionView } from './results/perception-view.ts';
import { surveyComments, surveyResults } from './results/results.ts';
import { rules } from './rules.ts';
import { suggestionBox } from './suggestion-box/suggestion-box.ts';
import { dropSuggestion, openBox } from './suggestion/drop.ts';
import { suggestionAggregate } from './suggestion/suggestion.ts';
import { suggestionSummary, topicsView } from './suggestion/summary.ts';
import { emptyUrns, eraseUrnKeys, urn, urnEvents } from './suggestion/urn.ts';
import { expireSurveys } from './survey/expire.ts';
import { surveyAggregate } from './survey/survey.ts';

const dataOf = (specs: EventSpecs) => Object.fromEntries(Object.entries(specs).map(([type, { data }]) => [type, data]));

/** Without list, detail or inbox: whoever sees one answer or suggestion come in must not see which. */
const unlisted = ({ definition: _, ...aggregate }: { readonly definition: object } & Required<Context>['aggregates'][number]) => aggregate;

/** Perception surveys that nobody can be recognised in, and what is suggested anonymously. */
export const surveys = declareContext({
  name: 'surveys',
  aggregates: [surveyAggregate, improvementPlan, suggestionBox, suggestionAggregate, unlisted(ballotAggregate), unlisted(urn), unlisted(anonymousText)],
  events: { ...dataOf(ballotEvents), ...dataOf(urnEvents), ...dataOf(textEvents) },
  rules,
  endpoints: [issueTokens, openKiosk, answerKiosk, surveyResults, surveyComments, openBox, dropSuggestion, suggestionSummary, eraseText],
  views: [ballotsView, perceptionView, commentsView, topicsView, textsView],
  timers: [expireSurveys, dailyTally, finalTally, openPlans, emptyUrns],
  async start(services) {
    await applyTextErasures(services);
    await eraseSpentKeys(services);
    await eraseUrnKeys(services);
    return () => undefined;
  },
});
