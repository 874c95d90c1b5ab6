// Who may import whom: docs/design/architecture.md, "Who may import whom" 1-4. Each rule says which one it keeps.
// TypeScript 7 is read through @swc/core; without it 0 modules are found, so `npm run check` asserts more than 0.

const nodeCore = { dependencyTypes: ['core'] }
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Path of an npm package as dependency-cruiser resolves it. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`

const shells = '^src/main/(electron|serve|cli)/'
const mayTouchTheSystem = `^src/main/(adapters|db/dialects|electron|serve|cli|simulator)/`
const systemModules =
  '^(node:)?(fs|fs/promises|child_process|net|http|https|http2|tls|dgram|dns|dns/promises|cluster|worker_threads|sqlite)$'
const systemPackages = npm(
  'better-sqlite3',
  'pg',
  'onvif',
  'fluent-ffmpeg',
  'ffmpeg-static',
  '@electric-sql/pglite',
)
const mayUseOrpc = `^src/(shared/rpc/|main/features/[^/]+/[^/]+[.]router[.]ts$|main/host/|main/(electron|serve|cli)/|renderer/api/)`

/** Ports whose functions are handed the caller's transaction. */
const portsOfTransactions = '(unit-of-work|findings-log|import-target)'

// From the ground up: a feature uses only those on a lower level.
const featureLevels = [
  ['units', 'settings', 'audit', 'findings', 'views'],
  ['dossiers', 'procedures', 'receptions', 'cameras', 'surveys', 'users'],
  ['recordings'],
  ['retention', 'backfill', 'live', 'thumbnails'],
  ['evidence', 'presence'],
  ['coverage'],
  ['health', 'review', 'inspections'],
  ['incidents'],
  ['scoring'],
  ['reports', 'search'],
  ['exports'],
]

/**
 * What rows of files are (shared/imports) is the common language of `imports` and of the features below it that keep
 * them: those may speak it, and none may use the feature itself.
 *
 * For each level: its features must not import the other features of that level, nor any above.
 */
const ladderRules = featureLevels
  .flatMap((features, level) => {
    const above = featureLevels.slice(level + 1).flat()
    return features.map((feature) => {
      const beside = features.filter((other) => other !== feature)
      const outOfReach = [...beside, ...above].join('|')
      return forbid(
        `rule-2-ladder-${feature}`,
        `${feature} uses only the features below it in the house plan.`,
        { path: `^src/(main/features|shared)/${feature}/` },
        { path: `^src/(main/features|shared)/(${outOfReach})/`, pathNot: '^src/shared/imports/' },
      )
    })
  })
  .filter((rule) => !rule.to.path.endsWith('()/'))

const sharedRules = [
  forbid(
    'rule-1-shared-is-pure',
    'shared/** imports nothing of main, renderer or tests.',
    { path: '^src/shared/' },
    { path: '^(src/(?!shared/)|tests/|scripts/)' },
  ),
  forbid('rule-1-shared-no-node', 'shared/** knows no Node.', { path: '^src/shared/' }, nodeCore),
  forbid(
    'rule-1-shared-packages',
    'shared/** imports zod and no other package (@orpc/contract only in shared/rpc/procedure.ts).',
    { path: '^src/shared/', pathNot: '^src/shared/rpc/' },
    { path: '(^|/)node_modules/', pathNot: npm('zod') },
  ),
  forbid(
    'rule-1-shared-rpc-packages',
    'shared/rpc imports zod and @orpc/contract and no other package.',
    { path: '^src/shared/rpc/' },
    { path: '(^|/)node_modules/', pathNot: npm('zod', '@orpc/contract') },
  ),
  forbid(
    'rule-1-orpc-contract-once',
    'shared/rpc/procedure.ts is the only import of @orpc/contract.',
    { path: '^src/', pathNot: '^src/(shared/rpc/procedure[.]ts$|renderer/api/)' },
    { path: npm('@orpc/contract') },
  ),
  forbid(
    'rule-1-orpc-contract-types-in-api',
    'renderer/api takes from @orpc/contract the types of a client, and no code.',
    { path: '^src/renderer/api/' },
    { path: npm('@orpc/contract'), dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'rule-1-kernel-is-ground',
    'shared/kernel stands on nothing of ours.',
    { path: '^src/shared/kernel/' },
    { path: '^src/', pathNot: '^src/shared/kernel/' },
  ),
  forbid(
    'rule-1-shared-features-meet-in-models',
    'A shared feature sees of another only its *.model.ts.',
    { path: '^src/shared/(?!kernel/|rpc/)([^/]+)/' },
    {
      path: '^src/shared/',
      pathNot: '^src/shared/(kernel/|rpc/procedure[.]ts$|$1/|[^/]+/[^/]+[.]model[.]ts$)',
    },
  ),
  forbid(
    'rule-1-rpc-gathers-contracts',
    'shared/rpc gathers contracts; of features it sees only *.contract.ts and *.model.ts.',
    { path: '^src/shared/rpc/' },
    { path: '^src/shared/', pathNot: '^src/shared/(kernel/|rpc/|[^/]+/[^/]+[.](contract|model)[.]ts$)' },
  ),
]

const mainRules = [
  forbid(
    'rule-2-imports-above-registers',
    'Imports reads files and hands their rows to the features that keep them; those never look up to it.',
    { path: '^src/main/features/(dossiers|receptions)/' },
    { path: '^src/main/features/imports/' },
  ),
  forbid(
    'rule-2-feature-through-service',
    'A feature sees of another only its service or port types; never its repository or router.',
    { path: '^src/main/features/([^/]+)/' },
    { path: '^src/main/features/', pathNot: '^src/main/features/($1/|[^/]+/[^/]+[.](service|ports)[.]ts$)' },
  ),
  forbid(
    'rule-2-feature-service-type-only',
    'Another feature is handed in by create-host.ts: import its types (`import type`), not its code.',
    { path: '^src/main/features/([^/]+)/' },
    { path: '^src/main/features/', pathNot: '^src/main/features/$1/', dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'layer-features-below-host',
    'main/features stands on shared, main/ports and main/db alone, and knows no host, shell or adapter. ' +
      'Routers may import host/context and host/implement, which hold no feature.',
    { path: '^src/main/features/' },
    {
      path: '^src/main/',
      pathNot: '^src/main/(features|ports|db)/|^src/main/host/(context|implement)[.]ts$',
    },
  ),
  forbid(
    'layer-host-below-shells',
    'The host is handed its adapters; it knows no shell, no simulator and no adapter.',
    { path: '^src/main/host/' },
    { path: '^src/main/(electron|serve|cli|simulator|adapters|db/dialects)/' },
  ),
  forbid(
    'layer-ports-are-interfaces',
    'A port knows shared types and other ports alone (those that work inside a transaction also its type).',
    { path: '^src/main/ports/', pathNot: `^src/main/ports/${portsOfTransactions}[.]ts$` },
    { path: '^src/main/', pathNot: '^src/main/ports/' },
  ),
  forbid(
    'layer-unit-of-work-knows-db-types',
    'Ports that work inside a transaction may import the types of main/db, and nothing else of main.',
    { path: `^src/main/ports/${portsOfTransactions}[.]ts$` },
    { path: '^src/main/', pathNot: '^src/main/(ports|db)/' },
  ),
  forbid(
    'layer-adapters-behind-ports',
    'An adapter knows ports (main/ports and the *.ports.ts of a feature), not features, host or shells.',
    { path: '^src/main/adapters/' },
    { path: '^src/main/', pathNot: '^src/main/(adapters/|ports/|features/[^/]+/[^/]+[.]ports[.]ts$)' },
  ),
  forbid(
    'layer-db-knows-no-feature',
    'db/** holds schema, migrations and dialects; nothing of features, host or shells.',
    { path: '^src/main/db/' },
    { path: '^src/main/', pathNot: '^src/main/(db|ports)/' },
  ),
  forbid(
    'layer-shells-apart',
    'The electron and serve shells use no other shell.',
    { path: '^src/main/(electron|serve)/' },
    { path: shells, pathNot: '^src/main/$1/' },
  ),
  forbid(
    'layer-cli-no-electron',
    'The command line may start the serve shell, but never needs Electron.',
    { path: '^src/main/cli/' },
    { path: '^src/main/electron/' },
  ),
  forbid(
    'layer-simulator-apart',
    'Virtual cameras are used by `demo` (cli) and by tests, never by the product.',
    { path: '^src/main/(?!cli/|simulator/)' },
    { path: '^src/main/simulator/' },
  ),
  forbid(
    'layer-simulator-is-a-tool',
    'The simulator stands on shared, ports and the ffmpeg adapter alone.',
    { path: '^src/main/simulator/' },
    { path: '^src/main/', pathNot: '^src/main/(simulator/|ports/|adapters/ffmpeg/)' },
  ),
  forbid(
    'layer-main-no-renderer',
    'main/** never imports renderer/**.',
    { path: '^src/main/' },
    { path: '^(src/renderer/|tests/|scripts/)' },
  ),
]
const packageRules = [
  forbid(
    'rule-3-system-modules',
    'Only adapters, db/dialects, the shells and the simulator touch processes, sockets and files.',
    { path: '^src/', pathNot: mayTouchTheSystem },
    { path: systemModules },
  ),
  forbid(
    'rule-3-system-packages',
    'Only adapters, db/dialects and the shells use better-sqlite3, pg, onvif and ffmpeg packages.',
    { path: '^src/', pathNot: `^src/main/(adapters|db/dialects|electron|serve|cli)/` },
    { path: systemPackages },
  ),
  forbid(
    'rule-3-electron',
    'Only main/electron imports electron.',
    { path: '^src/', pathNot: '^src/main/electron/' },
    { path: `^electron$|${npm('electron', 'electron-updater')}` },
  ),
  forbid(
    'rule-3-kysely',
    'Kysely only in *.repository.ts and db/**.',
    { path: '^src/', pathNot: '^src/main/(db/|features/[^/]+/[^/]+[.]repository[.]ts$)' },
    { path: npm('kysely') },
  ),
  forbid(
    'rule-3-orpc',
    '@orpc/* only in shared/rpc, *.router.ts, main/host, the shells and renderer/api.',
    { path: '^src/', pathNot: mayUseOrpc },
    { path: npm('@orpc') },
  ),
  forbid(
    'no-dev-package-in-the-product',
    'main/** runs from the packaged app: what it imports belongs in `dependencies`.',
    { path: '^src/(main|shared)/' },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: npm('electron') },
  ),
]

const rendererRules = [
  forbid(
    'rule-4-renderer-no-main',
    'renderer/** never imports main/**, types included.',
    { path: '^src/renderer/' },
    { path: '^(src/main/|tests/|scripts/)' },
  ),
  forbid('rule-4-renderer-no-node', 'renderer/** runs in a browser.', { path: '^src/renderer/' }, nodeCore),
  forbid(
    'rule-4-renderer-features-apart',
    'Renderer features never import each other: they meet in renderer/app.',
    { path: '^src/renderer/features/([^/]+)/' },
    { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
  ),
  forbid(
    'layer-renderer-app-on-top',
    'Nothing imports renderer/app.',
    { path: '^src/renderer/', pathNot: '^src/renderer/(app/|[^/]+$)' },
    { path: '^src/renderer/app/' },
  ),
  forbid(
    'layer-widgets-know-no-feature',
    'ui, player and timeline know time ranges and media URLs, no feature and no RPC.',
    { path: '^src/renderer/(ui|player|timeline)/' },
    { path: '^src/renderer/(features|dialogs|api|app)/' },
  ),
  forbid(
    'layer-dialogs-below-features',
    'A dialog that several features open may call the host, and knows no feature.',
    { path: '^src/renderer/dialogs/' },
    { path: '^src/renderer/', pathNot: '^src/renderer/(dialogs|api|ui)/' },
  ),
  forbid(
    'layer-renderer-api',
    'renderer/api knows the contract, no page.',
    { path: '^src/renderer/api/' },
    { path: '^src/renderer/(features|app|dialogs|ui|player|timeline)/' },
  ),
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'No cycles.', { path: '^src/' }, { circular: true }),
    forbid(
      'no-unresolvable',
      'Every import leads somewhere.',
      { path: '^src/' },
      { couldNotResolve: true, pathNot: '[?]' },
    ),
    ...sharedRules,
    ...mainRules,
    ...packageRules,
    ...rendererRules,
    ...ladderRules,
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Tests live beside the code and may reach across; they are no part of the product.
    exclude: { path: '[.]test[.]tsx?$' },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
