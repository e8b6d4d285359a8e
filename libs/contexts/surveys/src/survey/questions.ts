import { z } from 'zod';
import { choice, input, publicText, text } from '#contracts';
import { refuse } from '#kernel';

const code = z.string().regex(/^[a-z][a-z0-9]{0,19}$/, { error: 'El código tiene hasta 20 letras minúsculas o dígitos.' }).meta({ title: 'Código', examples: ['trato'] });

/** A question: on a scale of 1 to 5, a choice of one, or a free text. */
export const Question = input({
  code,
  words: publicText(300, 5).meta({ title: 'Pregunta' }),
  kind: choice(['scale', 'choice', 'text']).meta({ title: 'Cómo se responde', names: { scale: 'Escala de 1 a 5', choice: 'Una opción', text: 'Texto libre' } }),
  options: z.array(publicText(100)).max(10, { error: 'Son 10 opciones como máximo.' }).optional().meta({ title: 'Opciones', description: 'Solo de una pregunta de una opción: de 2 a 10' }),
});
export type Question = z.infer<typeof Question>;

/** As the log keeps it. */
export const FrozenQuestion = z.strictObject({ code: z.string(), words: z.string(), kind: z.enum(['scale', 'choice', 'text']), options: z.array(z.string()).optional() });

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The questions of an instrument, frozen when it is launched (DIR.5.1.2.e). */
export const Questions = z
  .array(Question)
  .min(1, { error: 'Escriba al menos una pregunta.' })
  .max(20, { error: 'Son 20 preguntas como máximo.' })
  .refine((all) => unique(all.map((question) => question.code)), { error: 'Cada pregunta lleva un código distinto.' })
  .refine((all) => all.some(({ kind }) => kind === 'scale'), { error: 'Hace falta al menos una pregunta de escala: de ella sale el puntaje.' })
  .refine((all) => all.every(({ kind, options = [] }) => (kind === 'choice' ? options.length >= 2 && unique(options) : options.length === 0)), { error: 'Solo las preguntas de una opción llevan opciones: de 2 a 10, distintas.' });

/** What was answered, by the code of the question: 1 to 5, the place of the option (from 0), or a text. */
export const Answers = z.record(z.string().max(20), z.union([z.int(), z.string().max(1_000)])).meta({ title: 'Respuestas' });
export type Answers = z.infer<typeof Answers>;

const FreeText = text(500);
const provision = 'DIR.5.1.2.e';
const wrong = (code: string, refusal: string, message: string) => refuse('invalid', refusal, message, { field: `answers.${code}`, provision });

/** @throws DomainError `answer-outside-scale`, `answer-not-an-option`, `answer-not-text`, `answer-missing`, `question-unknown` */
export function checkAnswers(questions: readonly Question[], answers: Answers): void {
  const known = new Set(questions.map(({ code }) => code));
  for (const code of Object.keys(answers)) if (!known.has(code)) throw wrong(code, 'question-unknown', 'Esa pregunta no es de esta encuesta.');
  for (const question of questions) checkAnswer(question, answers[question.code]);
}

function checkAnswer({ code, kind, options = [] }: Question, answer: number | string | undefined): void {
  if (answer === undefined) {
    if (kind !== 'text') throw wrong(code, 'answer-missing', 'Falta responder esta pregunta.');
    return;
  }
  const whole = typeof answer === 'number';
  if (kind === 'scale' && !(whole && answer >= 1 && answer <= 5)) throw wrong(code, 'answer-outside-scale', 'La respuesta va de 1 a 5.');
  if (kind === 'choice' && !(whole && answer >= 0 && answer < options.length)) throw wrong(code, 'answer-not-an-option', 'Elija una de las opciones.');
  if (kind === 'text' && !FreeText.safeParse(answer).success) throw wrong(code, 'answer-not-text', 'Escriba un texto de hasta 500 caracteres, o déjelo vacío.');
}
