import { declareContext } from '#serving';
import { attention } from './attention/attention.ts';
import { attentionMonths, metaProgress } from './attention/counts.ts';
import { attentionCutoff } from './attention/cutoff.ts';
import { linksView } from './attention/link.ts';
import { catalogueEntry } from './catalogue/entry.ts';
import { seedCatalogue } from './catalogue/seed.ts';
import { centreAgenda } from './event/agenda.ts';
import { trainingEvent } from './event/training-event.ts';
import { mejora } from './mejora/mejora.ts';
import { newService } from './new-service/new-service.ts';
import { serviceOffer } from './offer/offer.ts';
import { readinessView } from './offer/readiness.ts';
import { offerSupervision } from './offer/supervision.ts';
import { poiPlan } from './poi/plan.ts';
import { attentionCounts } from './queries/attention-counts.ts';
import { poiProgress } from './queries/poi-progress.ts';
import { rules } from './rules.ts';

/** What the centres do for those who come: the catalogue, attentions, events, targets, improvements and the offer. */
export const services = declareContext({
  name: 'services',
  aggregates: [catalogueEntry, attention, attentionCutoff, poiPlan, trainingEvent, centreAgenda, mejora, newService, serviceOffer, offerSupervision],
  endpoints: [attentionCounts, poiProgress],
  views: [readinessView, linksView],
  rollups: [attentionMonths, metaProgress],
  rules,
  start: seedCatalogue,
});
