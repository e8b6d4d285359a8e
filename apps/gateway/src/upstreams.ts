import { directive } from '#contexts/all';
import { communications } from '#contexts/communications';
import { intake } from '#contexts/intake';
import { reference } from '#contexts/reference';
import { services } from '#contexts/services';
import { staffing } from '#contexts/staffing';
import { surveys } from '#contexts/surveys';
import { supervision } from '#contexts/supervision';
import type { Upstream } from '#distributed';
import { ownContexts } from '#platform';

/** Signing in and the administrators' jobs, which every service has, are asked of the one that has the views. */
export const upstreams: readonly Upstream[] = [
  { name: 'reference', contexts: [reference] },
  { name: 'intake', contexts: [intake] },
  { name: 'staffing', contexts: [staffing] },
  { name: 'services', contexts: [services] },
  { name: 'surveys', contexts: [surveys] },
  { name: 'communications', contexts: [communications] },
  { name: 'supervision', contexts: [...ownContexts(), supervision, directive] },
  // Nothing is asked of it but whether it is well: without it the views of all the others stand still.
  { name: 'relay', contexts: [] },
];
