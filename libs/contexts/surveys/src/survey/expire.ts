import { systemAsks } from '#aggregates';
import type { Timer } from '#platform';
import { endOf } from '../anonymous/hold.ts';
import { centresOf } from '../ballot/ballots-view.ts';
import { surveyAggregate } from './survey.ts';

interface Dated {
  readonly survey: string;
  readonly until: string;
}

/** A survey ends with its last date. */
export const expireSurveys: Timer = {
  name: 'survey-end',
  events: ['EncuestaLaunched', 'EncuestaClosed'],
  changes({ type, data }) {
    const { survey, until } = data as Dated;
    return [type === 'EncuestaLaunched' ? { key: survey, dueAt: endOf(until) } : { key: survey, cleared: true }];
  },
  fire: (survey, _, now, services) => ({
    async run(execute) {
      const { state } = await services.executor.load(surveyAggregate, survey);
      const until = state.status === 'never-launched' ? '' : state.until;
      return execute(surveyAggregate, survey, systemAsks('expire', { id: survey, input: { until }, facts: { centres: await centresOf(survey, services) }, now }));
    },
  }),
};
