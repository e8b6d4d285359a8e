import { parse } from 'yaml';

/** What the Compose specification does not ask: every image pinned, and whoever is waited for able to say that it is well. */
export function composeIsSound(model) {
  const { services } = parse(model);
  for (const [name, { image = '', build, depends_on: needs = {} }] of Object.entries(services)) {
    if (!build && !/:[\w.-]*\d[\w.-]*$/.test(image)) throw new Error(`${name}: its image is not pinned: ${image}`);
    for (const [other, { condition }] of Object.entries(needs)) {
      // Our own image checks itself (infra/Dockerfile).
      const canTell = condition === 'service_completed_successfully' || (condition === 'service_healthy' && (services[other]?.healthcheck || services[other]?.build));
      if (!canTell) throw new Error(`${name} waits for ${other}, which can't say that it is well`);
    }
  }
}
