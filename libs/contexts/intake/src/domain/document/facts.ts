import type { DocumentEvent } from '#contracts';
import type { Due } from '../moment.ts';

type DataOfEvent<T extends DocumentEvent['type']> = Extract<DocumentEvent, { type: T }>['data'];

/** One fact, as a decision returns it. */
export const fact = <T extends DocumentEvent['type']>(type: T, data: DataOfEvent<T>): readonly DocumentEvent[] => [{ type, data } as DocumentEvent];

export const dueData = (due: Due | undefined): { dueDate?: string; dueAt?: string } => (due ? { dueDate: due.date, dueAt: due.at } : {});

export const dueOf = ({ dueDate, dueAt }: { readonly dueDate?: string; readonly dueAt?: string }): Due | undefined =>
  dueDate !== undefined && dueAt !== undefined ? { date: dueDate, at: dueAt } : undefined;
