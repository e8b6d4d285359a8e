import { contexts } from '#contexts/all';
import { staffing } from '#contexts/staffing';
import type { ServiceParts } from '#distributed';

export const staffingService: ServiceParts = { name: 'staffing', contexts: [staffing], published: contexts };
