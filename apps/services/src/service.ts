import { contexts } from '#contexts/all';
import { services } from '#contexts/services';
import type { ServiceParts } from '#distributed';

export const servicesService: ServiceParts = { name: 'services', contexts: [services], published: contexts };
