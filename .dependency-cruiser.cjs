/**
 * The fences between modules: who may import whom. Each rule says what for.
 * A layer may use the layers below it; contexts never use each other; the domain is pure.
 */
const lib = (names) => `^libs/(${names})/`;
const tests = '\\.(unit|int|e2e|engine)\\.tsx?$|/testing/|/bench/';

const context = 'kernel|calendar|contracts|view-store|event-store|personal-data|files|platform|aggregates|serving';

/** What each module may import besides itself, npm packages and Node. Anything not named here is refused. */
const allowed = {
  kernel: '',
  calendar: 'kernel',
  contracts: 'kernel|calendar',
  'event-store': 'kernel',
  feed: 'kernel|event-store',
  'view-store': 'kernel|event-store|feed',
  'personal-data': 'kernel',
  files: 'kernel',
  engines: 'kernel|event-store',
  platform: 'kernel|calendar|contracts|event-store|feed|view-store|personal-data|files',
  distributed: 'kernel|contracts|event-store|feed|view-store|personal-data|files|platform',
  aggregates: 'kernel|calendar|contracts|platform',
  serving: 'kernel|calendar|contracts|view-store|files|platform|aggregates',
  'contexts/all': 'platform|aggregates|serving|contexts/[a-z]+',
  'contexts/staffing': context,
  'contexts/services': context,
  'contexts/communications': context,
  'contexts/surveys': context,
  'contexts/reference': context,
  'contexts/intake': context,
  'contexts/supervision': context,
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(allowed).map(([from, to]) => ({
      name: `fence-${from}`,
      comment: `${from} may import ${to || 'nothing of ours'}`,
      severity: 'error',
      from: { path: lib(from), pathNot: tests },
      to: { path: '^(libs|apps)/', pathNot: to ? [lib(from), lib(to)] : [lib(from)] },
    })),
    {
      name: 'domain-is-pure',
      comment: 'deciders import the kernel, the calendar, the contracts and zod alone',
      severity: 'error',
      from: { path: '^libs/contexts/[^/]+/src/domain/', pathNot: tests },
      to: { path: '.', pathNot: ['/domain/', lib('kernel|calendar|contracts'), 'node_modules/zod/'] },
    },
    { name: 'kernel-has-no-dependency', severity: 'error', from: { path: lib('kernel'), pathNot: tests }, to: { path: '.', pathNot: [lib('kernel')] } },
    { name: 'web-knows-contracts-alone', severity: 'error', from: { path: '^apps/web/' }, to: { path: '^(libs|apps)/', pathNot: ['^apps/web/', lib('contracts|kernel|calendar')] } },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    { name: 'through-the-front-door', comment: 'another lib is entered by its index alone', severity: 'error', from: { path: '^libs/((?:contexts/)?[^/]+)/' }, to: { path: '^libs/', pathNot: ['^libs/$1/', '/src/index\\.ts$'] } },
    { name: 'apps-enter-by-the-front-door', severity: 'error', from: { path: '^apps/' }, to: { path: '^libs/', pathNot: ['/src/index\\.ts$', '/testing/', '\\.json$'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'], conditionNames: ['import', 'node', 'default'] },
  },
};
