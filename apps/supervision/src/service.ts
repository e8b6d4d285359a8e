import { describeChanges, supervision } from '#contexts/supervision';
import type { ServiceParts } from '#distributed';

export const supervisionService: ServiceParts = { name: 'supervision', contexts: [supervision], describe: describeChanges };
