import { contexts } from '#contexts/all';
import { reference, seed } from '#contexts/reference';
import type { ServiceParts } from '#distributed';

export const referenceService: ServiceParts = { name: 'reference', contexts: [reference], published: contexts, prepare: seed };
