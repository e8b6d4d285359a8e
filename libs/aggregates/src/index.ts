export { act, declare, define, type Act, type AnyDeclared, type Ask, type AskActor, type AskCommand, type Declared, type Definition, type Standing, type Summary, type Wait } from './define.ts';
export { events, type DataOf, type EventOf, type EventSpecs } from './events.ts';
export { ids, type IdKind } from './ids.ts';
export { rule, nation, type Assessment, type Judged, type Rule } from './rule.ts';
export { monthlyDuty, previousMonth, recurringDuty, standingDuty, taskDuty } from './duties.ts';
export { atOnce, systemAsks } from './system.ts';
