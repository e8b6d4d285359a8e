import { z } from 'zod';
import { Id, LocalDate, LocalTime } from '#contracts';
import { limaInstant } from '#calendar';

/** When and where an event of a centre is, and who gives it. `round` grows with every change of it. */
export const Slot = z.strictObject({ round: z.int().min(0), date: LocalDate, start: LocalTime, end: LocalTime, room: z.string(), specialists: z.array(Id).readonly() });
export type Slot = Readonly<z.infer<typeof Slot>>;

const sameRoom = (a: Slot, b: Slot): boolean => a.room.toLocaleLowerCase('es-PE') === b.room.toLocaleLowerCase('es-PE');
const sharesPerson = (a: Slot, b: Slot): boolean => a.specialists.some((person) => b.specialists.includes(person));

/** Whether one room or one person would have to be at both at once. An event may begin when another ends. */
export const clash = (a: Slot, b: Slot): boolean => a.date === b.date && a.start < b.end && b.start < a.end && (sameRoom(a, b) || sharesPerson(a, b));

/** The instant at which it is over. */
export const overAt = ({ date, end }: Pick<Slot, 'date' | 'end'>): string => limaInstant(date, end);
