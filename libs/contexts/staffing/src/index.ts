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
import { serviceCentre } from './service-centre/service-centre.ts';
import { signedContracts } from './staff-member/contracts-view.ts';
import { staffMember } from './staff-member/staff-member.ts';
import { linkedSubjects } from './staff-member/subjects-view.ts';
import { linkTermTimer, resolvedContractTimer } from './staff-member/timers.ts';
import { centreTeam } from './team/team-query.ts';
import { centreTeams } from './team/team-view.ts';
import { commission } from './commission/commission.ts';
import { rendicionTimer } from './commission/overdue.ts';
import { contract } from './contract/contract.ts';
import { attentionMonths } from './monthly-service/attentions.ts';
import { monthlyService } from './monthly-service/monthly-service.ts';
import { paymentFile } from './monthly-service/payment-file.ts';
import { listPeriods, servicePeriods } from './monthly-service/periods.ts';
import { rules } from './rules.ts';
import { selection } from './selection/selection.ts';
import { tdr } from './tdr/tdr.ts';
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
    tdr,
    selection,
    contract,
    monthlyService,
    commission,
  ],
  endpoints: [centreTeam, paymentFile, listPeriods],
  views: [centreTeams, signedContracts, linkedSubjects, personLinks, attentionMonths, servicePeriods],
  timers: [readinessTimer, linkTermTimer, resolvedContractTimer, accessTermTimer, accessLinkTimer, rendicionTimer],
  rules,
});
