import { z } from 'zod';

/** The key of a person (the subject) was erased: what was sealed with it can no longer be read by anybody (Ley 29733). */
export const SubjectErased = z.strictObject({ subject: z.string().min(1), reason: z.string().min(1) });
export type SubjectErased = z.infer<typeof SubjectErased>;

export const subjectEvents = { SubjectErased } as const;
