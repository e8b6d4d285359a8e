import { atOnce, systemAsks } from '#aggregates';
import { limaDate } from '#calendar';
import type { Executor } from '#event-store';
import type { Services, Timer } from '#platform';
import { anonymously, dateIn, endOf, eraseKey, sealAlone, takeOut } from '../anonymous/hold.ts';
import { policyNow } from '../policy.ts';
import { surveyAggregate } from '../survey/survey.ts';
import type { Question } from '../survey/questions.ts';
import { ballotAggregate, takenOf, type Ballot, type Counted, type Service, type TallyFacts } from './ballot.ts';
import { allBallots } from './ballots-view.ts';
import { ballotOf } from './token.ts';

/** An answer as it waits, sealed, until enough others wait with it. */
export interface Held {
  readonly service: Service;
  readonly answers: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
}

type Tallying = Pick<Services, 'executor' | 'keys' | 'directory'>;
type Outcome = Awaited<ReturnType<Executor['execute']>>;

/** Counts what may be counted of a ballot, in an order that says nothing, and erases the keys of what it took. */
export async function tally(ballot: string, dueAt: string, now: Date, services: Tallying): Promise<Outcome> {
  const { executor, keys } = services;
  const { state } = await executor.load(ballotAggregate, ballot);
  const facts = await tallyFacts(state, now, services);
  const date = limaDate(dueAt);
  const outcome = await executor.execute(ballotAggregate, ballot, systemAsks('tally', { id: ballot, input: { date }, facts, now }), anonymously(date));
  for (const subject of outcome.state.spent.slice(state.spent.length)) await eraseKey(subject, keys);
  return outcome;
}

async function tallyFacts(state: Ballot, now: Date, services: Tallying): Promise<TallyFacts> {
  const survey = (await services.executor.load(surveyAggregate, state.survey)).state;
  const open = survey.status === 'open' && survey.version === state.version && now.toISOString() <= endOf(state.until);
  const minimum = policyNow('anonymity-minimum', services, now);
  const taken = takenOf(state.pending.length, minimum, !open);
  const held = await takeOut<Held>(state.pending.slice(0, taken), services.keys);
  const answers = await Promise.all(held.map((each) => countedOf(each, services)));
  return {
    spent: state.spent.length,
    taken,
    final: !open,
    minimum,
    answers,
    scale: scaleOf(answers, survey.status === 'never-launched' ? [] : survey.questions),
    lowScore: policyNow('survey-low-score', services, now),
    planBy: endOf(dateIn(limaDate(now.toISOString()), policyNow('improvement-plan-days', services, now))),
  };
}

async function countedOf({ service, answers, texts }: Held, { keys }: Tallying): Promise<Counted> {
  const sealed = await Promise.all(Object.entries(texts).map(async ([code, words]) => ({ code, sealed: await sealAlone(words, keys) })));
  return { service, answers, texts: sealed };
}

function scaleOf(answers: readonly Counted[], questions: readonly Question[]): TallyFacts['scale'] {
  const given = questions.filter(({ kind }) => kind === 'scale').flatMap(({ code }) => answers.flatMap((each) => each.answers[code] ?? []));
  return { sum: given.reduce((sum, value) => sum + value, 0), n: given.length };
}

interface Dated {
  readonly ballot: string;
  readonly date: string;
  readonly until: string;
}

interface Closed {
  readonly survey: string;
  readonly version: number;
  readonly centres: readonly string[];
}

/** At the end of each day on which somebody answered. */
export const dailyTally: Timer = {
  name: 'survey-tally',
  events: ['FichaUsed', 'RecuentoClosed'],
  changes: ({ type, data }) => {
    const { ballot, date } = data as Dated;
    return [type === 'FichaUsed' ? { key: ballot, dueAt: endOf(date) } : { key: ballot, cleared: true }];
  },
  fire: (ballot, dueAt, now, services) => ({ run: () => tally(ballot, dueAt, now, services) }),
};

/** When the survey ends: on its date, or at once where OGAUC closes it before. */
export const finalTally: Timer = {
  name: 'survey-final-tally',
  events: ['FichasIssued', 'EncuestaClosed', 'RecuentoClosed'],
  changes(event) {
    const { type, data } = event;
    if (type === 'EncuestaClosed') {
      const { survey, version, centres } = data as Closed;
      return centres.map((centre) => ({ key: ballotOf(centre, survey, version), dueAt: atOnce(event) }));
    }
    const { ballot, until } = data as Dated;
    return [type === 'FichasIssued' ? { key: ballot, dueAt: endOf(until) } : { key: ballot, cleared: true }];
  },
  fire: (ballot, dueAt, now, services) => ({ run: () => tally(ballot, dueAt, now, services) }),
};

/** Keys that a crash left, or that an old copy of the key store brought back. */
export async function eraseSpentKeys({ views, executor, keys }: Services): Promise<void> {
  for (const { centre, survey, version } of await allBallots({ views })) {
    const { state } = await executor.load(ballotAggregate, ballotOf(centre, survey, version));
    for (const subject of state.spent) await eraseKey(subject, keys);
  }
}
