import { contexts, directive } from '#contexts/all';
import { describeChanges, supervision } from '#contexts/supervision';
import type { ServiceParts } from '#distributed';

export const supervisionService: ServiceParts = { name: 'supervision', contexts: [supervision, directive], published: contexts, describe: describeChanges };
