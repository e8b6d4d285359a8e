import { systemAsks } from '#aggregates';
import { z } from 'zod';
import { limaDate } from '#calendar';
import { centreOf, input } from '#contracts';
import type { Json } from '#kernel';
import { action, query, type Scope, type Services } from '#platform';
import { anonymously, endOf, hold } from '../anonymous/hold.ts';
import { Limit } from '../anonymous/limit.ts';
import { redact } from '../anonymous/redact.ts';
import { surveyAggregate, type Survey } from '../survey/survey.ts';
import { Answers, Question } from '../survey/questions.ts';
import { ballotAggregate, checkToken, Service, tokenUnknown, type Ballot } from './ballot.ts';
import { readToken, type Token } from './token.ts';
import type { Held } from './tally.ts';

/** Requests a minute, of a centre: a room full of people at several kiosks stays below it. */
const limit = new Limit(240);

const Instrument = z.object({ title: z.string(), centre: z.string(), version: z.int(), questions: z.array(Question) });
const AnswerInput = input({ version: z.int().min(1), service: Service, answers: Answers });

type LaunchedSurvey = Exclude<Survey, { readonly status: 'never-launched' }>;

interface Found extends Token {
  readonly ballotState: Ballot;
  readonly survey: LaunchedSurvey;
  readonly open: boolean;
}

/** @throws DomainError `token-unknown`, `too-many-requests` */
async function find(given: string, { services, now }: Pick<Scope, 'services' | 'now'>): Promise<Found> {
  const token = readToken(given);
  limit.take(centreKnown(token?.ballot.split('-')[0] ?? '', services), now);
  if (!token) throw tokenUnknown();
  const { state: ballotState } = await services.executor.load(ballotAggregate, token.ballot);
  if (ballotState.status === 'none') throw tokenUnknown();
  const { state: survey } = await services.executor.load(surveyAggregate, ballotState.survey);
  if (survey.status === 'never-launched') throw tokenUnknown();
  const open = survey.status === 'open' && survey.version === ballotState.version && now.toISOString() <= endOf(ballotState.until);
  return { ...token, ballotState, survey, open };
}

/** What somebody made up counts together, so that it can fill no memory. */
const centreKnown = (centre: string, { directory }: Services): string => (centreOf(directory(), centre) ? centre : '');

/** What a token opens: the instrument. Nothing of who holds it is asked, kept or logged. */
export const openKiosk = query({
  path: 'kiosk/:token',
  roles: 'public',
  summary: 'La encuesta que abre una ficha, sin identificar a nadie',
  provision: 'DIR.5.1.2.e',
  params: z.object({ token: z.string().max(120) }),
  answer: Instrument,
  async handle({ token }, scope, { reply }) {
    void reply.header('cache-control', 'no-store');
    const { hash, ballot, ballotState, survey, open } = await find(token, scope);
    checkToken(ballotState, hash, open, limaDate(scope.now.toISOString()));
    const { title, version, questions } = survey;
    const centre = ballot.slice(0, ballot.indexOf('-'));
    return { title, centre: centreOf(scope.services.directory(), centre)?.name ?? centre, version, questions };
  },
});

/** Answers a survey once. The answer waits sealed until it can be counted together with others. */
export const answerKiosk = action({
  path: 'kiosk/:token',
  roles: 'public',
  summary: 'Responde la encuesta con una ficha, una sola vez y sin identificarse',
  provision: 'DIR.5.1.2.e',
  input: AnswerInput,
  answer: z.object({ received: z.literal(true), redacted: z.int().describe('Datos de personas que se retiraron de los textos') }),
  async handle({ version, service, answers }, scope, { reply }) {
    void reply.header('cache-control', 'no-store');
    const { services, now, params } = scope;
    const { ballot, hash, ballotState, survey, open } = await find(params.token!, scope);
    const asked = (sealed: string) => systemAsks('use', { id: ballot, input: { hash, version, service, answers }, facts: { questions: survey.questions, open, sealed }, now });
    // What would be refused makes no key.
    ballotAggregate.decide(asked(''), ballotState);
    const { held, redacted } = heldOf(service, survey.questions, answers);
    const command = asked(await hold(held as unknown as Json, services.keys));
    await services.executor.execute(ballotAggregate, ballot, command, anonymously(command.data.today));
    return { received: true, redacted };
  },
});

/** In the instrument's order: how a client arranged its request tells of the client. */
function heldOf(service: Held['service'], questions: readonly z.infer<typeof Question>[], answers: Answers): { readonly held: Held; readonly redacted: number } {
  const numbers: Record<string, number> = {};
  const texts: Record<string, string> = {};
  let redacted = 0;
  for (const { code } of questions) {
    const answer = answers[code];
    if (typeof answer === 'number') numbers[code] = answer;
    if (typeof answer !== 'string') continue;
    const clean = redact(answer.normalize('NFC').trim());
    texts[code] = clean.text;
    redacted += clean.redacted;
  }
  return { held: { service, answers: numbers, texts }, redacted };
}
