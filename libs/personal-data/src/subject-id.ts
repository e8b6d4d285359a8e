/**
 * Name of a person or body; means nothing without the key store. `s_` and 32 hex digits: of a store in a file, the row there
 * in 12 and a tag in 20; of one in MongoDB all are random.
 */
export type SubjectId = `s_${string}`;

export const tagBytes = 10;
const tagAt = 14;
const subjectPattern = /^s_[0-9a-f]{32}$/;

export const isSubjectId = (text: string): text is SubjectId => subjectPattern.test(text);

/**
 * The row alone would name somebody else in an older copy of the store that went on by itself; the random tag, 20 hex
 * digits, tells the two apart.
 */
export const subjectIdOf = (row: number, tag: string): SubjectId => `s_${row.toString(16).padStart(12, '0')}${tag}`;

export const rowOf = (subject: SubjectId): number => Number.parseInt(subject.slice(2, tagAt), 16);

export const tagOf = (subject: SubjectId): Buffer => Buffer.from(subject.slice(tagAt), 'hex');
