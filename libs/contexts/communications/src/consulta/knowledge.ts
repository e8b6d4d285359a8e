import { z } from 'zod';
import { Freshness, Sistema } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { freshness, query } from '#platform';
import type { View } from '#view-store';

/** A consulta that was answered, as others learn from it. */
interface Entry {
  readonly sistema: string;
  readonly subject: string;
  readonly question: string;
  readonly organ: string;
  readonly answer: string;
  /** When the answer that holds was given; empty while there is none. */
  readonly answeredAt: string;
}

const text = (data: Readonly<Record<string, unknown>>, key: string): string => String(data[key] ?? '');
const none: Entry = { sistema: '', subject: '', question: '', organ: '', answer: '', answeredAt: '' };

/** What the organs have answered: the base of knowledge of the centres (DIR.5.1.1.e). */
export const knowledgeView: View<Entry> = {
  name: 'knowledge',
  version: 1,
  indexes: [{ fields: ['answeredAt'] }, { fields: ['sistema', 'answeredAt'] }],
  events: ['ConsultaAsked', 'ConsultaAssigned', 'ConsultaReopened', 'ConsultaAnswered', 'ConsultaAnswerAmended'],
  keysOf: ({ data }) => [text(data as Record<string, unknown>, 'consulta')],
  fold(before = none, { type, data: given, meta }: RecordedEvent) {
    const data = given as Record<string, unknown>;
    switch (type) {
      case 'ConsultaAsked':
        return { ...before, sistema: text(data, 'sistema'), subject: text(data, 'subject'), question: text(data, 'question') };
      case 'ConsultaAssigned':
        return { ...before, sistema: text(data, 'sistema'), organ: text(data, 'organ') };
      case 'ConsultaReopened':
        return { ...before, question: `${before.question}\n${text(data, 'more')}`, answeredAt: '' };
      default:
        return { ...before, organ: text(data, 'organ'), answer: text(data, 'answer'), answeredAt: meta.occurredAt };
    }
  },
};

/** Without case or accents. */
export const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word occurs somewhere, in any order. */
export function matches({ subject, question, answer }: Pick<Entry, 'subject' | 'question' | 'answer'>, words: string): boolean {
  const all = plain(`${subject} ${question} ${answer}`);
  return plain(words).split(/\s+/).every((word) => all.includes(word));
}

/** Answers looked through for words, newest first: a filter over them, not an index. */
const lookedThrough = 1_000;

export const knowledge = query({
  path: 'knowledge',
  roles: 'any',
  summary: 'Base de conocimiento: consultas absueltas, por sistema y palabras, lo último primero',
  provision: 'DIR.5.1.1.e',
  params: z.object({ q: z.string().trim().max(200).default(''), sistema: Sistema.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  answer: Freshness.extend({
    entries: z.array(z.object({ sistema: z.string(), subject: z.string(), question: z.string(), organ: z.string(), answer: z.string(), answeredAt: z.string() })),
    more: z.boolean().describe('Hay más de las que se muestran, o más antiguas que las que se revisaron'),
  }),
  async handle({ q, sistema, limit }, { services }) {
    const fresh = await freshness(services);
    const { documents, next } = await services.views.find(knowledgeView, { where: { ...(sistema && { sistema }), answeredAt: { gt: '' } }, orderBy: 'answeredAt', descending: true, limit: lookedThrough });
    const found = documents.filter((entry) => matches(entry, q));
    return { entries: found.slice(0, limit), more: found.length > limit || next !== undefined, ...fresh };
  },
});
