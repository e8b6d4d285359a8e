import { communications } from '#contexts/communications';
import { intake } from '#contexts/intake';
import { reference } from '#contexts/reference';
import { services } from '#contexts/services';
import { staffing } from '#contexts/staffing';
import { supervision } from '#contexts/supervision';
import { surveys } from '#contexts/surveys';
import type { Context } from '#platform';
import { directiveContext, type DeclaredContext } from '#serving';

/** In the order in which a process starts them. */
const declared: readonly DeclaredContext[] = [reference, intake, staffing, services, surveys, communications];

const titles = new Map(declared.flatMap(({ declared: known }) => known.flatMap(({ definition }) => Object.entries(definition.events).map(([type, { title }]) => [type, title] as const))));

/** The board of the Directive, over what happens in all contexts. */
export const directive = directiveContext(declared.flatMap(({ rules }) => rules), titles);

/** Every context there is: all of them in one process, or each in its own. */
export const contexts: readonly Context[] = [...declared, supervision, directive];
