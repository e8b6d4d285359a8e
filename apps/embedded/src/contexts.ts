import { contexts } from '#contexts/all';
import { mergeUpcasters } from '#event-store';

export { contexts };

export const upcasters = mergeUpcasters(contexts.map((context) => context.upcasters ?? {}));

/** Name of the group of views: their checkpoint. */
export const groupName = 'supervision';
