import { parseAllDocuments } from 'yaml';

const holds = (condition, what) => {
  if (!condition) throw new Error(what);
};

/** What no schema asks of a manifest: probes, limits, no rights, a budget for each Deployment, and nothing that speaks unless it is told to. */
export function podsAreSound(built) {
  const all = parseAllDocuments(built).map((document) => document.toJS());
  const ofKind = (kind) => all.filter((object) => object.kind === kind);
  const labelsOf = ({ spec }) => spec.selector.matchLabels['app.kubernetes.io/name'];
  for (const deployment of ofKind('Deployment')) {
    const { name } = deployment.metadata;
    const { spec } = deployment.spec.template;
    holds(spec.securityContext.runAsNonRoot && spec.automountServiceAccountToken === false, `${name}: may be root, or has a token of the cluster`);
    for (const container of spec.containers) {
      holds(container.livenessProbe && container.readinessProbe && container.startupProbe, `${name}: a probe is missing`);
      holds(container.resources.limits.memory && container.resources.limits.cpu && container.resources.requests.memory, `${name}: no limits`);
      const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext;
      holds(allowPrivilegeEscalation === false && readOnlyRootFilesystem && capabilities.drop.includes('ALL'), `${name}: has rights that it does not need`);
      holds(/:[\w.-]+$/.test(container.image) && !container.image.endsWith(':latest'), `${name}: its image is not pinned`);
    }
    holds(ofKind('PodDisruptionBudget').some((budget) => labelsOf(budget) === labelsOf(deployment)), `${name}: no PodDisruptionBudget`);
    holds(ofKind('Service').some(({ spec: { selector } }) => selector['app.kubernetes.io/name'] === labelsOf(deployment)), `${name}: no Service`);
  }
  holds(ofKind('Deployment').length > 0, 'no Deployment');
  const denied = ofKind('NetworkPolicy').some(({ spec }) => Object.keys(spec.podSelector ?? {}).length === 0 && spec.policyTypes.length === 2 && !spec.ingress && !spec.egress);
  holds(denied, 'no NetworkPolicy denies everything by default');
}
