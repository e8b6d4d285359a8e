import { contexts } from '#contexts/all';
import { communications } from '#contexts/communications';
import type { ServiceParts } from '#distributed';

export const communicationsService: ServiceParts = { name: 'communications', contexts: [communications], published: contexts };
