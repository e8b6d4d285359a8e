import type { DocumentSummary } from '#contracts';

export const erasedWords = '[datos suprimidos]';

/** The asunto, or why there is none to read: the person was erased, or only those who handle the document may read it. */
export function aboutOf({ subject, sender }: Pick<DocumentSummary, 'subject' | 'sender'>): string {
  if (subject !== '') return subject;
  return sender === '' || sender === erasedWords ? erasedWords : 'Asunto reservado a quienes atienden el documento';
}
