import { declareContext } from '#serving';
import { access } from './access/access.ts';
import { personLinks } from './access/links-view.ts';
import { accessLinkTimer, accessTermTimer } from './access/timers.ts';
import { coordination } from './coordination/coordination.ts';
import { technicalCriterion } from './criterion/criterion.ts';
import { logisticRequest } from './logistic-request/logistic-request.ts';
import { readiness } from './readiness/readiness.ts';
import { readinessTimer } from './readiness/readiness-timer.ts';
import { resource } from './resource/resource.ts';
import { rules } from './rules.ts';
import { serviceCentre } from './service-centre/service-centre.ts';
import { signedContracts } from './staff-member/contracts-view.ts';
import { staffMember } from './staff-member/staff-member.ts';
import { linkedSubjects } from './staff-member/subjects-view.ts';
import { linkTermTimer, resolvedContractTimer } from './staff-member/timers.ts';
import { centreTeam } from './team/team-query.ts';
import { centreTeams } from './team/team-view.ts';
import { technicalLead } from './technical-lead/technical-lead.ts';
import { internalTraining } from './training/training.ts';

/** Posts, specialists, their selection, contracts, monthly services and commissions. */
export const staffing = declareContext({
  name: 'staffing',
  aggregates: [
    serviceCentre,
    coordination,
    readiness,
    technicalLead,
    staffMember,
    technicalCriterion,
    internalTraining,
    resource,
    logisticRequest,
    access,
  ],
  endpoints: [
    centreTeam,
  ],
  views: [
    centreTeams,
    signedContracts,
    linkedSubjects,
    personLinks,
  ],
  timers: [
    readinessTimer,
    linkTermTimer,
    resolvedContractTimer,
    accessTermTimer,
    accessLinkTimer,
  ],
  rules,
});
