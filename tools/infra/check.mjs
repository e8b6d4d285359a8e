/**
 * Checks everything under infra/, and the description of the events, each with the tool that knows it best. Needs Go 1.26 and
 * Python 3 beside Node. What no tool here can check is said in docs/operations.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeIsSound } from './compose-is-sound.mjs';
import { podsAreSound } from './pods-are-sound.mjs';
import { collector, goTool, npmPackage, pythonTool, run } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const infra = (...parts) => join(root, 'infra', ...parts);
const kubernetesVersion = '1.36.0';

function compose() {
  const tool = goTool('github.com/compose-spec/compose-go/v2', 'v2.16.2', 'cmd');
  for (const file of [join(root, 'docker-compose.yml'), infra('compose.distributed.yml')]) composeIsSound(run(tool, [file]));
}

function kubernetes() {
  const validator = pythonTool('kubernetes-validate', '1.37.0');
  const built = run(goTool('sigs.k8s.io/kustomize/kustomize/v5', 'v5.7.1'), ['build', infra('kubernetes')]);
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
  try {
    const file = join(folder, 'built.yaml');
    writeFileSync(file, built);
    run('python3', ['-m', 'kubernetes_validate', '--strict', '-k', kubernetesVersion, file, infra('kubernetes/secret.example.yaml')], { env: { PYTHONPATH: validator } });
  } finally {
    rmSync(folder, { recursive: true });
  }
  podsAreSound(built);
}

function prometheus() {
  const promtool = goTool('github.com/prometheus/prometheus', 'v0.316.0', 'cmd/promtool');
  run(promtool, ['check', 'config', '--lint=all', '--lint-fatal', infra('prometheus/prometheus.yml')]);
  run(promtool, ['test', 'rules', infra('prometheus/rules.test.yml')]);
}

function telemetry() {
  const version = 'v0.165.0';
  const builder = goTool('go.opentelemetry.io/collector/cmd/builder', version);
  run(collector(builder, version, infra('otel/distribution.yml')), ['validate', '--config', infra('otel/collector.yml')]);
}

function asyncapi() {
  const schema = JSON.parse(readFileSync(join(npmPackage('@asyncapi/specs', '6.11.1'), 'schemas/3.0.0.json'), 'utf8'));
  const validate = new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false }).compile(schema);
  if (!validate(JSON.parse(readFileSync(join(root, 'docs/api/asyncapi.json'), 'utf8')))) throw new Error(JSON.stringify(validate.errors?.slice(0, 5), null, 2));
}

const checks = { 'Compose files (compose-go)': compose, 'Kubernetes manifests (kustomize, kubernetes-validate)': kubernetes, 'Prometheus configuration and rules (promtool)': prometheus, 'collector configuration (otelcol)': telemetry, 'AsyncAPI description (its official schema)': asyncapi };

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    check();
    console.log(`ok  ${name}`);
  } catch (error) {
    failed++;
    console.error(`BAD ${name}\n${error.message}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
