export interface DocumentNumber {
  readonly desk: string;
  readonly year: number;
  readonly number: number;
}

/** `<desk>-<year>-<number>`, the number padded to six digits. */
export const documentId = ({ desk, year, number }: DocumentNumber): string => `${desk}-${year}-${String(number).padStart(6, '0')}`;

export const registerId = ({ desk, year }: Omit<DocumentNumber, 'number'>): string => `${desk}-${year}`;
