import { systemAsks } from '#aggregates';
import { z } from 'zod';
import { CentreCode, centreOf, input } from '#contracts';
import { refuse } from '#kernel';
import { action } from '#platform';
import { surveyAggregate } from '../survey/survey.ts';
import { ballotAggregate } from './ballot.ts';
import { ballotOf, newToken, tokenHash } from './token.ts';

const provision = 'DIR.5.1.2.e';

const IssueInput = input({
  survey: z.string().max(40).meta({ title: 'Encuesta' }),
  centre: CentreCode.meta({ title: 'Centro', widget: 'centre' }),
  count: z.int({ error: 'Escriba un número entero.' }).min(1, { error: 'Una ficha como mínimo.' }).max(500, { error: 'Son 500 fichas por vez como máximo.' }).meta({ title: 'Cuántas fichas' }),
});

/**
 * One-time tokens of a survey for a centre, told once and kept by nobody here: whoever loses them asks for more. To whom each is
 * handed is written nowhere.
 */
export const issueTokens = action({
  path: 'survey-tokens',
  roles: ['ogauc', 'centre-coordinator'],
  summary: 'Emite fichas de un solo uso para responder una encuesta en un centro',
  provision,
  input: IssueInput,
  answer: z.object({ tokens: z.array(z.object({ token: z.string(), url: z.string() })), position: z.int() }),
  created: true,
  async handle({ survey: name, centre, count }, { services, caller, now, requestId }, { reply }) {
    void reply.header('cache-control', 'no-store');
    const { kind, name: _, ...actor } = caller;
    if (actor.centre && actor.centre !== centre) throw refuse('forbidden', 'other-centre', `Usted actúa en el centro ${actor.centre}; estas fichas son de otro centro.`, { field: 'centre', provision });
    if (!centreOf(services.directory(), centre)) throw refuse('invalid', 'centre-unknown', 'No existe un centro con ese código.', { field: 'centre', provision });
    const { state: survey } = await services.executor.load(surveyAggregate, name);
    if (survey.status === 'never-launched') throw refuse('not-found', 'survey-unknown', 'No existe una encuesta con ese código.', { field: 'survey', provision });
    if (survey.status !== 'open') throw refuse('conflict', 'survey-closed', 'La encuesta está cerrada: ya no se responde.', { provision });
    const ballot = ballotOf(centre, name, survey.version);
    const tokens = Array.from({ length: count }, () => newToken(ballot));
    const issued = systemAsks('issue', { id: ballot, input: { survey: name, version: survey.version, until: survey.until, hashes: tokens.map(tokenHash).sort() }, now });
    const { events } = await services.executor.execute(ballotAggregate, ballot, issued, { actor: { kind, ...actor }, correlationId: requestId });
    return { tokens: tokens.map((token) => ({ token, url: `${services.publicUrl()}/kiosco/${token}` })), position: events.at(-1)!.position };
  },
});
