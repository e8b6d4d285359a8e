import { intake } from '#contexts/intake';
import { reference } from '#contexts/reference';
import { supervision } from '#contexts/supervision';
import { mergeUpcasters } from '#event-store';
import type { Context } from '#platform';

/** Every context, in one process. */
export const contexts: readonly Context[] = [reference, intake, supervision];

export const upcasters = mergeUpcasters(contexts.map((context) => context.upcasters ?? {}));

/** Name of the group of views: their checkpoint. */
export const groupName = 'supervision';
