import { contexts } from '#contexts/all';
import { surveys } from '#contexts/surveys';
import type { ServiceParts } from '#distributed';

export const surveysService: ServiceParts = { name: 'surveys', contexts: [surveys], published: contexts };
