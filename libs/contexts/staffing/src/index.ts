import { declareContext } from '#serving';
import { rules } from './rules.ts';
import { technicalLead } from './technical-lead/technical-lead.ts';

/** Posts, specialists, their selection, contracts, monthly services and commissions. */
export const staffing = declareContext({ name: 'staffing', aggregates: [technicalLead], rules });
